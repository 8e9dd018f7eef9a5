/** Who uses the embedded base: a file for each process beside the data, so that the last to leave stops the server. */
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What tells a process from another that received its number since: the moment it started; nothing outside Linux. */
function birthOf(pid: number): string | undefined {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return undefined
  }
  if (process.platform !== 'linux') return 'en vie'
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
    return 'ZX'.includes(fields[0] ?? 'X') ? undefined : fields[19]
  } catch {
    return undefined
  }
}

const isLive = (file: string, pid: number): boolean => {
  try {
    return readFileSync(file, 'utf8') === birthOf(pid)
  } catch {
    return false
  }
}

/** Whether anybody but us uses the base; what killed processes left is removed. */
function othersIn(folder: string): boolean {
  const others = readdirSync(folder)
    .map(Number)
    .filter((pid) => pid !== process.pid)
  const live = others.filter((pid) => isLive(join(folder, String(pid)), pid))
  for (const pid of others) if (!live.includes(pid)) rmSync(join(folder, String(pid)), { force: true })
  return live.length > 0
}

/** Longer than a start that waits for what a killed server left: older, its holder was killed. */
const ABANDON_MS = 60_000

/** One comes or leaves at a time: nobody joins a server that the one before is stopping. */
async function alone<T>(data: string, act: () => Promise<T>): Promise<T> {
  const lock = join(data, 'usagers.verrou')
  for (;;) {
    try {
      mkdirSync(lock)
      break
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()
      if (Date.now() - since > ABANDON_MS) rmSync(lock, { recursive: true, force: true })
      else await new Promise((r) => setTimeout(r, 50))
    }
  }
  try {
    return await act()
  } finally {
    // Gone already when this took so long that another believed us killed.
    rmSync(lock, { recursive: true, force: true })
  }
}

/** Starts or joins the server of a folder as one of its users. `leave` stops it unless another process uses it. */
export async function joinServer<S extends Readonly<{ stop: () => Promise<void> }>>(
  data: string,
  start: () => Promise<S>,
): Promise<{ server: S; leave: () => Promise<void> }> {
  const folder = join(data, 'usagers')
  mkdirSync(folder, { recursive: true })
  const own = join(folder, String(process.pid))
  const server = await alone(data, async () => {
    const started = await start()
    writeFileSync(own, birthOf(process.pid) ?? '')
    return started
  })
  const leave = () =>
    alone(data, async () => {
      rmSync(own, { force: true })
      if (!othersIn(folder)) await server.stop()
    })
  return { server, leave }
}
