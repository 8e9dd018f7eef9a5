/**
 * Reads FormData by the shape of a schema, so that the domain's schemas know nothing of HTML: a ticked box is true, an
 * empty field is absent, a list is every value of that name. What was typed is kept, to be shown again.
 */
import type { z } from 'zod'
import type { Erreurs, Valeurs } from '#lib/documents/etat-de-formulaire.ts'
import { removeInvisibles } from '#lib/domain/signes-invisibles.ts'
import { type FichierRecu, findFichier } from './fichier-recu.ts'

type Nature = 'texte' | 'liste' | 'case' | 'fichier'

function natureOf(schema: z.core.$ZodType): Nature {
  const { def } = schema._zod
  if ('innerType' in def) return natureOf(def.innerType as z.core.$ZodType)
  if (def.type === 'pipe' && 'in' in def) return natureOf(def.in as z.core.$ZodType)
  if (def.type === 'array') return 'liste'
  if (def.type === 'boolean') return 'case'
  if (def.type === 'literal' && 'values' in def && Array.isArray(def.values) && def.values[0] === true) return 'case'
  return def.type === 'custom' ? 'fichier' : 'texte'
}

const isText = (value: FormDataEntryValue): value is string => typeof value === 'string'

/** A file field left empty is sent as a file without a byte, which the server may name for lack of a name. */
const isNoFile = ({ taille, nom }: FichierRecu): boolean => taille === 0 && ['', 'undefined', 'blob'].includes(nom)

/** More fields than any form of ours has. */
const CHAMPS_AU_PLUS = 500

/**
 * What the schema is to parse, and what the person typed. Fields that the schema does not name are not read, unless it
 * takes any text (`catchall` of a string): these are read by their own names, an emptied one too.
 */
export function readFormulaire(
  schema: z.ZodObject,
  data: FormData,
): { brut: Record<string, unknown>; values: Valeurs } {
  const brut: Record<string, unknown> = {}
  const values: Record<string, string | readonly string[]> = {}
  for (const [nom, champ] of Object.entries(schema.shape)) {
    const all = data.getAll(nom)
    // R-TXT-01 — Unicode TR36 ; UAX #9 : ce qui ne se voit pas n’est ni gardé ni redit
    const textes = all.filter(isText).map(removeInvisibles)
    switch (natureOf(champ)) {
      case 'fichier': {
        const file = all.find((value) => value instanceof File)
        const recu = file && findFichier(file)
        if (recu && !isNoFile(recu)) brut[nom] = recu
        break
      }
      case 'case':
        if (textes.length > 0) {
          brut[nom] = true
          values[nom] = 'on'
        }
        break
      case 'liste':
        brut[nom] = textes.filter((texte) => texte !== '')
        values[nom] = textes
        break
      case 'texte': {
        const texte = textes[0]
        if (texte !== undefined) values[nom] = texte
        if (texte !== undefined && texte.trim() !== '') brut[nom] = texte
      }
    }
  }
  if (schema.def.catchall?._zod.def.type === 'string')
    for (const nom of [...new Set(data.keys())].slice(0, CHAMPS_AU_PLUS)) {
      const [texte] = data.getAll(nom).filter(isText).map(removeInvisibles)
      // What Next puts in a form of its own says nothing of the person.
      if (texte === undefined || Object.hasOwn(schema.shape, nom) || nom.startsWith('$ACTION')) continue
      brut[nom] = texte
      values[nom] = texte
    }
  return { brut, values }
}

/** The first sentence of each field. */
export function erreursOf(error: z.ZodError): Erreurs {
  const erreurs: Record<string, string> = {}
  for (const issue of error.issues) {
    const champ = String(issue.path[0] ?? '')
    erreurs[champ] ??=
      issue.code === 'invalid_type' && issue.input === undefined ? 'Remplissez ce champ.' : issue.message
  }
  return erreurs
}
