/** For tests: does a live answer say what the OpenAPI document promises? A field that it does not name fails too. */
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { buildOpenApi } from './openapi.ts'

type Node = { [key: string]: unknown }

/** The document again, each object closed: a field that leaked would otherwise pass unseen. */
function close(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(close)
  if (!node || typeof node !== 'object') return node
  const closed: Node = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, close(value)]))
  return closed.properties ? { ...closed, additionalProperties: false } : closed
}

/** The errors of a body against a schema such as `Commune` or `Probleme`; empty when it conforms. */
export function checkAnswer(schema: string, body: unknown): string[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  ajv.addSchema(close(buildOpenApi({ siteUrl: 'http://x.invalid', version: '0' })) as Node, 'api')
  const validate = ajv.compile({ $ref: `api#/components/schemas/${schema}` })
  if (validate(body)) return []
  return (validate.errors ?? []).map(({ instancePath, message, params }) =>
    [instancePath, message, JSON.stringify(params)].join(' '),
  )
}
