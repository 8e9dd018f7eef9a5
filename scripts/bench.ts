/** `npm run bench -- [NOM…] [--json] [--grand]`: every bench of `bench/`, or those named, each beside its limit. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Bench, Row } from '../bench/banc.ts'
import { failTool, Obstacle, root } from './base.ts'
import { readOptions } from './options.ts'

const isBench = (value: unknown): value is Bench =>
  typeof value === 'object' && value !== null && 'nom' in value && 'run' in value

async function loadBenches(): Promise<Bench[]> {
  const files = readdirSync(join(root, 'bench')).filter((name) => name.endsWith('.bench.ts'))
  const modules: { bench?: unknown }[] = await Promise.all(
    files.sort().map((name) => import(join(root, 'bench', name))),
  )
  return modules.flatMap(({ bench }) => (isBench(bench) ? [bench] : []))
}

const figure = (value: number | null): string =>
  value === null ? '—' : value.toLocaleString('fr-FR', { maximumSignificantDigits: 4 })

function table(rows: readonly Row[]): string {
  const lines = rows.map((row) => [
    row.nom,
    `${figure(row.mesure)} ${row.unite}`,
    row.limite === null ? '—' : `${figure(row.limite)} ${row.unite}`,
    figure(row.rapport),
    row.objectif,
    row.atteint ? 'atteint' : 'NON ATTEINT',
  ])
  const header = ['nom', 'mesure', 'limite', 'rapport', 'objectif', '']
  const widths = header.map((title, column) =>
    Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)),
  )
  return [header, ...lines]
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

try {
  const { values, positionals } = readOptions('npm run bench -- [NOM…] [--json] [--grand]', {
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, grand: { type: 'boolean', default: false } },
  })
  const benches = await loadBenches()
  const unknown = positionals.filter((nom) => !benches.some((bench) => bench.nom === nom))
  if (unknown.length > 0)
    throw new Obstacle(
      `Il n’y a pas de mesure « ${unknown.join(', ')} ». Choisissez parmi : ${benches.map(({ nom }) => nom).join(', ')}.`,
    )
  const rows: Row[] = []
  for (const bench of benches.filter(({ nom }) => positionals.length === 0 || positionals.includes(nom))) {
    process.stderr.write(`${bench.nom}…\n`)
    rows.push(...(await bench.run({ grand: values.grand })))
  }
  process.stdout.write(values.json ? `${JSON.stringify(rows)}\n` : `${table(rows)}\n`)
  process.exit(0)
} catch (error) {
  failTool(error)
}
