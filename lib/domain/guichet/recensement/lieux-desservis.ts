/** The words of « Territoire desservi »: which parts they have, and the places that each of them may name. */
import { departementOf } from '../../territoire/code-insee.ts'
import type { Epci } from './epcis.ts'
import { withoutDecimals } from './rang.ts'
import type { Referentiel } from './referentiel.ts'
import { foldCommune } from './texte.ts'

type Niveau = 'commune' | 'departement'
export type Place = Readonly<{
  niveau: Niveau | 'epci'
  code: string
  nom: string
  /** A commune, or an EPCI, found by its name alone: nothing written beside it says where it is. */
  parNomSeul?: true
}>
/** What is said of no certain place: a canton, what is about a town, a département without its name. */
export type Vague = 'canton' | 'environs' | 'departement'
/** `douteux`: each place that the words may name; `lectures`: the whole ways to read them, when they can be told. */
export type Morceau = Readonly<{
  texte: string
  vague?: Vague
  niveau?: Niveau | undefined
  douteux?: readonly string[]
  lectures?: readonly (readonly string[])[]
}>

/** What stands before names and says their kind: « communes de », « villes d’ », « département du », « dép. ». */
const AVANT =
  /^(?:les?\s+|la\s+)?(?:(communes?|villes?)\s+(?:(?:de|des)\s+|d[’'])?|(?:d[ée]partements?\s+|d[ée]pt?s?(?:\.\s*|\s+)|dpts?(?:\.\s*|\s+))(?:(?:de\s+la|du|des|de)\s+|(?:de\s+)?l[’']|d[’'])?)/i
/** « Tout le », « l’ensemble du », « toute l’ ». */
const TOUT =
  /^(?:tou(?:t|te|tes|s)\s+(?:(?:le|la|les)\s+|l[’'])?|(?:l[’']\s*)?(?:ensemble|int[ée]gralit[ée]|totalit[ée])\s+(?:(?:de\s+la|du|des|de)\s+|(?:de\s+)?l[’'])?)/i
/** The communes of a whole: « (toutes les) communes du … ». */
const COMMUNES_DU = /^communes\s+(?:(?:de\s+la|du|des|de)\s+|(?:de\s+)?l[’']|d[’'])?/i
const DEPARTEMENT_SEUL = /^(?:le\s+|du\s+)?(?:d[ée]partement|d[ée]pt?\.?|dpt\.?)(?:\s+entier)?$/i
const CANTON = /^(?:les?\s+)?(?:anciens?\s+)?cantons?\s+(?:(?:de\s+la|du|des|de)\s+|(?:de\s+)?l[’']|d[’'])?/i
const ENVIRONS =
  /\s+(?:et|&|\+)\s+(?:(?:ses|les|aux|sa|la)\s+|l[’'])?(?:communes?\s+)?(?:aux\s+)?(?:environs?|environnantes?|alentours?|voisines?|limitrophes?|p[ée]riph[ée]rie|r[ée]gion|couronne|banlieue)\.?$/i
const SECTEUR =
  /^(?:le\s+|les\s+)?(?:secteur|bassin(?:\s+de\s+vie)?|environs|alentours|p[ée]riph[ée]rie)\s+(?:(?:de\s+la|du|des|de)\s+|d[’'])/i
const JOINTURE = /\s+et\s+(?:de\s+|d[’'])?|\s*\/\s*|\s*[+&]\s*|\s+[-–—]\s+/i
const ARTICLE = /^(?:du|des|la|les?)\s+|^l[’']/i
/** Names that hold « et », or a dash, seldom have more parts. */
const PARTIES_MAX = 4
/** No département has as many communes; beyond, it is no list, and each two neighbours would be looked up. */
const LIEUX_MAX = 1_000

export const codeDe = (part: string): string => withoutDecimals(part).replace(/\s/g, '').toUpperCase()
const departementDe = (code: string): string => (/^[1-9]$/.test(code) ? `0${code}` : code)
export const isCode = (texte: string): boolean => /^(?:\d+|2[AB]\d*)$/.test(codeDe(texte))

/** The parts of a cell, whatever parts them; « Toulouse, Haute-Garonne » is a town of it, or the town and all of it. */
export function listMorceaux(typed: string, referentiel: Referentiel): readonly Morceau[] {
  return typed.split(/[;\n\r]/).flatMap((groupe) => {
    const noms = groupe
      .split(',')
      .map((nom) => nom.replace(/\s+/g, ' ').trim())
      .filter((nom) => nom !== '')
    const morceaux: Morceau[] = []
    for (let at = 0; at < noms.length; at += 1) {
      const [nom = '', suivant] = noms.slice(at, at + 2)
      const departement = suivant === undefined ? undefined : departementDit(suivant, referentiel)
      const isSituee =
        departement !== undefined &&
        placesDe(nom, referentiel).some(({ parNomSeul, code }) => parNomSeul && departementOf(code) === departement)
      if (!isSituee || suivant === undefined) morceaux.push(...splitLieux(nom, referentiel))
      else {
        // R-REC-70 — choix du portail : un département à la suite d’une de ses communes peut n’en dire que le lieu
        const lieux = [`${nom} (${departement})`, suivant]
        morceaux.push({ texte: `${nom}, ${suivant}`, douteux: lieux, lectures: lieux.map((lieu) => [lieu]) })
        at += 1
      }
    }
    return morceaux
  })
}

function departementDit(texte: string, referentiel: Referentiel): string | undefined {
  const code = departementDe(codeDe(texte))
  return isCode(texte) && referentiel.hasDepartement(code) ? code : referentiel.departementParNom(texte)
}

/** What a part says of no certain place, or of a whole département; undefined: it is read as any other. */
function lireVague(part: string, referentiel: Referentiel): Morceau | undefined {
  const entier = part.replace(TOUT, '')
  const tout = entier === part ? part : entier.replace(COMMUNES_DU, '')
  // R-REC-100 — choix du portail : « tout le département » est celui de la ligne ; ce que nos données n’ont pas se dit
  if (DEPARTEMENT_SEUL.test(tout) || (entier !== part && /^communes$/i.test(entier)))
    return { texte: part, vague: 'departement' }
  const nomme = tout.replace(AVANT, '').replace(ARTICLE, '')
  if (entier !== part && placesDe(nomme, referentiel, 'departement').length > 0)
    return { texte: nomme, niveau: 'departement' }
  const canton = part.replace(CANTON, '')
  if (canton !== part) return { texte: part, vague: 'canton', ...lectureDe(nommesDans(canton, referentiel)) }
  const autour = part.replace(ENVIRONS, '').replace(SECTEUR, '')
  const isNommee = autour !== part && placesDe(autour, referentiel).length > 0
  return isNommee ? { texte: part, vague: 'environs', ...lectureDe([autour]) } : undefined
}

const lectureDe = (lieux: readonly string[]) => ({ douteux: lieux, lectures: [lieux] })

/** « Foix et Pamiers »: the one place of that whole name, else each of them. */
const nommesDans = (texte: string, referentiel: Referentiel): readonly string[] =>
  placesDe(texte, referentiel).length > 0 ? [texte] : texte.split(JOINTURE)

/** « communes de Foix et Pamiers », « 09122 / 09225 »: each place, unless the whole, or a part of it, is one. */
function splitLieux(part: string, referentiel: Referentiel): readonly Morceau[] {
  const isLieu = (texte: string, niveau?: Niveau): boolean => placesDe(texte, referentiel, niveau).length > 0
  const vague = isLieu(part) ? undefined : lireVague(part, referentiel)
  if (vague) return [vague]
  // Most pieces are one code or one name: only those that may be several are looked up twice.
  const avant = AVANT.exec(part)
  if (!(avant || JOINTURE.test(part))) return [{ texte: part }]
  // « 09122 - Foix », « 09 - Foix »: a code and its name, or the two of them that disagree.
  const etiquette = ETIQUETTE.exec(part)
  if (etiquette && placesDEtiquette(part, referentiel).length > 0) return [{ texte: part }]
  const niveau = avant ? (avant[1] ? 'commune' : 'departement') : undefined
  const bare = part.replace(AVANT, '')
  const lieux = bare
    .split(JOINTURE)
    .map((lieu) => (niveau === 'departement' ? lieu.replace(ARTICLE, '') : lieu))
    .filter((lieu) => lieu !== '')
  if (lieux.length > LIEUX_MAX) return [{ texte: part }]
  const deux = [part.slice(0, etiquette?.index), ...lieux].slice(-2)
  if (etiquette && /\s[-–—]\s/.test(part) && lieux.length === 2 && lieux.every((lieu) => isLieu(lieu)))
    return [{ texte: part, douteux: deux, lectures: deux.map((lieu) => [lieu]) }]
  const isSeparee = lieux.length > 1 && /[/+&]|\s[-–—]\s/.test(bare) && lieux.every((lieu) => isLieu(lieu, niveau))
  if (isLieu(part) && isSeparee) return [{ texte: part, douteux: [part, ...lieux], lectures: [[part], lieux] }]
  if (isLieu(part) && (lieux.length > 1 || !isLieu(bare, niveau))) return [{ texte: part }]
  if (isLieu(part)) return [{ texte: part, douteux: [part, bare], lectures: [[part], [bare]] }]
  const [seul = bare, ...autres] = lieux
  if (autres.length === 0) return [isLieu(seul, niveau) ? { texte: seul, niveau } : { texte: part }]
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

const LONGUEUR_MAX = 100
/** « 09122 Foix », « Foix (09) », « 09000 - Foix », « Ariège 09 »: a name, and a code beside it. */
const ETIQUETTE =
  /^(?:(?<devant>\d{2,3}|\d{5}|2[AB](?:\d{3})?)(?:\s*[-–—:]\s*|\s+)\(?(?<suit>\p{L}[^\d()]*)\)?|(?<nom>\p{L}[^\d()]*?)(?:\s*[-–—:]\s*|\s+|\s*\()\(?(?<code>\d{2,3}|\d{5}|2[AB](?:\d{3})?)\)?)$/iu

/** The places that bear both the name and the code of such a label. */
function placesDEtiquette(texte: string, referentiel: Referentiel, niveau?: Niveau): readonly Place[] {
  if (texte.length > LONGUEUR_MAX) return []
  const { devant, suit, nom: avant = suit, code: apres = devant } = ETIQUETTE.exec(texte)?.groups ?? {}
  if (avant === undefined || apres === undefined) return []
  const [nom, code] = [avant.trim(), apres.toUpperCase()]
  const hasName = (one: string) => foldCommune(one) === foldCommune(nom)
  const parCode = referentiel.parCode(code)
  const insee =
    parCode && (hasName(parCode.commune.nom) || referentiel.parNom(nom).some((one) => one.commune === parCode.commune))
      ? [parCode.commune]
      : []
  const communes =
    insee.length > 0
      ? insee
      : referentiel
          .parNom(nom)
          .map(({ commune }) => commune)
          .filter(({ departement, codesPostaux }) => departement === code || codesPostaux.includes(code))
  // « Doubs (25) » says where the commune of Doubs is; « 25 - Doubs » may be the département as well.
  const isPlaced = texte.includes('(') && communes.length > 0 && niveau !== 'departement'
  const isDepartement = niveau !== 'commune' && referentiel.departementParNom(nom) === code
  return [
    ...(isDepartement && !isPlaced ? [toDepartement(code, referentiel)] : []),
    ...(niveau === 'departement' ? [] : communes).map((commune) => ({
      ...{ niveau: 'commune' as const, code: commune.codeInsee, nom: commune.nom },
    })),
  ]
}

/** « Ariège, département de 327 communes ». */
export const toDepartement = (code: string, referentiel: Referentiel): Place => ({
  niveau: 'departement',
  code,
  nom: `${referentiel.nomDuDepartement(code) ?? code}, département de ${combien(code, referentiel)}`,
})

/** « CC Couserans-Pyrénées, 94 communes ». */
export const toEpci = ({ code, nom }: Epci, referentiel: Referentiel): Place => ({
  niveau: 'epci',
  code,
  nom: `${nom}, ${combien(code, referentiel)}`,
})

function combien(code: string, referentiel: Referentiel): string {
  const { length } = referentiel.communesDe(code)
  return `${length} commune${length > 1 ? 's' : ''}`
}

/** The places of that name or of that code, of that kind when it is said. */
export function placesDe(texte: string, referentiel: Referentiel, niveau?: Niveau): readonly Place[] {
  if (isCode(texte)) return placesDuCode(codeDe(texte), referentiel, niveau)
  const etiquetees = placesDEtiquette(texte, referentiel, niveau)
  if (etiquetees.length > 0) return etiquetees
  const departement = niveau === 'commune' ? undefined : referentiel.departementParNom(texte)
  const communes = niveau === 'departement' ? [] : referentiel.parNom(texte)
  const places: Place[] = [
    ...(departement ? [toDepartement(departement, referentiel)] : []),
    ...communes.map(({ commune }) => ({
      ...{ niveau: 'commune' as const, code: commune.codeInsee, nom: commune.nom, parNomSeul: true as const },
    })),
  ]
  if (places.length > 0 || niveau !== undefined) return places
  // R-REC-100 — choix du portail : le nom officiel d’un EPCI, son genre dit autrement, ne laisse pas de doute
  return referentiel.epcisParNom
    .nommes(texte)
    .map((epci) => ({ ...toEpci(epci, referentiel), parNomSeul: true as const }))
}

function placesDuCode(code: string, referentiel: Referentiel, niveau?: Niveau): readonly Place[] {
  const epci = /^\d{9}$/.test(code) && niveau === undefined ? referentiel.nomDeLEpci(code) : undefined
  if (epci !== undefined) return [toEpci({ code, nom: epci }, referentiel)]
  const departement = departementDe(code)
  if (niveau !== 'commune' && referentiel.hasDepartement(departement)) return [toDepartement(departement, referentiel)]
  const commune = niveau === 'departement' ? undefined : referentiel.parCode(code)?.commune
  return commune ? [{ niveau: 'commune', code: commune.codeInsee, nom: commune.nom }] : []
}
