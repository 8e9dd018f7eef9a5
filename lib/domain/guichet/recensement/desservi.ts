/** « Territoire desservi » and the reach of the one who publishes: codes that exist, and that are theirs. */
import { departementOf } from '../../territoire/code-insee.ts'
import { computeDesserte, type Desserte } from '../desserte.ts'
import type { ContenuDePoint, Territoire } from '../point-de-contact.ts'
import { splitList } from './listes.ts'
import { type Rang, withoutDecimals } from './rang.ts'
import type { Referentiel } from './referentiel.ts'

/** The declared codes and names, as codes sorted and once each; an unknown one refuses the row. */
export function readTerritoire(rang: Rang, referentiel: Referentiel): Territoire {
  const communes = new Set<string>()
  const epcis = new Set<string>()
  const departements = new Set<string>()
  // A lone code typed as a number has lost its zero; the digits of an EPCI must not be rounded by their format.
  const typed = rang.isNumber('territoire') ? rang.texte('territoire') : (rang.cellule('territoire')?.texte ?? '')
  for (const part of splitList(typed).flatMap((one) => splitLieux(one, referentiel))) {
    const code = codeDe(part)
    const departement = departementDe(code)
    const commune = referentiel.parCode(code)
    if (/^\d{9}$/.test(code) && referentiel.hasEpci(code)) epcis.add(code)
    else if (referentiel.hasDepartement(departement)) {
      if (departement !== code)
        rang.note('territoire', 'corrige', { code: 'zero-retabli', avant: code, apres: departement })
      departements.add(departement)
    } else if (commune) {
      const { codeInsee, nom } = commune.commune
      if (code.length === 4)
        rang.note('territoire', 'corrige', { code: 'zero-retabli', avant: code, apres: `0${code}` })
      else if (commune.ancien) rang.note('territoire', 'corrige', { code: 'commune-renommee', avant: code, apres: nom })
      communes.add(codeInsee)
    } else {
      const named = readNom(rang, part, referentiel)
      if (named?.niveau === 'departement') departements.add(named.code)
      else if (named) communes.add(named.code)
    }
  }
  return { communes: [...communes].sort(), epcis: [...epcis].sort(), departements: [...departements].sort() }
}

const codeDe = (part: string): string => withoutDecimals(part).replace(/\s/g, '').toUpperCase()
const departementDe = (code: string): string => (/^[1-9]$/.test(code) ? `0${code}` : code)

/** What stands before names and is none of them: « communes de », « villes d’ ». */
const AVANT = /^(?:les?\s+|la\s+)?(?:communes?|villes?|d[ée]partements?)\s+(?:(?:de|des)\s+|d[’'])?/i
const JOINTURE = /\s+et\s+(?:de\s+|d[’'])?|\s*\/\s*|\s*[+&]\s*|\s+[-–—]\s+/i

/** « communes de Foix et Pamiers », « 09122 / 09225 »: each place, unless the whole is one. */
function splitLieux(part: string, referentiel: Referentiel): readonly string[] {
  const isLieu = (text: string): boolean => {
    const code = codeDe(text)
    if (/^\d/.test(code))
      return (
        referentiel.hasEpci(code) ||
        referentiel.hasDepartement(departementDe(code)) ||
        referentiel.parCode(code) !== undefined
      )
    const nom = text.replace(/\s*\((?:\d{2,3}|2[AB])\)$/i, '')
    return referentiel.parNom(nom).length > 0 || referentiel.departementParNom(nom) !== undefined
  }
  // Most pieces are one code or one name: only those that may be several are looked up twice.
  if (!(AVANT.test(part) || JOINTURE.test(part)) || isLieu(part)) return [part]
  const bare = part.replace(AVANT, '')
  const lieux = bare.split(JOINTURE).filter((lieu) => lieu !== '')
  // R-REC-50 — choix du portail : plusieurs lieux dans un même morceau se lisent si chacun est connu
  if (lieux.length > 1 && lieux.every(isLieu)) return lieux
  return isLieu(bare) ? [bare] : [part]
}

/** A name that only one place bears, « Foix (09) » included; two places are proposed, none is chosen. */
function readNom(
  rang: Rang,
  part: string,
  referentiel: Referentiel,
): Readonly<{ niveau: 'commune' | 'departement'; code: string }> | undefined {
  const [, nom = part, dans] = /^(.*?)\s*\((\d{2,3}|2[AB])\)$/i.exec(part) ?? []
  const trouvees = referentiel
    .parNom(nom)
    .filter(({ commune }) => dans === undefined || commune.departement === dans.toUpperCase())
  const departement = dans === undefined ? referentiel.departementParNom(nom) : undefined
  const places = [
    ...(departement ? [{ niveau: 'departement' as const, code: departement, nom: `département ${departement}` }] : []),
    ...trouvees.map(({ commune }) => ({ niveau: 'commune' as const, code: commune.codeInsee, nom: commune.nom })),
  ]
  const [only] = places
  // R-REC-70 — choix du portail : un nom que deux lieux portent ne dit pas lequel est desservi
  if (!only) rang.note('territoire', 'refus', { code: 'territoire-inconnu', valeur: part })
  else if (places.length > 1)
    rang.note('territoire', 'refus', {
      code: 'territoire-ambigu',
      valeur: part,
      proposees: places.map(({ code, nom: name }) => `${code} (${name})`),
    })
  else rang.note('territoire', 'corrige', { code: 'ecriture-retablie', avant: part, apres: only.code })
  return places.length === 1 ? only : undefined
}

/**
 * Notes what lies outside the départements of the one who publishes. `portee` null: a gestionnaire by command line,
 * whose départements are those of the file.
 */
export function checkPortee(
  rang: Rang,
  contenu: Pick<ContenuDePoint, 'canal' | 'territoire' | 'adresse'>,
  portee: readonly string[] | null,
  referentiel: Referentiel,
): void {
  if (portee === null) return
  // R-REC-16 — choix du portail : un centre publie pour son territoire, un gestionnaire pour les siens
  if (contenu.adresse && !portee.includes(departementOf(contenu.adresse.codeInsee)))
    rang.note('commune', 'refus', { code: 'hors-de-portee', valeur: contenu.adresse.commune, departements: portee })
  for (const desservi of computeDesserte(contenu, portee)) {
    const { niveau, code } = desservi
    if (niveau === 'commune' && code === contenu.adresse?.codeInsee) continue
    if (!isDans(portee, desservi, referentiel))
      rang.note('territoire', 'refus', { code: 'hors-de-portee', valeur: code, departements: portee })
  }
}

function isDans(portee: readonly string[], { niveau, code }: Desserte, referentiel: Referentiel): boolean {
  if (niveau === 'departement') return portee.includes(code)
  if (niveau === 'commune') return portee.includes(departementOf(code))
  return [...referentiel.departementsDe(code)].some((departement) => portee.includes(departement))
}

/** Whether what a change makes a point serve, that it did not serve before, all lies within these départements. */
export function isAjoutDans(
  portee: readonly string[],
  avant: readonly Desserte[],
  apres: readonly Desserte[],
  referentiel: Referentiel,
): boolean {
  const had = (one: Desserte) => avant.some(({ niveau, code }) => niveau === one.niveau && code === one.code)
  return apres.every((one) => had(one) || isDans(portee, one, referentiel))
}
