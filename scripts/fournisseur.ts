/** Seam of the local OpenID provider: started in demonstration only; returns the settings that point at it. */
import type { ChildProcess } from 'node:child_process'

type Launch = (name: string, args: string[], env?: Record<string, string>) => ChildProcess

export async function startProvider(_launch: Launch): Promise<Record<string, string>> {
  return {}
}
