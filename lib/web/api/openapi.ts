/** The OpenAPI 3.1 document, made from the very contracts that the routes run: it cannot say otherwise than they do. */
import { z } from 'zod'
import type { Contrat } from '../define-route.ts'
import { problemeSchema } from '../problem.ts'
import { CONTRATS } from './contrats.ts'
import * as schemas from './schemas.ts'

type Json = { [key: string]: unknown }
export type Parametre = { name: string; in: 'path' | 'query'; required: boolean; description: string; schema: Json }

const REF = '#/components/schemas/'
const named = z.registry<{ id: string }>()
named.add(schemas.communeResumeeSchema, { id: 'CommuneResumee' })
named.add(schemas.communeTrouveeSchema, { id: 'CommuneTrouvee' })
named.add(schemas.communeSchema, { id: 'Commune' })
named.add(schemas.chiffresSchema, { id: 'Chiffres' })
named.add(schemas.compteSchema, { id: 'Compte' })
named.add(schemas.pointDeContactSchema, { id: 'PointDeContact' })
named.add(schemas.listeDePointsSchema, { id: 'ListeDePoints' })
named.add(schemas.echeancesSchema, { id: 'Echeances' })
named.add(problemeSchema, { id: 'Probleme' })

/** Answers may gain fields, so none is forbidden; a number read from an address keeps no pattern of its digits. */
const override = ({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void => {
  delete jsonSchema.additionalProperties
  if (jsonSchema.type === 'integer') {
    delete jsonSchema.pattern
    if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
    if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
  }
}

const withoutMeta = ({ $schema: _schema, $id: _id, ...rest }: Json): Json => rest

function components(): Json {
  const made = z.toJSONSchema(named, { io: 'output', override, uri: (id) => `${REF}${id}` })
  return Object.fromEntries(Object.entries(made.schemas).map(([id, schema]) => [id, withoutMeta({ ...schema })]))
}

function refOf(schema: z.ZodType): Json {
  const meta = named.get(schema)
  if (meta) return { $ref: `${REF}${meta.id}` }
  if (schema instanceof z.ZodArray) {
    const item = named.get(schema.element as z.ZodType)
    if (item) return { type: 'array', items: { $ref: `${REF}${item.id}` } }
  }
  throw new Error('A contract answers a named schema, or a list of one.')
}

/** The parameters of a door, as OpenAPI writes them; the page for people shows the same. */
export function parametersOf(contrat: Contrat): Parametre[] {
  const { properties = {}, required = [] } = z.toJSONSchema(contrat.entree, { io: 'input', override })
  const own = Object.entries(properties).map(([name, schema]) => {
    const path = contrat.chemin.includes(`{${name}}`)
    const { description, ...rest } = schema as Json
    return {
      name,
      in: path ? ('path' as const) : ('query' as const),
      required: path || required.includes(name),
      description: String(description),
      schema: rest,
    }
  })
  const formats = ['json', ...Object.keys(contrat.exports)]
  return [
    ...own,
    {
      name: 'format',
      in: 'query' as const,
      required: false,
      description: Object.entries(contrat.exports)
        .map(([format, holds]) => `\`${format}\` : ${holds}`)
        .join(' '),
      schema: { type: 'string', enum: formats, default: 'json' },
    },
  ]
}

const MEDIAS = { csv: 'text/csv', geojson: 'application/geo+json' } as const

function responses(contrat: Contrat): Json {
  const problem = (description: string): Json => ({
    description,
    content: { 'application/problem+json': { schema: { $ref: `${REF}Probleme` } } },
  })
  return {
    '200': {
      description: 'La réponse.',
      content: {
        'application/json': { schema: refOf(contrat.sortie) },
        ...Object.fromEntries(
          (['csv', 'geojson'] as const)
            .filter((format) => contrat.exports[format])
            .map((format) => [MEDIAS[format], { schema: { type: format === 'csv' ? 'string' : 'object' } }]),
        ),
      },
    },
    '304': { description: 'Rien n’a changé depuis l’`ETag` donné dans `If-None-Match`.' },
    ...(contrat.redirection
      ? { '308': { description: 'Ancien code : l’adresse d’aujourd’hui est dans `Location`.' } }
      : {}),
    '400': problem('Un paramètre n’est pas utilisable ; `erreurs` dit lequel et pourquoi.'),
    ...(contrat.introuvable ? { '404': problem('Rien à cette adresse.') } : {}),
    '429': problem('Trop de demandes en peu de temps ; `Retry-After` dit quand revenir.'),
    '500': problem('Incident de notre côté ; `id` est à donner à l’assistance.'),
  }
}

/** The whole document; `siteUrl` is the public address of the deployment, `version` that of the product. */
export function buildOpenApi({ siteUrl, version }: { siteUrl: string; version: string }): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Demande de logement social : données ouvertes',
      version,
      summary: 'Communes, chiffres du logement social, points de contact et échéances.',
      description: 'Sans clé, en lecture seule. Documentation pour les personnes : `/donnees`.',
      license: {
        name: 'Licence Ouverte 2.0',
        url: 'https://www.etalab.gouv.fr/wp-content/uploads/2017/04/ETALAB-Licence-Ouverte-v2.0.pdf',
      },
    },
    servers: [{ url: siteUrl }],
    paths: Object.fromEntries(
      CONTRATS.map((contrat: Contrat) => [
        contrat.chemin,
        {
          get: {
            operationId: contrat.operation,
            summary: contrat.resume,
            description: contrat.description,
            security: [],
            parameters: parametersOf(contrat),
            responses: responses(contrat),
          },
        },
      ]),
    ),
    components: { schemas: components() },
  }
}
