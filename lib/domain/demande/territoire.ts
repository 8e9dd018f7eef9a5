/**
 * Where a demande lives: the département of its number, or the whole of Île-de-France. From it come the zone in which
 * its days begin and end, and the communes of its attributions.
 */
import { type Jour, jour } from '../calendrier.ts'
import { accept, type Resultat, refuse } from '../resultat.ts'
import { departementOf, parseCodeInsee } from '../territoire/code-insee.ts'
import { fuseauDe } from '../territoire/fuseau.ts'

/** Source: code officiel géographique (INSEE), départements; 975 is one of the numbers that are given. */
const DEPARTEMENTS = [
  ...(['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13', '14', '15', '16', '17'] as const),
  ...(['18', '19', '2A', '2B', '21', '22', '23', '24', '25', '26', '27', '28', '29', '30', '31', '32', '33'] as const),
  ...(['34', '35', '36', '37', '38', '39', '40', '41', '42', '43', '44', '45', '46', '47', '48', '49', '50'] as const),
  ...(['51', '52', '53', '54', '55', '56', '57', '58', '59', '60', '61', '62', '63', '64', '65', '66', '67'] as const),
  ...(['68', '69', '70', '71', '72', '73', '74', '75', '76', '77', '78', '79', '80', '81', '82', '83', '84'] as const),
  ...(['85', '86', '87', '88', '89', '90', '91', '92', '93', '94', '95'] as const),
  ...(['971', '972', '973', '974', '975', '976'] as const),
] as const
export type Departement = (typeof DEPARTEMENTS)[number]

const ILE_DE_FRANCE = ['75', '77', '78', '91', '92', '93', '94', '95'] as const satisfies readonly Departement[]

/** `111` is Île-de-France as a whole; otherwise the INSEE code of a département. */
export type Territoire = '111' | Departement

/** Every territory once: Île-de-France, then the other départements by code. */
export const TERRITOIRES: readonly Territoire[] = [
  '111',
  ...DEPARTEMENTS.filter((code) => !ILE_DE_FRANCE.some((one) => one === code)),
]

const CONNUS: ReadonlySet<string> = new Set(DEPARTEMENTS)
const isDepartement = (code: string): code is Departement => CONNUS.has(code)

/** Reads `9`, `09`, ` 2a `, `974`; `undefined` when no numéro unique is given in such a département (`20`, `99`). */
export function parseDepartement(text: string): Departement | undefined {
  const typed = text.trim().toUpperCase()
  const code = /^[1-9]$/.test(typed) ? `0${typed}` : typed
  // R-TER-09 — code officiel géographique (INSEE) : 20 n’est plus un département, 2A et 2B le sont
  return isDepartement(code) ? code : undefined
}

/** Reads a territory as it is stored or sent: `111`, or the code of a département. */
export const parseTerritoire = (text: string): Territoire | undefined =>
  text === '111' ? '111' : parseDepartement(text)

/** The territory in which a demande filed in a département is registered. */
export const territoireDuDepartement = (departement: Departement): Territoire =>
  // R-TER-10 — CCH, R441-2-4 : le numéro est départemental, régional en Île-de-France
  ILE_DE_FRANCE.some((code) => code === departement) ? '111' : departement

/** Never empty: eight for Île-de-France, otherwise one. */
export const departementsDuTerritoire = (territoire: Territoire): readonly [Departement, ...Departement[]] =>
  territoire === '111' ? ILE_DE_FRANCE : [territoire]

/** The territories of which one of these départements is a part. */
export const territoiresDesDepartements = (departements: readonly string[]): readonly Territoire[] =>
  TERRITOIRES.filter((one) => departementsDuTerritoire(one).some((code) => departements.includes(code)))

/** The IANA zone in which the days of its demandes begin and end. */
export const fuseauDuTerritoire = (territoire: Territoire): string =>
  // R-TER-11 — choix du portail : un délai finit à minuit là où vit la demande, pas à Paris
  fuseauDe(departementsDuTerritoire(territoire)[0])

/** Whether a commune, by its INSEE code of today, is one of the territory. */
export const isCommuneDuTerritoire = (codeInsee: string, territoire: Territoire): boolean =>
  // R-TER-12 — bulletin de juillet 2014 : le logement attribué est sur le territoire de la demande
  // Two figures, or five signs of which two are right, are the code of none.
  parseCodeInsee(codeInsee) === codeInsee &&
  departementsDuTerritoire(territoire).some((departement) => departement === departementOf(codeInsee))

/** A département whose demandes live in a file of its own: they are filed and renewed on its site, not here. */
export type FichierPartage = Readonly<{
  departement: Departement
  /** First day on which it is known to be so. */
  depuis: Jour
  /** Last day; null while it lasts. */
  jusquAu: Jour | null
  nom: string
  /** The département as one says being in it: « en Haute-Garonne ». */
  ou: string
  adresse: string
  source: string
}>

const FICHIERS_PARTAGES: readonly FichierPartage[] = [
  {
    departement: '31',
    depuis: jour('2014-07-01'),
    jusquAu: null,
    nom: 'fichier partagé de la Haute-Garonne',
    ou: 'en Haute-Garonne',
    adresse: 'https://www.demandelogement31.fr',
    source: 'bulletin de juillet 2014 : « hors Haute-Garonne qui fonctionne sous fichier partagé »',
  },
]

export type RefusDeFichierPartage = { code: 'fichier-partage'; nom: string; adresse: string }

/** Lets through a demande that this register may take or renew: not one of a territory whose file is kept elsewhere. */
export function checkHorsFichierPartage(territoire: Territoire, le: Jour): Resultat<true, RefusDeFichierPartage> {
  const [departement] = departementsDuTerritoire(territoire)
  // R-TER-13 — arrêté du 23 mars 2015 (cahier des charges) : un fichier partagé local tient lui-même ses demandes
  const fichier = fichierPartageDe(departement, le)
  return fichier ? refuse({ code: 'fichier-partage', nom: fichier.nom, adresse: fichier.adresse }) : accept(true)
}

/** Whether a shared local file that is not closed keeps the demandes of a territory, from whatever day. */
export const hasFichierPartage = (territoire: Territoire): boolean => {
  const departements = departementsDuTerritoire(territoire)
  return FICHIERS_PARTAGES.some(({ departement, jusquAu }) => jusquAu === null && departements.includes(departement))
}

/** The shared local files of that day. */
export const listFichiersPartages = (le: Jour): readonly FichierPartage[] =>
  FICHIERS_PARTAGES.filter(({ departement }) => fichierPartageDe(departement, le) !== undefined)

/** The shared local file to which a département sends its applicants on a civil day; undefined: it has none. */
export const fichierPartageDe = (departement: Departement, le: Jour): FichierPartage | undefined =>
  FICHIERS_PARTAGES.find(
    // R-TER-13 — arrêté du 23 mars 2015 (cahier des charges) : un fichier partagé local tient lui-même ses demandes
    (fichier) =>
      fichier.departement === departement &&
      fichier.depuis <= le &&
      (fichier.jusquAu === null || le <= fichier.jusquAu),
  )
