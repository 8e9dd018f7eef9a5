import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { jour } from '../calendrier.ts'
import { contenuSchema } from './formulaire/contenu.ts'
import { reponsesExactes } from './formulaire/renouvellement/lecture.ts'
import { lire } from './formulaire/renouvellement/testing.ts'
import { unContenu, unEnvoi } from './formulaire/testing.ts'
import { readContenu } from './formulaire/validite.ts'
import * as saisies from './saisies.ts'
import { uneAttribution } from './testing.ts'

const LE = jour('2026-11-28')
const LONG = 'z'.repeat(3000)
const FAUX: readonly unknown[] = [undefined, null, '', LONG, 3, -1, 1e12, 2.5, true, 'toString', [], {}]
const LISTE_TROP_LONGUE = Array.from({ length: 1001 }, () => 'x')
/** The shape itself (an object, a list, a text) is sent by our own pages: `readContenu` words it for all. */
const STRUCTURES = ['object', 'array']

function* noeudsDe(schema: unknown, chemin: string): Generator<readonly [string, z.core.$ZodType]> {
  if (!(schema instanceof z.core.$ZodType)) return
  yield [chemin, schema]
  const { def } = schema._zod
  if (schema instanceof z.ZodObject)
    for (const [nom, sous] of Object.entries(schema.shape)) yield* noeudsDe(sous, `${chemin}.${nom}`)
  if (schema instanceof z.ZodArray) yield* noeudsDe(schema.def.element, `${chemin}[]`)
  if (schema instanceof z.ZodUnion) for (const option of schema.def.options) yield* noeudsDe(option, `${chemin}|`)
  for (const nom of ['innerType', 'in', 'out']) yield* noeudsDe(Reflect.get(def, nom), chemin)
}

/** The value that tells which of a union it is: another one is worded by the union. */
const isDiscriminant = (schema: z.core.$ZodType): boolean => schema._zod.def.type === 'literal'
const isEnveloppe = ({ _zod: { def } }: z.core.$ZodType): boolean =>
  ['nullable', 'optional', 'default', 'pipe', 'transform'].includes(def.type)

function phrasesDe(schema: z.core.$ZodType): readonly string[] {
  if (isEnveloppe(schema) || isDiscriminant(schema)) return []
  const isStructure = STRUCTURES.includes(schema._zod.def.type)
  return [...FAUX, LISTE_TROP_LONGUE].flatMap((faux) => {
    const lu = z.safeParse(schema, faux)
    const siens = lu.success ? [] : lu.error.issues.filter(({ path }) => path.length === 0)
    return siens.filter(({ code }) => !isStructure || code !== 'invalid_type').map(({ message }) => message)
  })
}

const EN_FRANCAIS = /^\p{Lu}\p{Ll}*(?=[ ’])(?!.*\b(?:expected|received|invalid|option|string|number|too)\b).*\.$/u

describe('chaque refus d’une réponse dit en français quoi faire', () => {
  it.each(Object.entries({ contenuSchema, ...saisies }))('de %s (R-FORM-32)', (nom, schema) => {
    const noeuds = [...noeudsDe(schema, nom)]
    expect(noeuds.length).toBeGreaterThan(1)
    const autres = noeuds.flatMap(([chemin, noeud]) =>
      phrasesDe(noeud)
        .filter((phrase) => !EN_FRANCAIS.test(phrase))
        .map((phrase) => `${chemin} : ${phrase}`),
    )
    expect(new Set(autres)).toEqual(new Set())
  })

  it('aussi quand la forme de la réponse n’est pas celle attendue (R-FORM-32)', () => {
    for (const champ of ['demandeur', 'motifs', 'foyer.personnesACharge', 'logementActuel']) {
      const lu = readContenu(unEnvoi([champ, 3]), LE)
      expect(lu.ok ? [] : lu.anomalies.map(({ message }) => message)).toEqual([expect.stringMatching(EN_FRANCAIS)])
    }
  })

  it('un motif hors de sa liste, au renouvellement, et un nombre de pièces qui n’est pas entier (R-FORM-32)', () => {
    const contenu = unContenu()
    expect(lire(contenu, { ...reponsesExactes(contenu), 'motifs.0.code': '99' }).anomalies).toEqual([
      { champ: 'motifs.0.code', message: 'Choisissez une réponse de la liste.' },
    ])
    const attribution = uneAttribution()
    const logement = {
      identifiantRpls: null,
      adresse: '1 rue Inventée',
      pieces: 2.5,
      surface: 40,
      enQuartierPrioritaire: false,
      loyer: 400,
    }
    const lu = saisies.motifDeRadiationSchema.safeParse({ code: 'RADATT', attribution: { ...attribution, logement } })
    expect(lu.error?.issues.map(({ message }) => message)).toEqual([expect.stringMatching(EN_FRANCAIS)])
  })
})
