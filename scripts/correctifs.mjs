/**
 * Mends postgres 3.4.9 where it is installed: what it does of a server that closes a connection. On the connection that it
 * will open again the library keeps the query that was on its way, what the server last said, and bytes not yet sent. So a
 * server that refuses the next one (a base that is gone, a server that recovers, no place left) is called again without
 * end while who asked waits for ever; a startup message is never sent; a transaction that is cut writes its rollback where
 * there is no socket, out of reach of any catch, or its next orders outside any transaction, on a connection that someone
 * else opened again; what is asked between the error of a socket and its close is refused, where it waits now for the next
 * connection; who reserves one then, or ends the pool, waits for ever; and what waits when the pool ends is answered by a
 * connection that nobody closes. Runs at the end of each `npm install`, changes nothing twice, takes up what it changed
 * before, and fails on another version: look then whether db/coupures.db.test.ts passes without it.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const CONNEXION = [
  [
    `    terminate,
    execute,
`,
    `    terminate,
    closing: () => !terminated && socket && socket.destroyed,
    execute,
`,
  ],
  [
    `    if (terminated)
      return queryError(q, Errors.connection('CONNECTION_DESTROYED', options))

    if (stream)`,
    `    if (terminated || !socket || socket.destroyed)
      return queryError(q, Errors.connection('CONNECTION_DESTROYED', options)), true

    if (stream)`,
  ],
  [
    `    clearImmediate(nextWriteTimer)
    socket.removeListener('data', data)
    socket.removeListener('connect', connected)
    idleTimer.cancel()`,
    `    clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null
    socket.removeListener('data', data)
    socket.removeListener('connect', connected)
    idleTimer.cancel()`,
  ],
  [
    `    if (initial)
      return reconnect()

    !hadError && (query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))
`,
    `    if (initial && host.length > 1)
      return reconnect()

    ;(initial || query || sent.length) && error(errorResponse || Errors.connection('CONNECTION_CLOSED', options, socket))
    query = results = errorResponse = null
    result = new Result()
    rows = 0
`,
  ],
  [
    `    closedTime = performance.now()
    hadError`,
    `    ended && (ended(), ending = ended = null)
    closedTime = performance.now()
    hadError`,
  ],
  [
    `        return fetchArrayTypes()\n`,
    `        return fetchArrayTypes().catch(() => { /* what waits is refused when it closes */ })\n`,
  ],
]

const POOL = [
  [
    `        const query = { reserve: resolve, reject }`,
    `        const query = { reserve: resolve, reject: e => (queries.remove(query), reject(e)) }`,
  ],
  [
    `    if (queries.length === 0)
      return move(c, open)
`,
    `    if (queries.length === 0)
      return ending ? (move(c, ended), c.terminate()) : move(c, open)
`,
  ],
  [
    `    queries.length && connect(c, queries.shift())`,
    `    if (queries.length === 0)
      return

    const query = queries.shift()
    query.reserve && queries.push(query)
    connect(c, query)`,
  ],
  [
    `  function go(c, query) {
    return c.execute(query)`,
    `  function go(c, query) {
    if (c.closing())
      return queries.push(query), move(c, full)

    return c.execute(query)`,
  ],
  [
    `    let savepoints = 0
      , connection
`,
    `    let savepoints = 0
      , lost = null
      , connection
`,
  ],
  [
    `        new Promise((_, reject) => connection.onclose = reject)
`,
    `        new Promise((_, reject) => connection.onclose = e => {
          lost = e
          while (queries.length)
            queries.shift().reject(e)
          reject(e)
        })
`,
  ],
  [
    `        q.catch(e => uncaughtError || (uncaughtError = e))
        c.queue === full`,
    `        q.catch(e => uncaughtError || (uncaughtError = e))
        if (lost)
          return q.reject(lost)
        c.queue === full`,
  ],
]

const CORRECTIFS = ['src', 'cjs/src'].flatMap((folder) => [
  [`${folder}/connection.js`, CONNEXION],
  [`${folder}/index.js`, POOL],
])

const library = join(dirname(dirname(fileURLToPath(import.meta.url))), 'node_modules/postgres')
for (const [path, changes] of existsSync(library) ? CORRECTIFS : []) {
  const file = join(library, path)
  const before = readFileSync(file, 'utf8')
  const after = changes.reduce((text, [was, is]) => {
    if (text.includes(is)) return text
    if (text.split(was).length !== 2)
      throw new Error(`scripts/correctifs.mjs: ${file} is not the postgres that it mends.`)
    return text.replace(was, () => is)
  }, before)
  if (after !== before) writeFileSync(file, after)
}
