/** Fields of a row that may be set once for the whole file, and the ways to reach the point. */
import type { Jour } from '../../calendrier.ts'
import type { Canal, Service, TypeDePoint } from '../vocabulaire.ts'
import { SERVICES } from '../vocabulaire.ts'
import type { Cellule } from './classeur.ts'
import type { ColonneDePoint, ColonneDite } from './colonnes.ts'
import { writeJour } from './ecriture.ts'
import { listAdressesWeb, listCourriels, parseAdresseWeb, parseCourriel } from './joindre.ts'
import { anneeEntiere, constatTropAncien, isTropAncien, parseJourEcrit, readJour, readJourEnSerie } from './jours.ts'
import { readChoixMultiple, readTexteLibre } from './listes.ts'
import { estMuet } from './muettes.ts'
import type { Rang } from './rang.ts'
import type { Constat, Proposition } from './remarques.ts'
import { isANePasPublier } from './reserves.ts'
import { readTelephone } from './telephone.ts'

/** What a table lacks altogether, given once: `--canal`, `--type`, `--services`, `--maj`. */
export type Defauts = Readonly<{
  canal?: Canal | undefined
  type?: TypeDePoint | undefined
  services?: readonly Service[] | undefined
  misAJourLe?: Jour | undefined
}>

/** What is remembered for the next file of the same headers: everything but the day, and what the headers mean. */
export type ValeursRetenues = Omit<Defauts, 'misAJourLe'> & Readonly<{ colonnes?: readonly ColonneDite[] | undefined }>

export type Contact = Readonly<{
  telephone: string | null
  coutAppel: string | null
  courriel: string | null
  siteWeb: string | null
  lienRendezVous: string | null
}>

/** `departements`: where the point is, or its centre, as far as the row says it. */
export const readContact = (rang: Rang, departements: readonly string[]): Contact => ({
  telephone: readTelephone(rang, departements),
  coutAppel: readTexteLibre(rang, 'coutAppel', 100),
  courriel: readCourriel(rang),
  siteWeb: readSiteWeb(rang),
  lienRendezVous: parseOr(rang, 'lienRendezVous', parseAdresseWeb, (valeur) => ({
    code: 'adresse-web-fausse',
    valeur,
  })),
})

/** The cell itself says that what it holds is not for everyone. */
function noteANePasPublier(rang: Rang, courriel: string): void {
  // R-TAB-13 — choix du portail : un point que ses mots disent fermé ou confidentiel ne paraît pas sans être regardé
  rang.note('courriel', 'refus', { code: 'a-ne-pas-publier', valeur: rang.texte('courriel') }, [
    rang.propose('cellule-videe', { courriel: '' }),
    rang.propose('une-des-adresses', { courriel }),
  ])
}

function readCourriel(rang: Rang): string | null {
  const typed = rang.texte('courriel')
  const courriel = parseCourriel(typed)
  const { trouves, reste } = courriel === undefined ? listCourriels(typed) : { trouves: [], reste: '' }
  const [only, ...others] = trouves
  // R-REC-94 — choix du portail : une adresse accompagnée de mots est gardée et montrée, plusieurs sont proposées
  if (only !== undefined && others.length === 0) {
    const isMarked = reste === ''
    if (isANePasPublier(reste)) {
      noteANePasPublier(rang, only)
      return null
    }
    if (isMarked) rang.note('courriel', 'corrige', { code: 'ecriture-retablie', avant: typed, apres: only })
    else rang.note('courriel', 'a-verifier', { code: 'courriel-accompagne', courriel: only, reste })
    return only
  }
  const propositions = trouves.slice(0, 5).map((un) => rang.propose('une-des-adresses', { courriel: un }))
  return parseOr(
    rang,
    'courriel',
    () => courriel,
    (valeur) => ({ code: 'courriel-faux', valeur }),
    propositions,
  )
}

function readSiteWeb(rang: Rang): string | null {
  const typed = rang.texte('siteWeb')
  if (typed === '') return null
  const adresse = parseAdresseWeb(typed)
  const propositions = adresse === undefined ? listAdressesWeb(typed) : []
  return parseOr(
    rang,
    'siteWeb',
    () => adresse,
    (valeur) => ({ code: 'adresse-web-fausse', valeur }),
    propositions.slice(0, 5).map((une) => rang.propose('une-des-adresses', { siteWeb: une })),
  )
}

/** Reads a cell by `parse`; a value that does not parse refuses the row, a writing that changed is shown. */
function parseOr(
  rang: Rang,
  colonne: ColonneDePoint,
  parse: (text: string) => string | undefined,
  refusal: (valeur: string) => Constat,
  propositions: readonly Proposition[] = [],
): string | null {
  const typed = rang.texte(colonne)
  if (typed === '') return null
  const parsed = parse(typed)
  if (parsed === undefined) rang.note(colonne, 'refus', refusal(typed), propositions)
  else if (parsed !== typed) rang.note(colonne, 'corrige', { code: 'ecriture-retablie', avant: typed, apres: parsed })
  return parsed ?? null
}

export function readServices(rang: Rang, defauts: Defauts): readonly Service[] {
  if (!rang.hasColonne('services')) return defauts.services ?? []
  const services = readChoixMultiple(rang, 'services', SERVICES)
  if (rang.texte('services') === '') rang.note('services', 'refus', { code: 'manquant' })
  return services
}

export function readMisAJourLe(rang: Rang, defauts: Defauts, le: Jour): Jour | null {
  const cellule = rang.cellule('misAJourLe')
  if (!rang.hasColonne('misAJourLe')) return defauts.misAJourLe ?? null
  if (!cellule || rang.texte('misAJourLe') === '') {
    rang.note('misAJourLe', 'refus', { code: 'manquant' }, proposeJour(rang, le))
    return null
  }
  const day = readJour(cellule) ?? readAnneeCourte(rang, cellule.texte, le) ?? readSerie(rang, cellule, le)
  // R-REC-20 — choix du portail : date Excel, jj/mm/aaaa ou ISO
  if (!day && estMuet(rang.texte('misAJourLe')))
    rang.note('misAJourLe', 'refus', { code: 'jour-non-dit', valeur: cellule.texte }, proposeJour(rang, le))
  else if (!day) rang.note('misAJourLe', 'refus', { code: 'jour-illisible', valeur: cellule.texte })
  // R-TAB-02 — choix du portail : une année écrite dans une case de date devient un jour de 1905, qui n’est pas publié
  else if (isTropAncien(day))
    rang.note('misAJourLe', 'refus', constatTropAncien(cellule.texte, day), proposeJour(rang, le))
  else if (day > le) rang.note('misAJourLe', 'a-verifier', { code: 'jour-a-venir', valeur: cellule.texte })
  return day ?? null
}

/** A day that another program saved as its number, when it is not to come. */
function readSerie(rang: Rang, cellule: Cellule, le: Jour): Jour | undefined {
  const day = readJourEnSerie(cellule)
  // R-TAB-07 — choix du portail : le même contenu enregistré par un autre programme se lit de même
  if (!day || day > le) return undefined
  rang.note('misAJourLe', 'corrige', { code: 'annee-completee', avant: cellule.texte.trim(), apres: day })
  return day
}

/** The day of reading: who reads the row over today may say so by one button, and nobody says it for them. */
const proposeJour = (rang: Rang, le: Jour): readonly Proposition[] => [
  rang.propose('jour-de-lecture', { misAJourLe: writeJour(le) }),
]

/** `03/03/26`: the year of this century, when that day is not to come. */
function readAnneeCourte(rang: Rang, texte: string, le: Jour): Jour | undefined {
  const short = /^(\d{1,2}[/.\- ]\d{1,2}[/.\- ])(\d{2})$/.exec(texte.trim())
  const day = short ? parseJourEcrit(`${short[1]}${anneeEntiere(short[2] ?? '')}`) : undefined
  // R-REC-42 — choix du portail : une année à deux chiffres est complétée quand le jour est passé, et c’est montré
  if (!day || day > le) return undefined
  rang.note('misAJourLe', 'corrige', { code: 'annee-completee', avant: texte.trim(), apres: day })
  return day
}
