/** The content as registered, part by part, each with the way to change it while the demande is active. */
import Link from 'next/link'
import { lignesHorsFormulaire } from '#lib/documents/autres-en-lignes.ts'
import { formatMontant, formatRessources, lignesDuGroupe } from '#lib/documents/contenu-en-lignes.ts'
import type { LigneDeContenu } from '#lib/documents/mots-de-contenu.ts'
import type { Jour } from '#lib/domain/calendrier.ts'
import type { Demande } from '#lib/domain/demande/demande.ts'
import { GROUPES, groupesDe } from '#lib/domain/demande/formulaire/renouvellement/groupes.ts'
import { type Partie, partiesDe } from '#lib/domain/demande/formulaire/renouvellement/mise-a-jour.ts'
import { porteursDe } from '#lib/domain/demande/formulaire/renouvellement/ressources.ts'
import type { PartieGardee } from '#lib/domain/demande/formulaire/renouvellement/saisie-gardee.ts'
import { Faits } from '#lib/ui/renouveler/faits.tsx'

const ACTES_DE_PARTIE = {
  vous: 'Modifier mon adresse ou ma situation',
  foyer: 'Modifier mon foyer',
  logement: 'Modifier mon logement actuel',
  recherche: 'Modifier ma recherche',
  ressources: 'Modifier mes ressources',
  revenu: 'Modifier mon revenu fiscal',
} as const satisfies Readonly<Record<Partie, string>>
/** Where each form stands under its demande, and what opens it. */
const lienVers = (formulaire: PartieGardee): readonly [chemin: string, acte: string] => {
  if (formulaire === 'coordonnees') return ['coordonnees', 'Changer mes coordonnées']
  if (formulaire === 'nom') return ['nom', 'Faire corriger mon nom']
  return [`modifier/${formulaire}`, ACTES_DE_PARTIE[formulaire]]
}

type Props = Readonly<{
  demande: Exclude<Demande, { statut: 'effacee' }>
  /** The name of a commune from its INSEE code. */
  nomDe: (codeInsee: string) => string
  le: Jour
}>

export function Enregistre({ demande, nomDe, le }: Props) {
  const { contenu } = demande
  const parties = demande.statut === 'active' ? partiesDe(contenu) : []
  const ressources = lignesDesRessources(demande, le)
  const autres = lignesHorsFormulaire(contenu, nomDe, le)
  const passees = autres.filter(({ isPassee }) => isPassee)
  const aCorriger = autres.filter(
    ({ formulaire, isPassee }) => formulaire !== undefined && !isPassee && demande.statut === 'active',
  )
  const auGuichet = autres.filter((ligne) => !passees.includes(ligne) && !aCorriger.includes(ligne))
  const ouvrir = (formulaires: readonly PartieGardee[]) => (
    <ul className="fr-raw-list renouveler__ouvrir">
      {formulaires.map(lienVers).map(([chemin, acte]) => (
        <li key={chemin}>
          <Link className="fr-link" href={`/ma-demande/${demande.ref}/${chemin}`} prefetch={false}>
            {acte}
          </Link>
        </li>
      ))}
    </ul>
  )
  const section = (cle: string, titre: string, lignes: readonly LigneDeContenu[], siennes: readonly Partie[]) => {
    const ouvertes = siennes.filter((partie) => parties.includes(partie))
    return (
      <section className="renouveler__groupe" key={cle} aria-labelledby={`groupe-${cle}`}>
        <div className="renouveler__titre">
          <h3 id={`groupe-${cle}`}>{titre}</h3>
        </div>
        {lignes.length > 0 ? <Faits avant={lignes} /> : <p className="fr-mb-0">Rien n’est renseigné.</p>}
        {ouvertes.length > 0 ? ouvrir(ouvertes) : null}
      </section>
    )
  }
  return (
    <>
      <h2 className="fr-h4 fr-mt-4w">Ce qui est enregistré</h2>
      {groupesDe(contenu).map((groupe) =>
        section(groupe, GROUPES[groupe], lignesDuGroupe(groupe, contenu, nomDe), [groupe]),
      )}
      {ressources.length > 0 ? section('ressources', 'Vos ressources', ressources, ['ressources', 'revenu']) : null}
      {autres.length > 0 ? (
        <section className="renouveler__groupe" aria-labelledby="groupe-autres">
          <div className="renouveler__titre">
            <h3 id="groupe-autres">Autres informations de votre dossier</h3>
          </div>
          {aCorriger.length > 0 ? (
            <>
              <p className="fr-mb-1w">
                Ces réponses n’ont pas pu être reprises de votre dossier. Elles se corrigent dans un formulaire.
              </p>
              <Faits avant={aCorriger} />
              {ouvrir([...new Set(aCorriger.flatMap(({ formulaire }) => formulaire ?? []))])}
            </>
          ) : null}
          {auGuichet.length > 0 ? (
            <>
              <Faits avant={auGuichet} />
              <p className="fr-mb-0">
                Pour les changer :{' '}
                <Link className="fr-link" href="/points-de-contact?service=modification" prefetch={false}>
                  trouver un guichet
                </Link>
              </p>
            </>
          ) : null}
          {passees.length > 0 ? (
            <>
              <p className="fr-mb-1w fr-mt-2w">Votre dossier d’avant disait aussi ceci, qui ne compte plus :</p>
              <Faits avant={passees} />
            </>
          ) : null}
        </section>
      ) : null}
    </>
  )
}

/** Monthly resources and taxable income of each, the unknown said so. */
function lignesDesRessources({ contenu }: Props['demande'], le: Jour): readonly LigneDeContenu[] {
  const porteurs = porteursDe(contenu, [], le)
  return porteurs.flatMap(({ cle, nom, ressources, revenu }) => {
    const qui = porteurs.length > 1 ? ` (${nom})` : ''
    const annee = revenu?.annee ? ` de ${revenu.annee}` : ''
    return [
      { cle: `${cle}.ressources`, libelle: `Chaque mois${qui}`, valeur: formatRessources(ressources) },
      ...(revenu
        ? [
            {
              cle: `${cle}.revenu`,
              libelle: `Revenu fiscal de référence${annee}${qui}`,
              valeur: formatMontant(revenu.montant),
            },
          ]
        : []),
    ]
  })
}
