/** A whole address in one cell, « 12 rue X, 09000 Foix »: taken apart when its end is a place of the official list. */
import { removeNir } from '../../nir.ts'
import { removeInvisibles } from '../../signes-invisibles.ts'
import { adresseDe, type Ligne } from './classeur.ts'
import { isPostcodeOf, nomSeul } from './code-postal.ts'
import type { Colonne } from './colonnes.ts'
import { communeDuCodePostal } from './noms-voisins.ts'
import { type Rang, VIRTUELLES } from './rang.ts'
import type { CommuneConnue, Referentiel } from './referentiel.ts'
import { clean, foldCommune } from './texte.ts'

/** The street of a cell, and what is written after it; `estSure`: nothing of the street can be taken for the place. */
type Fin = Readonly<{ voie: string; codePostal: string; commune: string; estSure: boolean }>
export type AdresseEntiere = Readonly<{
  ligne: Ligne
  colonnes: ReadonlyMap<Colonne, number>
  /** Columns that were filled from the cell of the address: the file says nothing there. */
  remplies: readonly Colonne[]
  /** Says it, and gives the street, of any length. */
  note: (rang: Rang) => string
}>
type Lue = Readonly<{ ligne: Ligne; colonnes: ReadonlyMap<Colonne, number> }>

/** A postcode, its zero lost or a space in it: believed only when it is that of the name. */
const CODE = String.raw`\d{5}|\d{2} \d{3}|[1-9]\d{3}`
const NOM = String.raw`\p{L}[\p{L}\s'’.\-]*(?:\d{1,2}(?:er|[eè]me|e)?)?(?:\s*\([^)]*\))?`
/** Five digits, then a name that ends the cell; or a name after a comma, then the digits. */
const CODE_PUIS_NOM = new RegExp(String.raw`^(.*?\S)[\s,;–-]+(?:F-?)?(${CODE})[\s,-]+(${NOM})$`, 'u')
const NOM_PUIS_CODE = new RegExp(String.raw`^(.*\S)\s*[,;]\s*(${NOM})[\s,(-]+(${CODE})\)?$`, 'u')
/** The same without a comma: where the street ends is then a guess. */
const SANS_VIRGULE = new RegExp(String.raw`^(.*\S)\s+(${CODE})$`, 'u')
/** What follows one of these is of the street: « rue de Foix », « BP 9000 ». */
const LIAISON = /(?:^|\s)(?:de|du|des|d|la|le|les|l|en|sur|sous|bp|b\.p\.|cs|tsa|zi|za|zac|n°?|no)$/i
const PAYS = /[\s,;(-]+france\)?\s*$/i
/** The last column of the sheet that this module fills, beyond those of pieces and of corrections. */
const REMPLIES = VIRTUELLES + 2_000
const LONGUEUR = 400
/** Words in the name of a commune, as far as it is looked for. */
const MOTS_DE_NOM = 7

/** What stands at the end of the address; undefined when nothing looks like a place, or nothing stands before it. */
function splitFin(texte: string, referentiel: Referentiel): Fin | undefined {
  if (texte.length > LONGUEUR || !/\d{5}|\d{2} \d{3}|\d{4}/.test(texte)) return undefined
  const bare = texte.replace(PAYS, '')
  const [, avant = '', code = '', nom = ''] = CODE_PUIS_NOM.exec(bare) ?? []
  const [, avantNom = '', nomDabord = '', codeApres = ''] = code === '' ? (NOM_PUIS_CODE.exec(bare) ?? []) : []
  const voie = (avant || avantNom).replace(/[\s,;–-]+$/, '')
  const fin = { voie, codePostal: cinqChiffres(code || codeApres), commune: (nom || nomDabord).trim(), estSure: true }
  if (voie === '' || fin.codePostal === '') return splitSansVirgule(bare, referentiel)
  // Four digits, or five with a space, are no postcode but that of the name.
  if (/^\d{5}$/.test(code || codeApres)) return fin
  return !LIAISON.test(sansApostrophe(voie)) && communeOf(fin, referentiel) ? fin : undefined
}

/** « 12 rue de la Paix Foix 09000 » : the longest name before the postcode that is of it. */
function splitSansVirgule(texte: string, referentiel: Referentiel): Fin | undefined {
  const [, avant = '', code = ''] = SANS_VIRGULE.exec(texte) ?? []
  const mots = avant.split(/\s+/)
  for (let at = Math.max(1, mots.length - MOTS_DE_NOM); at < mots.length; at += 1) {
    const [voie, commune] = [mots.slice(0, at).join(' '), mots.slice(at).join(' ')]
    const fin = { voie, codePostal: cinqChiffres(code), commune, estSure: false }
    if (!LIAISON.test(sansApostrophe(voie)) && communeOf(fin, referentiel)) return fin
  }
  return undefined
}

const sansApostrophe = (voie: string): string => voie.replace(/['’]/g, ' ').trim()

/** Its zero and no space. */
const cinqChiffres = (code: string): string => (code === '' ? '' : code.replace(/\s/g, '').padStart(5, '0'))

/** « 09000 Foix », « 9000FOIX », « Foix (09 000) », in a cell that asks for one of the two. */
const ENSEMBLE = new RegExp(
  String.raw`^(?:F-?)?(${CODE})[\s,-]*(\p{L}[^\d]*)$|^(\p{L}[^\d]*?)[\s,(-]+(${CODE})\)?$`,
  'u',
)

/**
 * The postcode and the name that one cell of a row holds together, when they designate one commune and the other cell
 * says nothing else; noted. Undefined: each cell is read for itself.
 */
export function readEnsemble(
  rang: Rang,
  referentiel: Referentiel,
): Readonly<{ codePostal: string; nom: string }> | undefined {
  const [code, nom] = [rang.texte('codePostal'), rang.texte('commune')]
  const colonne = code === '' ? 'commune' : 'codePostal'
  const ecrit = colonne === 'commune' ? nom : code
  if (ecrit.length > LONGUEUR) return undefined
  const [, avant = '', suite = '', debut = '', apres = ''] = ENSEMBLE.exec(ecrit) ?? []
  const [codePostal, commune] = [cinqChiffres(avant || apres), suite || debut]
  if (codePostal === '' || !communeOf({ codePostal, commune }, referentiel)) return undefined
  const isSame = colonne === 'commune' || nom === '' || foldCommune(nomSeul(nom)) === foldCommune(nomSeul(commune))
  if (!isSame) return undefined
  // R-REC-96 — choix du portail : un code postal et un nom qui désignent une seule commune se lisent dans une cellule
  rang.note(colonne, 'corrige', { code: 'lieu-separe', codePostal, commune })
  return { codePostal, nom: commune }
}

/** The commune that this name and this postcode designate together; undefined unless it is one alone. */
function communeOf(
  { codePostal, commune }: Pick<Fin, 'codePostal' | 'commune'>,
  referentiel: Referentiel,
): CommuneConnue | undefined {
  const nom = nomSeul(commune)
  const named = [...referentiel.parNom(nom), ...referentiel.parAncienNom(nom)]
  const [only, ...others] = new Set(
    named.flatMap((one) => (isPostcodeOf(referentiel, codePostal, one.commune) ? [one.commune] : [])),
  )
  if (others.length > 0) return undefined
  return only ?? communeDuCodePostal(referentiel, nom, codePostal)
}

/**
 * The row with its address in pieces, when one cell holds it whole; undefined when there is nothing to take apart. A
 * place that is not certain, or that the other cells contradict, is only shown.
 */
export function separeAdresse({ ligne, colonnes }: Lue, referentiel: Referentiel): AdresseEntiere | undefined {
  const texte = (colonne: Colonne): string =>
    clean(
      // Read before the row is opened: rid here too of what is not kept (R-NIR-01).
      removeNir(
        removeInvisibles(ligne.cellules.find((one) => one.colonne === colonnes.get(colonne))?.cellule.texte ?? ''),
      ),
    )
  const fin = splitFin(texte('voie'), referentiel)
  if (!fin) return undefined
  const { estSure: _, ...dite } = fin
  const commune = communeOf(fin, referentiel)
  const [codePostal, nom, insee] = [texte('codePostal'), texte('commune'), texte('codeInsee')]
  const agrees =
    (codePostal === '' || codePostal.padStart(5, '0') === fin.codePostal) &&
    (nom === '' || foldCommune(nomSeul(nom)) === foldCommune(nomSeul(fin.commune))) &&
    (insee === '' || referentiel.parCode(insee)?.commune === commune)
  if (commune && agrees && fin.estSure) {
    const values = [
      ['codePostal', codePostal === '' ? fin.codePostal : ''],
      ['commune', nom === '' && insee === '' ? fin.commune : ''],
    ] as const
    const remplies = values.flatMap(([colonne, valeur]) => (valeur === '' ? [] : [colonne]))
    return {
      ...fill({ ligne, colonnes }, values),
      remplies,
      note: (rang) => {
        // R-REC-92 — choix du portail : un code postal et un nom qui désignent une seule commune ne se devinent pas
        rang.note('voie', 'corrige', { code: 'adresse-separee', ...dite })
        return fin.voie
      },
    }
  }
  // Said of a place that is one, or that is all the row has: a street may end with anything.
  const isAlone = codePostal === '' && nom === '' && insee === ''
  if (!commune && !isAlone) return undefined
  return {
    ligne,
    colonnes,
    remplies: [],
    note: (rang) => {
      const proposition = rang.propose(
        'adresse-entiere',
        { voie: fin.voie, codePostal: fin.codePostal, commune: fin.commune },
        `${fin.voie}, ${fin.codePostal} ${fin.commune}`,
      )
      rang.note('voie', 'a-verifier', { code: 'adresse-a-separer', ...dite }, [proposition])
      return texte('voie')
    },
  }
}

/** The same row with these cells, in their own columns or in some that the sheet does not have. */
function fill({ ligne, colonnes }: Lue, values: readonly (readonly [Colonne, string])[]): Lue {
  const places = new Map(colonnes)
  const cells = new Map(ligne.cellules.map((one) => [one.colonne, one]))
  values.forEach(([colonne, valeur], rang) => {
    if (valeur === '') return
    const at = places.get(colonne) ?? REMPLIES + rang
    places.set(colonne, at)
    const adresse = at < VIRTUELLES ? adresseDe(at, ligne.numero) : ''
    cells.set(at, { colonne: at, cellule: { adresse, valeur, texte: valeur } })
  })
  return { ligne: { ...ligne, cellules: [...cells.values()] }, colonnes: places }
}
