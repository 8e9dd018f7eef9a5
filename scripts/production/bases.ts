/** Bases of the production tests: fresh, or a clone of the prepared one. */
import { randomUUID } from 'node:crypto'
import { inject } from 'vitest'
import { ask, CREATEDB, runTool } from './postgres15.ts'

/** The cluster of the suite, for `runTool`. */
export const cluster = () => {
  const { bin, url } = inject('postgres15')
  const address = (database = 'postgres') => {
    const at = new URL(url)
    at.pathname = `/${database}`
    return at.toString()
  }
  return { bin, url: address }
}

const name = () => `t_${randomUUID().replaceAll('-', '')}`

/** A base without a table, made by `createdb`; French unless told otherwise. Returns its address. */
export function createBase(options: readonly string[] = CREATEDB): string {
  const base = name()
  runTool(cluster(), 'createdb', [...options, base])
  return cluster().url(base)
}

/** A copy of a base of the cluster, to which nobody is connected. Returns its address. */
export async function cloneBase(url: string): Promise<string> {
  const [base, modele] = [name(), new URL(url).pathname.slice(1)]
  await ask(cluster().url(), `create database ${base} template ${modele} strategy file_copy`)
  return cluster().url(base)
}

/** A copy of the base that `npm start -- --preparer` made. Returns its address. */
export const clonePreparedBase = (): Promise<string> => cloneBase(cluster().url('prepare'))
