import { COLONNES_AFFICHEES } from '#lib/documents/champs-de-point.ts'
import { changementsDesChiffres, texteDe, texteDuChamp } from '#lib/documents/changements.ts'
import { nomDeColonne, phraseDeRemarque, STATUTS_DE_LIGNE } from '#lib/documents/recensement.ts'
import type { Colonne } from '#lib/domain/guichet/recensement/colonnes.ts'
import type { RangCompare } from '#lib/domain/guichet/recensement/comparaison.ts'
import type { ChiffresCompares } from '#lib/domain/guichet/recensement/examen.ts'
import type { Remarque } from '#lib/domain/guichet/recensement/remarques.ts'
import { TYPES_DE_LOGEMENT } from '#lib/domain/guichet/vocabulaire.ts'

const GRAVITES = { corrige: 'Corrigé', 'a-verifier': 'À vérifier', refus: 'À corriger' } as const

function Remarques({ remarques, trouve }: { remarques: readonly Remarque[]; trouve: RangCompare['trouve'] }) {
  if (remarques.length === 0) return null
  return (
    <ul className="admin__remarques">
      {remarques.map((remarque) => (
        <li key={`${remarque.cellule}-${remarque.code}`}>
          <span className="admin__etat">{GRAVITES[remarque.gravite]}</span>{' '}
          <strong>
            {nomDeColonne(remarque.colonne)} ({remarque.cellule})
          </strong>
          {' : '}
          {phraseDeRemarque(remarque)}
          {trouve[remarque.colonne] ? (
            <span className="fr-hint-text">Écrit : « {trouve[remarque.colonne]} »</span>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

type Difference = Readonly<{ champ: string; avant: string; apres: string }>

function Differences({ differences }: { differences: readonly Difference[] }) {
  return (
    <dl className="admin__details">
      {differences.map(({ champ, avant, apres }) => (
        <div key={champ} className="admin__changement">
          <dt>{champ}</dt>
          <dd>
            <del className="admin__avant">{avant}</del> → <ins className="admin__apres">{apres}</ins>
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** What a cell held beside what was understood of it. */
function CommeEcrit({ rang }: { rang: Pick<RangCompare, 'trouve'> }) {
  const cells = Object.entries(rang.trouve).filter((cell): cell is [Colonne, string] => cell[1] !== undefined)
  return (
    <details className="admin__plus">
      <summary>La ligne telle qu’elle est écrite</summary>
      <dl className="admin__details">
        {cells.map(([colonne, texte]) => (
          <div key={colonne} className="admin__changement">
            <dt>{nomDeColonne(colonne)}</dt>
            <dd>{texte}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

const Titre = ({
  nom,
  feuille,
  ligne,
  statut,
}: {
  nom: string
  feuille: string
  ligne: number
  statut: RangCompare['statut']
}) => (
  <h3 className="fr-h6 fr-mb-1v">
    {nom}{' '}
    <span className="fr-text--sm">
      <span className="admin__etat">{STATUTS_DE_LIGNE[statut]}</span> feuille « {feuille} », ligne {ligne}
    </span>
  </h3>
)

export function LigneDePoint({ rang }: { rang: RangCompare }) {
  const understood = Object.entries(rang.valeurs).filter(([champ]) => champ in COLONNES_AFFICHEES)
  return (
    <li>
      <Titre
        nom={rang.contenu?.nom ?? rang.trouve.nom ?? 'Sans nom'}
        feuille={rang.feuille}
        ligne={rang.ligne}
        statut={rang.statut}
      />
      <Remarques remarques={rang.remarques} trouve={rang.trouve} />
      {rang.statut === 'modifie' ? (
        <Differences
          differences={rang.changements.map(({ champ, avant, apres }) => ({
            champ: COLONNES_AFFICHEES[champ],
            avant: texteDuChamp(champ, avant),
            apres: texteDuChamp(champ, apres),
          }))}
        />
      ) : null}
      {rang.statut === 'nouveau' ? (
        <details className="admin__plus">
          <summary>Ce que nous avons compris</summary>
          <dl className="admin__details">
            {understood.map(([champ, valeur]) =>
              texteDe(valeur) === 'vide' ? null : (
                <div key={champ} className="admin__changement">
                  <dt>{Object.entries(COLONNES_AFFICHEES).find(([code]) => code === champ)?.[1]}</dt>
                  <dd>{texteDuChamp(champ, valeur)}</dd>
                </div>
              ),
            )}
          </dl>
        </details>
      ) : null}
      <CommeEcrit rang={rang} />
    </li>
  )
}

export function LigneDeChiffres({ rang }: { rang: ChiffresCompares }) {
  const { valeurs } = rang
  const type = valeurs.type ? TYPES_DE_LOGEMENT[valeurs.type] : (rang.trouve.type ?? '')
  const nom = `${rang.trouve.commune ?? valeurs.codeInsee ?? 'Commune inconnue'}, ${valeurs.annee ?? rang.trouve.annee ?? ''}, ${type}`
  return (
    <li>
      <Titre nom={nom} feuille={rang.feuille} ligne={rang.ligne} statut={rang.statut} />
      <Remarques remarques={rang.remarques} trouve={rang.trouve} />
      {rang.chiffres && rang.statut !== 'inchange' ? (
        <Differences differences={changementsDesChiffres(rang.avant, rang.chiffres)} />
      ) : null}
    </li>
  )
}
