/**
 * How a table that was never made from our model is to be read: what it lacks, set once for all its rows, and what its
 * own headers mean. A small JSON file holds it: `{ canal, type, services, maj, colonnes: { "En-tête": "Nom" } }`.
 */
import { accept, type Resultat, refuse } from '../../resultat.ts'
import { CANAUX, SERVICES, TYPES_DE_POINT } from '../vocabulaire.ts'
import type { Defauts } from './champs.ts'
import { COLONNES_DES_POINTS, type ColonneADonner, type ColonneDite, OUBLIEE, PIECES_A_DIRE } from './colonnes.ts'
import { parseJourEcrit } from './jours.ts'
import { codeOf, splitList } from './listes.ts'
import { fold } from './texte.ts'

/** By folded header: the column or the piece that it names, or null for one to leave out. */
export type ColonnesDites = ReadonlyMap<string, ColonneADonner | null>
/** The same, with the answers that are taken back: they must outlive what was said before them, here or elsewhere. */
export type ReponsesDeColonnes = ReadonlyMap<string, ColonneDite[1]>
export type Correspondance = Readonly<{ defauts: Defauts; colonnes: ColonnesDites }>

/** The same as it is kept with an import, so that each reading of its file is given it again. */
export type ChoixDeLecture = Readonly<{
  defauts: Defauts
  colonnes: readonly ColonneDite[]
}>

/** What is given now wins, value by value, over what was given before for the same file. */
export function joinChoix(
  avant: ChoixDeLecture | null,
  { defauts, colonnes }: Readonly<{ defauts?: Defauts; colonnes?: ReponsesDeColonnes }>,
): Readonly<{ defauts: Defauts; colonnes: ReponsesDeColonnes }> {
  const given = Object.entries(defauts ?? {}).filter(([, value]) => value !== undefined)
  return {
    defauts: { ...avant?.defauts, ...Object.fromEntries(given) },
    colonnes: new Map([...(avant?.colonnes ?? []), ...(colonnes ?? [])]),
  }
}

/** Whether nothing that is said now of all the rows takes the place of another value said of this file before. */
export const areSaidOnce = (avant: Defauts = {}, dits: Defauts = {}): boolean =>
  NOMS_DES_DEFAUTS.every((nom) => {
    const [before, now] = [avant[nom], dits[nom]]
    return before === undefined || now === undefined || String(before) === String(now)
  })

const NOMS_DES_DEFAUTS = ['canal', 'type', 'services', 'misAJourLe'] as const satisfies readonly (keyof Defauts)[]

/** What was said of the headers before, and what is said now, which wins. */
export const joinColonnes = (avant: readonly ColonneDite[] = [], dites: ReponsesDeColonnes): ColonneDite[] => [
  ...new Map([...avant, ...dites]),
]

/** What holds of them: an answer taken back says nothing. */
export const tiennent = (dites: Iterable<ColonneDite>): ColonnesDites =>
  new Map([...dites].flatMap(([entete, colonne]) => (colonne === OUBLIEE ? [] : [[entete, colonne] as const])))

export type RefusDeCorrespondance =
  | Readonly<{ code: 'correspondance-illisible' }>
  | Readonly<{ code: 'cle-inconnue'; cle: string }>
  | Readonly<{ code: 'valeur-hors-liste'; cle: string; valeur: string; admises: readonly string[] }>
  | Readonly<{ code: 'date-illisible'; cle: string; valeur: string }>

type Brut = Readonly<Record<string, unknown>>
const CLES: readonly string[] = ['canal', 'type', 'services', 'maj', 'colonnes']

/** Reads what a person wrote, by key; the values of the lists are codes or labels. Nothing unknown is skipped. */
export function readCorrespondance(brut: unknown): Resultat<Correspondance, RefusDeCorrespondance> {
  if (!isRecord(brut)) return refuse({ code: 'correspondance-illisible' })
  const inconnue = Object.keys(brut).find((cle) => !CLES.includes(cle))
  if (inconnue !== undefined) return refuse({ code: 'cle-inconnue', cle: inconnue.slice(0, 60) })
  const canal = choose(brut, 'canal', CANAUX)
  if (!canal.ok) return canal
  const type = choose(brut, 'type', TYPES_DE_POINT)
  if (!type.ok) return type
  const services = chooseServices(brut)
  if (!services.ok) return services
  const maj = text(brut.maj)
  const misAJourLe = maj === undefined ? undefined : parseJourEcrit(maj)
  if (maj !== undefined && !misAJourLe) return refuse({ code: 'date-illisible', cle: 'maj', valeur: maj })
  const colonnes = readColonnes(brut.colonnes)
  if (!colonnes.ok) return colonnes
  // R-REC-43 — choix du portail : ce qu’une table n’a pas se donne une fois, et ses en-têtes se disent une fois
  return accept({
    defauts: { canal: canal.value, type: type.value, services: services.value, misAJourLe },
    colonnes: colonnes.value,
  })
}

const isRecord = (value: unknown): value is Brut => typeof value === 'object' && value !== null && !Array.isArray(value)
const text = (value: unknown): string | undefined =>
  value === undefined || value === null ? undefined : String(value).slice(0, 200)

type Liste = Readonly<Record<string, string>>
function chooseText<L extends Liste>(
  cle: string,
  liste: L,
  valeur: string,
): Resultat<keyof L & string, RefusDeCorrespondance> {
  const code = codeOf(liste, valeur)
  return code ? accept(code) : refuse({ code: 'valeur-hors-liste', cle, valeur, admises: Object.keys(liste) })
}
function choose<L extends Liste>(
  brut: Brut,
  cle: string,
  liste: L,
): Resultat<(keyof L & string) | undefined, RefusDeCorrespondance> {
  const valeur = text(brut[cle])
  return valeur === undefined ? accept(undefined) : chooseText(cle, liste, valeur)
}

function chooseServices(brut: Brut): Resultat<Defauts['services'], RefusDeCorrespondance> {
  const { services } = brut
  if (services === undefined || services === null) return accept(undefined)
  const parts = Array.isArray(services) ? services.map(String) : splitList(String(services))
  const codes: (keyof typeof SERVICES)[] = []
  for (const part of parts) {
    const chosen = chooseText('services', SERVICES, part)
    if (!chosen.ok) return chosen
    codes.push(chosen.value)
  }
  return accept(codes)
}

const A_DONNER = { ...PIECES_A_DIRE, ...COLONNES_DES_POINTS }

function readColonnes(brut: unknown): Resultat<ColonnesDites, RefusDeCorrespondance> {
  if (brut === undefined || brut === null) return accept(new Map())
  if (!isRecord(brut)) return refuse({ code: 'correspondance-illisible' })
  const colonnes = new Map<string, ColonneADonner | null>()
  for (const [entete, nom] of Object.entries(brut)) {
    const code = nom === null ? null : chooseText(entete, A_DONNER, String(nom))
    if (code !== null && !code.ok) return code
    colonnes.set(fold(entete), code === null ? null : code.value)
  }
  return accept(colonnes)
}
