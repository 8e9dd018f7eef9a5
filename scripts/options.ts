/** The options of a command, read by Node's own reader; one that is not known is told by its name, with the usage. */
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { Obstacle } from '#db/obstacle.ts'

/** Throws an `Obstacle` that names the option and closes with `usage`, the command as it is written. */
export function readOptions<T extends ParseArgsConfig>(usage: string, config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const option = /'(?:-\w, )?(-[^\s'=]*)/.exec(message)?.[1]
    if (!code?.startsWith('ERR_PARSE_ARGS') || !option) throw error
    const trouble = code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION' ? 'n’existe pas' : 'est mal écrite'
    throw new Obstacle(`L’option « ${option} » ${trouble}. Écrivez : ${usage}`)
  }
}
