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
  for (const { texte: part, niveau, douteux } of splitList(typed).flatMap((one) => splitLieux(one, referentiel))) {
    if (douteux) {
      const proposees = douteux
        .flatMap((lieu) => placesDe(lieu, referentiel))
        .map(({ code, nom }) => `${code} (${nom})`)
      rang.note('territoire', 'refus', { code: 'territoire-ambigu', valeur: part, proposees: [...new Set(proposees)] })
      continue
    }
    const code = codeDe(part)
    const departement = departementDe(code)
    const commune = referentiel.parCode(code)
    if (/^\d{9}$/.test(code) && referentiel.hasEpci(code)) epcis.add(code)
    else if (niveau !== 'commune' && referentiel.hasDepartement(departement)) {
      if (departement !== code)
        rang.note('territoire', 'corrige', { code: 'zero-retabli', avant: code, apres: departement })
      departements.add(departement)
    } else if (niveau !== 'departement' && commune) {
      const { codeInsee, nom } = commune.commune
      if (code.length === 4)
        rang.note('territoire', 'corrige', { code: 'zero-retabli', avant: code, apres: `0${code}` })
      else if (commune.ancien) rang.note('territoire', 'corrige', { code: 'commune-renommee', avant: code, apres: nom })
      communes.add(codeInsee)
    } else {
      const named = readNom(rang, part, { referentiel, niveau })
      if (named?.niveau === 'departement') departements.add(named.code)
      else if (named) communes.add(named.code)
    }
  }
  return { communes: [...communes].sort(), epcis: [...epcis].sort(), departements: [...departements].sort() }
}

const codeDe = (part: string): string => withoutDecimals(part).replace(/\s/g, '').toUpperCase()
const departementDe = (code: string): string => (/^[1-9]$/.test(code) ? `0${code}` : code)

type Niveau = 'commune' | 'departement'
/** `douteux`: other ways to read the same words, each the name of a place. */
type Morceau = Readonly<{ texte: string; niveau?: Niveau | undefined; douteux?: readonly string[] }>

/** What stands before names and says their kind: « communes de », « villes d’ », « département du ». */
const AVANT =
  /^(?:les?\s+|la\s+)?(?:(communes?|villes?)\s+(?:(?:de|des)\s+|d[’'])?|d[ée]partements?\s+(?:(?:de\s+la|du|des|de)\s+|(?:de\s+)?l[’']|d[’'])?)/i
const JOINTURE = /\s+et\s+(?:de\s+|d[’'])?|\s*\/\s*|\s*[+&]\s*|\s+[-–—]\s+/i
/** Names that hold « et », or a dash, seldom have more parts. */
const PARTIES_MAX = 4

/** « communes de Foix et Pamiers », « 09122 / 09225 »: each place, unless the whole, or a part of it, is one. */
function splitLieux(part: string, referentiel: Referentiel): readonly Morceau[] {
  const isLieu = (texte: string, niveau?: Niveau): boolean => {
    const code = codeDe(texte)
    if (!/^\d/.test(code)) return placesDe(texte, referentiel, niveau).length > 0
    return (
      (niveau === undefined && referentiel.hasEpci(code)) ||
      (niveau !== 'commune' && referentiel.hasDepartement(departementDe(code))) ||
      (niveau !== 'departement' && referentiel.parCode(code) !== undefined)
    )
  }
  // Most pieces are one code or one name: only those that may be several are looked up twice.
  const avant = AVANT.exec(part)
  if (!(avant || JOINTURE.test(part))) return [{ texte: part }]
  const niveau = avant ? (avant[1] ? 'commune' : 'departement') : undefined
  const bare = part.replace(AVANT, '')
  const lieux = bare
    .split(JOINTURE)
    .map((lieu) => (niveau === 'departement' ? lieu.replace(/^(?:du|des|la|les?)\s+|^l[’']/i, '') : lieu))
    .filter((lieu) => lieu !== '')
  const isSeparee = lieux.length > 1 && /[/+&]|\s[-–—]\s/.test(bare) && lieux.every((lieu) => isLieu(lieu, niveau))
  if (isLieu(part) && isSeparee) return [{ texte: part, douteux: [part, ...lieux] }]
  if (isLieu(part) && (lieux.length > 1 || !isLieu(bare, niveau))) return [{ texte: part }]
  if (isLieu(part)) return [{ texte: part, douteux: [part, bare] }]
  if (lieux.length < 2) return [isLieu(bare, niveau) ? { texte: bare, niveau } : { texte: part }]
  const joints = listJoints(lieux, avant?.[0] ?? '').filter((joint) => isLieu(joint))
  // R-REC-50 — choix du portail : plusieurs lieux dans un même morceau se lisent si chacun est connu, et si leurs noms
  // joints autrement n’en font pas un autre
  if (joints.length > 0) return [{ texte: part, douteux: [...joints, ...lieux] }]
  return lieux.every((lieu) => isLieu(lieu, niveau)) ? lieux.map((texte) => ({ texte, niveau })) : [{ texte: part }]
}

/** Neighbours put together again, and the first with the word before it: « Ville Langy », « Pargny Filain ». */
function listJoints(lieux: readonly string[], avant: string): readonly string[] {
  const joints: string[] = avant === '' ? [] : [`${avant}${lieux[0]}`]
  for (let from = 0; from < lieux.length; from += 1)
    for (let to = from + 2; to <= Math.min(lieux.length, from + PARTIES_MAX); to += 1) {
      const group = lieux.slice(from, to)
      // Codes side by side are no longer code.
      if (group.some((lieu) => /^\d/.test(lieu))) continue
      joints.push(group.join(' '), group.join(' et '))
      if (from === 0 && avant !== '') joints.push(avant + group.join(' '), avant + group.join(' et '))
    }
  return joints
}

type Place = Readonly<{ niveau: Niveau; code: string; nom: string }>

/** The places of that name, « Foix (09) » included, of that kind when it is said. */
function placesDe(texte: string, referentiel: Referentiel, niveau?: Niveau): readonly Place[] {
  const [, nom = texte, dans] = /^(.*?)\s*\((\d{2,3}|2[AB])\)$/i.exec(texte) ?? []
  const departement =
    niveau !== 'commune' && (dans === undefined || niveau === 'departement')
      ? referentiel.departementParNom(nom)
      : undefined
  const communes = niveau === 'departement' ? [] : referentiel.parNom(nom)
  return [
    ...(departement ? [{ niveau: 'departement' as const, code: departement, nom: `département ${departement}` }] : []),
    ...communes
      .filter(({ commune }) => dans === undefined || commune.departement === dans.toUpperCase())
      .map(({ commune }) => ({ niveau: 'commune' as const, code: commune.codeInsee, nom: commune.nom })),
  ]
}

/** A name that only one place bears; two places are proposed, none is chosen. */
function readNom(
  rang: Rang,
  part: string,
  { referentiel, niveau }: Readonly<{ referentiel: Referentiel; niveau: Niveau | undefined }>,
): Place | undefined {
  const places = placesDe(part, referentiel, niveau)
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
