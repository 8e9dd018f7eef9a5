/** What changed between two contents, in words: one line a field, for the journal and for comparisons. */
import { ROLES } from '#lib/domain/acces/acteur.ts'
import { CHAMPS_DE_MENTIONS } from '#lib/domain/attestation/mentions.ts'
import { parseJour } from '#lib/domain/calendrier.ts'
import { FONCTIONS_DE_TERRITOIRE } from '#lib/domain/demande/reglages-de-territoire.ts'
import type { ChiffresDeclares } from '#lib/domain/guichet/chiffres.ts'
import { LISTES_DES_CHAMPS, TYPES_DE_LOGEMENT } from '#lib/domain/guichet/vocabulaire.ts'
import { direCellules, type RangDuFichier } from './cellules.ts'
import { COLONNES_AFFICHEES } from './champs-de-point.ts'
import { formatFermeture, formatJour } from './horaires.ts'
import { echoOsm } from './horaires-en-mots.ts'

/** `cellules`: where the file that brought it says it. */
export type Changement = Readonly<{ champ: string; avant: string; apres: string; cellules?: string }>
type Contenu = Readonly<Record<string, unknown>>

const FIGURES: Readonly<Record<string, string>> = {
  logements: 'Logements',
  demandesEnAttente: 'Demandes en attente',
  attributionsN1: 'Attributions N-1',
  arreteAu: 'Arrêté au',
  source: 'Source',
}

/** The parts of a value in the order in which people write them: the database gives its keys back in its own. */
const ORDRE = [
  'voie',
  'complement',
  'codePostal',
  'commune',
  'codeInsee',
  'latitude',
  'longitude',
  'osm',
  'texte',
  'du',
]
const rang = (key: string): number => (ORDRE.includes(key) ? ORDRE.indexOf(key) : ORDRE.length)
const partsOf = (value: object): unknown[] =>
  Object.entries(value)
    .sort(([a], [b]) => rang(a) - rang(b) || (a < b ? -1 : 1))
    .map(([, part]) => part)

/** A value as a person reads it; nothing is « vide ». */
export function texteDe(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'vide'
  if (typeof value === 'boolean') return value ? 'oui' : 'non'
  if (Array.isArray(value)) return value.length === 0 ? 'vide' : value.map(texteDe).join(', ')
  if (typeof value === 'object') {
    const parts = partsOf(value).filter((part) => part !== null && part !== '' && part !== false)
    return parts.length === 0
      ? 'vide'
      : parts
          .map(texteDe)
          .filter((part) => part !== 'vide')
          .join(' ') || 'vide'
  }
  const jour = typeof value === 'string' ? parseJour(value) : undefined
  return jour ? formatJour(jour) : String(value)
}

const MOTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ...LISTES_DES_CHAMPS,
  role: ROLES,
  ouverts: FONCTIONS_DE_TERRITOIRE,
}

const isContenu = (value: unknown): value is Contenu => typeof value === 'object' && value !== null

/** Hours as the public reads them: the stored form is for machines. Null: nothing is known of the week. */
function texteDesHoraires(value: unknown): string | null {
  if (!isContenu(value) || typeof value.osm !== 'string') return null
  const compris = echoOsm(value.osm)
  return compris === null ? null : [compris, value.texte].filter((part) => typeof part === 'string').join(' ; ')
}

function texteDesFermetures(value: unknown): string | null {
  if (!Array.isArray(value) || value.length === 0) return null
  const parts = value.map((one: unknown) => {
    if (!isContenu(one) || typeof one.du !== 'string' || typeof one.au !== 'string') return null
    const [du, au] = [parseJour(one.du), parseJour(one.au)]
    return du && au ? formatFermeture({ du, au }) : null
  })
  return parts.includes(null) ? null : parts.join(', ')
}

const PHRASES: Readonly<Record<string, (value: unknown) => string | null>> = {
  horaires: texteDesHoraires,
  fermetures: texteDesFermetures,
}

/** The value of a field: hours and closures as the public reads them, codes of a closed list in their words. */
export function texteDuChamp(champ: string, value: unknown): string {
  const phrase = PHRASES[champ]?.(value)
  if (phrase) return phrase
  const mots = MOTS[champ]
  if (mots && Array.isArray(value)) return texteDe(value.map((code) => mots[code] ?? code))
  return texteDe(mots && typeof value === 'string' ? (mots[value] ?? value) : value)
}

function compare(
  libelles: Readonly<Record<string, string>>,
  avant: Contenu | null,
  apres: Contenu | null,
  rang?: RangDuFichier,
): Changement[] {
  return Object.entries(libelles).flatMap(([champ, libelle]) => {
    const [a, b] = [texteDuChamp(champ, avant?.[champ]), texteDuChamp(champ, apres?.[champ])]
    if (a === b) return []
    const cellules = rang && direCellules(champ, b === texteDe(null), rang)
    return [{ champ: libelle, avant: a, apres: b, ...(cellules && { cellules }) }]
  })
}

/** `rang`: of the file that brought the change. */
export const changementsDuPoint = (avant: Contenu | null, apres: Contenu | null, rang?: RangDuFichier): Changement[] =>
  compare(COLONNES_AFFICHEES, avant, apres, rang)

export const changementsDesChiffres = (
  avant: Contenu | null,
  apres: Contenu | null,
  rang?: RangDuFichier,
): Changement[] => compare(FIGURES, avant, apres, rang)

/** What is shown of a centre, of an account and of a setting, in the order of their forms. */
const ADMINISTRATION: Readonly<Record<string, string>> = {
  nom: 'Nom',
  code: 'Code guichet',
  siren: 'SIREN',
  courriel: 'Courriel',
  role: 'Rôle',
  siret: 'SIRET',
  centres: 'Centres',
  departements: 'Départements',
  seuil: 'Seuil de masquage',
  ouverts: 'Ouvert dans ce territoire',
  ...CHAMPS_DE_MENTIONS,
}
export const changementsDAdministration = (avant: Contenu | null, apres: Contenu | null): Changement[] =>
  compare(ADMINISTRATION, avant, apres)

type Rang = Readonly<{ chiffres: ChiffresDeclares | null; avant: ChiffresDeclares | null }>

/** Rows of figures by their name, « 09122 (2025), T3 »: for each figure that differs, what is published and what is proposed. */
export const direLesDeux = (rangs: readonly Rang[]): Record<string, readonly string[]> =>
  Object.fromEntries(
    rangs.flatMap(({ chiffres, avant }) =>
      chiffres
        ? [
            [
              `${chiffres.codeInsee} (${chiffres.annee}), ${TYPES_DE_LOGEMENT[chiffres.type]}`,
              changementsDesChiffres(avant, chiffres).map(
                (un) => `${un.champ} : publié maintenant ${un.avant}, proposé ${un.apres}`,
              ),
            ] as const,
          ]
        : [],
    ),
  )
