/** What was typed in a form that has changed since: each text beside its label and whose it is, to be copied. */
import type { Bloc, ChampSaisi } from '#lib/domain/demande/formulaire/renouvellement/champs-saisis.ts'
import type { Reponses } from '#lib/domain/demande/formulaire/renouvellement/groupes.ts'
import { PARTIES } from '#lib/domain/demande/formulaire/renouvellement/mise-a-jour.ts'
import type { PartieGardee } from '#lib/domain/demande/formulaire/renouvellement/saisie-gardee.ts'
import { valeurDe } from '#lib/domain/tables.ts'
import { libellesDesBlocs } from './libelles-de-blocs.ts'

/** The title of the form of each part. */
export const TITRES_DES_PARTIES: Readonly<Record<PartieGardee, string>> = {
  ...PARTIES,
  coordonnees: 'Mes coordonnées',
  nom: 'Faire corriger mon nom',
}

export type SaisieARecopier = readonly Readonly<{ nom: string; libelle: string; valeur: string }>[]

const OUI_NON: Readonly<Record<string, string>> = { oui: 'Oui', non: 'Non', on: 'Oui' }
/** Numbers of ours. */
const TECHNIQUE = ['version', 'annee']
const PERSONNES: Readonly<Record<string, string>> = {
  cotitulaires: 'personne qui demande avec vous',
  'foyer.personnesACharge': 'personne à charge',
  'foyer.enfantsEnGarde': 'enfant accueilli',
}
/** A field of somebody: which list they are in, their place there, and the field. */
const DE_PERSONNE = /^(cotitulaires|foyer\.personnesACharge|foyer\.enfantsEnGarde)\.(\d+)\.(.+)$/
const sansRang = (nom: string): string => nom.replaceAll(/\.\d+(?=\.|$)/g, '')

/**
 * The texts that say something else than what stands, with whose they are. The place of a person is that of the page on
 * which they were typed: they are known again by their name, and what cannot be told from somebody else's is listed.
 */
export function listARecopier(gardee: Reponses, blocs: readonly Bloc[]): SaisieARecopier {
  const champs = blocs.flatMap((bloc) => bloc.champs)
  const libelles = libellesDesBlocs(blocs)
  const ecrites = Object.entries(gardee).flatMap(([nom, texte]) => {
    if (TECHNIQUE.includes(nom) || texte.trim() === '') return []
    const [, liste, rang = '', reste = ''] = DE_PERSONNE.exec(nom) ?? []
    const semblable = champSemblable(champs, nom, reste)
    const valeur = direTexte(texte, semblable)
    if (liste === undefined) {
      const libelle = semblable ? (libelles[semblable.nom] ?? semblable.libelle) : nom
      return texte === champs.find((one) => one.nom === nom)?.valeur ? [] : [{ nom, libelle, valeur }]
    }
    const place = placeActuelle({ gardee, champs }, liste, rang)
    if (texte === champs.find((one) => one.nom === `${place}.${reste}`)?.valeur) return []
    const libelle = reste === 'retirer' ? 'Retirer cette personne' : (semblable?.libelle ?? nom)
    return [{ nom, libelle: `${libelle} (${direPersonne(gardee, liste, rang)})`, valeur }]
  })
  return [...ecrites, ...casesVidees(gardee, blocs, libelles)]
}

/** The field itself, else the same of somebody else; a code of one list of persons means nothing in another. */
const champSemblable = (champs: readonly ChampSaisi[], nom: string, reste: string): ChampSaisi | undefined =>
  champs.find((one) => one.nom === nom) ??
  champs.find((one) => sansRang(one.nom) === sansRang(nom)) ??
  champs.find((one) => reste.includes('.') && one.nom.endsWith(`.${reste}`))

const identiteEcrite = (gardee: Reponses, chemin: string): string =>
  ['prenom', 'nom'].map((quoi) => (gardee[`${chemin}.${quoi}`] ?? '').trim()).join(' ')

/** Where the person of that name stands now, if one and only one does. */
function placeActuelle(
  { gardee, champs }: Readonly<{ gardee: Reponses; champs: readonly ChampSaisi[] }>,
  liste: string,
  rang: string,
): string | undefined {
  const identite = identiteEcrite(gardee, `${liste}.${rang}`)
  if (identite.trim() === '') return undefined
  const textes = Object.fromEntries(champs.map(({ nom, valeur }) => [nom, valeur]))
  const places = new Set(
    champs.flatMap(({ nom }) => {
      const [, sa, place] = DE_PERSONNE.exec(nom) ?? []
      return sa === liste ? [`${liste}.${place}`] : []
    }),
  )
  const [seule, autre] = [...places].filter((place) => identiteEcrite(textes, place) === identite)
  return autre === undefined ? seule : undefined
}

/** « Zoé Inventée »; « personne à charge 2 » of whom no name was typed; both where two have one name. */
function direPersonne(gardee: Reponses, liste: string, rang: string): string {
  const identite = identiteEcrite(gardee, `${liste}.${rang}`)
  const place = `${PERSONNES[liste]} ${Number(rang) + 1}`
  if (identite.trim() === '') return place
  const memes = Object.keys(gardee).filter((nom) => {
    const [, sa, autre, reste] = DE_PERSONNE.exec(nom) ?? []
    return sa === liste && reste === 'nom' && identiteEcrite(gardee, `${sa}.${autre}`) === identite
  })
  return memes.length > 1 ? `${identite.trim()}, ${place}` : identite.trim()
}

/** A browser sends nothing of a box that was unticked: on a page that showed it, it was emptied. */
const casesVidees = (
  gardee: Reponses,
  blocs: readonly Bloc[],
  libelles: Readonly<Record<string, string>>,
): SaisieARecopier =>
  blocs
    .filter(({ champs }) => champs.some(({ nom }) => nom in gardee))
    .flatMap(({ champs }) => champs)
    .filter(
      ({ sorte, valeur, nom }) =>
        sorte === 'case' && valeur !== '' && (gardee[nom] ?? '') === '' && !DE_PERSONNE.test(nom),
    )
    .map(({ nom, libelle }) => ({ nom, libelle: libelles[nom] ?? libelle, valeur: 'Non' }))

const direTexte = (texte: string, champ: ChampSaisi | undefined): string =>
  valeurDe(champ?.options ?? OUI_NON, texte) ?? texte
