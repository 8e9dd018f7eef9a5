/** Where the portal listens: whether it can, asked before anything is prepared, and the sentence when it cannot. */
import { createServer } from 'node:net'
import { Obstacle } from '#db/obstacle.ts'

type Ecoute = Readonly<{ host: string; port: number }>

/** Codes of a name that leads nowhere, of an address of another machine, of a family that this one lacks. */
const NOT_OURS = ['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', 'EAI_NONAME', 'EAFNOSUPPORT', 'EINVAL']

/** Why the system refused to listen, from the code that it gave, and the way out of `command`. */
export function sayListenRefused(code: string | undefined, { host, port }: Ecoute, command: string): string {
  const other = `PORT=${port === 3000 ? 3001 : 3000} ${command}`
  if (code === 'EADDRINUSE')
    return `Le port ${port} est déjà pris sur ${host}. Arrêtez l’autre programme ou choisissez un autre port : ${other}`
  if (code === 'EACCES')
    return `Ce compte n’a pas le droit d’écouter sur le port ${port} : le système garde pour lui les premiers ports. Choisissez un port à partir de 1024 : ${other}`
  if (code && NOT_OURS.includes(code))
    return `HOST=${host} n’est pas une adresse de cette machine. Retirez HOST pour écouter sur 127.0.0.1, ou donnez une de ses adresses, ou 0.0.0.0 pour toutes.`
  return `Le système refuse d’écouter sur le port ${port} de ${host} (${code ?? 'sans raison'}). Choisissez un autre port : ${other}`
}

/** Listens for a moment. Throws an `Obstacle` when the port is no port or the system refuses. */
export async function checkPort({ host, port }: Ecoute, command: string): Promise<void> {
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Obstacle(`PORT doit être un nombre entre 1 et 65535 (reçu : « ${process.env.PORT} »).`)
  await new Promise<void>((done, refuse) => {
    const probe = createServer()
    probe.once('error', ({ code }: NodeJS.ErrnoException) =>
      refuse(new Obstacle(sayListenRefused(code, { host, port }, command))),
    )
    probe.listen(port, host, () => probe.close(() => done()))
  })
}
