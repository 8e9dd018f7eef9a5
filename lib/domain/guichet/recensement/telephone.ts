/**
 * The telephone of a row. What a spreadsheet drops is put back (the first zero, the sign before a country code), and what
 * may be two numbers is never one in silence: « 687 26 58 12 » is Nouméa's, or a mobile without its zero.
 */
import { ditUnFax, listTelephones, pairs, parseTelephone, sansEtiquette } from './joindre.ts'
import { expandScientific, type Rang, withoutDecimals } from './rang.ts'
import type { Proposition } from './remarques.ts'
import { isANePasPublier } from './reserves.ts'

/** The country code of each territory that keeps its own, and the whole numbers that are dialled there without it. */
const TERRITOIRES = new Map([
  ['975', { indicatif: '508', local: /^\d{6}$/ }],
  ['986', { indicatif: '681', local: /^\d{6}$/ }],
  ['987', { indicatif: '689', local: /^[48]\d{7}$/ }],
  ['988', { indicatif: '687', local: /^\d{6}$/ }],
])
const PACIFIQUE = ['986', '987', '988']
/** Nine digits that start as a country code of the Pacific, and as a mobile number. */
const AMBIGU = /^68[179]\d{6}$/
/** As many of a number, or more: « 39.00 » may be a short number. */
const LONG = 8

/** `departements`: those of the place of the row, else of its centre; none: nobody knows. */
export function readTelephone(rang: Rang, departements: readonly string[]): string | null {
  const typed = rang.texte('telephone')
  if (typed === '') return null
  const nu = chiffresDe(typed)
  const ambigu = AMBIGU.test(nu) ? readAmbigu(rang, typed, { nu, departements }) : undefined
  if (ambigu !== undefined) return ambigu
  const telephone = parseTelephone(typed) ?? parseTelephone(complete(nu, departements) ?? '')
  if (telephone !== undefined) {
    if (telephone !== typed)
      rang.note('telephone', 'corrige', { code: 'ecriture-retablie', avant: typed, apres: telephone })
    return telephone
  }
  return readAccompagne(rang, typed)
}

/** The digits of a cell that holds one number and nothing else: other signs stay, and it is then none. */
function chiffresDe(typed: string): string {
  const nombre = withoutDecimals(typed)
  const texte = expandScientific(typed) ?? (nombre.length >= LONG ? nombre : typed)
  return sansEtiquette(texte)
    .replace(/\(0\)(?=\s*[1-9])/, '')
    .replace(/^\((\d{3})\)/, '$1')
    .replace(/[\s.\-/]/g, '')
}

/** The same number as it is dialled from anywhere, when its digits leave no doubt. */
function complete(nu: string, departements: readonly string[]): string | undefined {
  const territoires = new Set(departements.map((code) => TERRITOIRES.get(code)))
  const [only, ...others] = territoires
  // R-REC-122 — plan national de numérotation : le zéro et le « + » perdus se rendent, un numéro local prend son indicatif
  if (only && others.length === 0 && only.local.test(nu)) return `+${only.indicatif}${nu}`
  if (/^[1-9]\d{8}$/.test(nu)) return `0${nu}`
  if (/^330?[1-9]\d{8}$/.test(nu) || /^(?:262|590|594|596)[1-9]\d{8}$/.test(nu) || /^689[48]\d{7}$/.test(nu))
    return `+${nu}`
  return undefined
}

/** Null where both are proposed and the row waits; undefined where there is nothing to hesitate about. */
function readAmbigu(
  rang: Rang,
  typed: string,
  { nu, departements }: Readonly<{ nu: string; departements: readonly string[] }>,
): string | null | undefined {
  const mobile = pairs(`0${nu}`)
  // Polynesia has left its six digits in 2014: what they are today is not said by these.
  const lointain = parseTelephone(`+${nu}`)
  const isSurPlace = departements.length > 0 && departements.every((code) => code === territoireDe(nu))
  const isAuPacifique = departements.some((code) => PACIFIQUE.includes(code))
  const isEcritMobile = /^6[\s.-]+8[179]/.test(sansEtiquette(typed))
  if (!isAuPacifique && (isEcritMobile || lointain === undefined)) return undefined
  // R-REC-123 — plans de numérotation (ARCEP, OPT) : +687 et +681 et six chiffres, ou un mobile sans son zéro
  if (isSurPlace && !isEcritMobile && lointain !== undefined) {
    rang.note('telephone', 'corrige', { code: 'ecriture-retablie', avant: typed, apres: lointain })
    return lointain
  }
  const isGarde = departements.length > 0 && !isAuPacifique && !/^\(/.test(typed)
  const sens = isGarde ? [mobile, lointain] : [lointain, mobile]
  const possibles = sens.flatMap((un) => un ?? [])
  rang.note(
    'telephone',
    isGarde ? 'a-verifier' : 'refus',
    { code: 'telephone-a-deux-sens', valeur: typed, possibles, garde: isGarde ? mobile : null },
    possibles.map((telephone) => rang.propose('sens-possible', { telephone })),
  )
  return isGarde ? mobile : null
}

const territoireDe = (nu: string): string | undefined =>
  [...TERRITOIRES].find(([, { indicatif }]) => nu.startsWith(indicatif))?.[0]

/** The one number that stands among words, kept and shown; else what the cell may hold is proposed, and the row waits. */
function readAccompagne(rang: Rang, typed: string): string | null {
  const { numeros, reste } = listTelephones(typed)
  const [only, ...others] = numeros
  // R-REC-41 — choix du portail : un numéro accompagné de mots est gardé et montré, plusieurs numéros sont proposés
  if (only !== undefined && others.length === 0) {
    if (isANePasPublier(reste)) {
      // R-TAB-13 — choix du portail : un point que ses mots disent fermé ou confidentiel ne paraît pas sans être regardé
      rang.note('telephone', 'refus', { code: 'a-ne-pas-publier', valeur: typed }, [
        vider(rang),
        rang.propose('un-des-numeros', { telephone: only }),
      ])
      return null
    }
    rang.note('telephone', 'a-verifier', { code: 'telephone-accompagne', telephone: only, reste })
    return only
  }
  // R-REC-124 — choix du portail : un télécopieur ne répond à personne, son numéro n’est jamais celui du point
  if (only === undefined && ditUnFax(typed)) {
    rang.note('telephone', 'refus', { code: 'numero-de-fax', valeur: typed }, [vider(rang)])
    return null
  }
  const possibles = numeros.slice(0, 5).map((numero) => rang.propose('un-des-numeros', { telephone: numero }))
  const sens = possibles.length > 0 ? [] : mieuxEcrits(typed)
  rang.note('telephone', 'refus', { code: 'telephone-faux', valeur: typed }, [
    ...possibles,
    ...sens.map((telephone) => rang.propose('sens-possible', { telephone })),
  ])
  return null
}

const vider = (rang: Rang): Proposition => rang.propose('cellule-videe', { telephone: '' })

/** Letters that stand for digits, and a zero too many; to be proposed only. */
function mieuxEcrits(typed: string): readonly string[] {
  const texte = sansEtiquette(typed)
  if (!/^[+(]?[\doOlI](?:[\s.\-/()]{0,2}[\doOlI]){7,14}$/.test(texte)) return []
  const chiffres = texte.replace(/[oO]/g, '0').replace(/[lI]/g, '1')
  return [
    ...new Set([chiffres, chiffres.replace(/^00(?=[\s.-]?[1-9])/, '0')].flatMap((un) => parseTelephone(un) ?? [])),
  ]
}
