import type { AuteurDeCorrection } from '#db/queries/corrections.ts'
import { COLONNES_AFFICHEES } from '#lib/documents/champs-de-point.ts'
import { changementsDesChiffres, texteDe, texteDuChamp } from '#lib/documents/changements.ts'
import { nomDeColonne, phraseDeRemarque, STATUTS_DE_LIGNE } from '#lib/documents/recensement.ts'
import { MOTS_DE_GRAVITE } from '#lib/documents/recensement-annotation.ts'
import type { Colonne } from '#lib/domain/guichet/recensement/colonnes.ts'
import type { RangCompare } from '#lib/domain/guichet/recensement/comparaison.ts'
import { CHAMPS } from '#lib/domain/guichet/recensement/contenus.ts'
import type { ChiffresCompares } from '#lib/domain/guichet/recensement/examen.ts'
import type { Remarque } from '#lib/domain/guichet/recensement/remarques.ts'
import { TYPES_DE_LOGEMENT } from '#lib/domain/guichet/vocabulaire.ts'
import { CorrectionForm, type Place } from './corriger/correction.form.tsx'
import { Corrigees } from './corriger/corrigees.tsx'
import { type Lettres, listAutresRemarques, showCorrigees, showGroupes, showQuestion } from './corriger/montrer.ts'

function Remarques({ remarques, trouve }: Readonly<{ remarques: readonly Remarque[]; trouve: RangCompare['trouve'] }>) {
  if (remarques.length === 0) return null
  return (
    <ul className="admin__remarques">
      {[...remarques.entries()].map(([rang, remarque]) => (
        <li key={`${remarque.cellule}-${remarque.code}-${rang}`}>
          <span className="admin__etat">{MOTS_DE_GRAVITE[remarque.gravite]}</span>{' '}
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

/** How a row is corrected in the page: where to come back to, who corrected what, whether the form stands open. */
export type Correction = Readonly<{
  place: Place | undefined
  auteurs: readonly AuteurDeCorrection[]
  prefixe: string
  ouverte: boolean
  lettres: Lettres
}>

type Ligne<R> = Readonly<{ rang: R; correction: Correction }>

/** What is wrong or to look at in a row, each with the field that mends it, and what was mended already. */
function ACorriger({ rang, correction }: Ligne<RangCompare | ChiffresCompares>) {
  const { place, auteurs, prefixe, ouverte, lettres } = correction
  const corrigees = <Corrigees corrigees={showCorrigees(rang, auteurs)} place={place} />
  const groupes = showGroupes(rang, lettres)
  const question = showQuestion(rang)
  if (!place || (groupes.length === 0 && !question))
    return (
      <>
        <Remarques remarques={rang.remarques} trouve={rang.trouve} />
        {corrigees}
      </>
    )
  const form = <CorrectionForm {...place} prefixe={prefixe} groupes={groupes} question={question} />
  return (
    <>
      <Remarques remarques={listAutresRemarques(rang)} trouve={rang.trouve} />
      {corrigees}
      {ouverte ? (
        form
      ) : (
        <details className="admin__plus">
          <summary>Relire ou corriger cette ligne</summary>
          {form}
        </details>
      )}
    </>
  )
}

/** A row that cannot be published until the whole file has said what its table lacks. */
const Attente = ({ colonnes }: { colonnes: readonly Colonne[] }) => (
  <p>
    <a href="#valeurs-du-fichier">Dites pour tout le fichier</a> ce que son tableau n’a pas :{' '}
    {colonnes.map(nomDeColonne).join(', ')}. Cette ligne l’attend.
  </p>
)

/** `manquent`: what the table lacks and the whole file may say at once. */
export function LigneDePoint({ rang, correction, manquent }: Ligne<RangCompare> & { manquent: readonly Colonne[] }) {
  return (
    <li>
      <Titre
        nom={rang.contenu?.nom ?? rang.trouve.nom ?? 'Sans nom'}
        feuille={rang.feuille}
        ligne={rang.ligne}
        statut={rang.statut}
      />
      {rang.statut === 'refuse' && manquent.length > 0 ? <Attente colonnes={manquent} /> : null}
      <ACorriger rang={rang} correction={correction} />
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
            {CHAMPS.map((champ) =>
              texteDe(rang.valeurs[champ]) === 'vide' ? null : (
                <div key={champ} className="admin__changement">
                  <dt>{COLONNES_AFFICHEES[champ]}</dt>
                  <dd>{texteDuChamp(champ, rang.valeurs[champ])}</dd>
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

export function LigneDeChiffres({ rang, correction }: Ligne<ChiffresCompares>) {
  const { valeurs } = rang
  const type = valeurs.type ? TYPES_DE_LOGEMENT[valeurs.type] : (rang.trouve.type ?? '')
  const nom = `${rang.trouve.commune ?? valeurs.codeInsee ?? 'Commune inconnue'}, ${valeurs.annee ?? rang.trouve.annee ?? ''}, ${type}`
  return (
    <li>
      <Titre nom={nom} feuille={rang.feuille} ligne={rang.ligne} statut={rang.statut} />
      <ACorriger rang={rang} correction={correction} />
      {rang.chiffres && rang.statut !== 'inchange' ? (
        <Differences differences={changementsDesChiffres(rang.avant, rang.chiffres)} />
      ) : null}
    </li>
  )
}
