/** Programs of the system that the tests use: found, or installed by their package name when we are root on Debian. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { Obstacle } from './base.ts'

const CHROMIUM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

const PROGRAMS = {
  /** The whole browser, as people have it: what Lighthouse measures. */
  chromium: { variable: 'CHROMIUM_PATH', paths: CHROMIUM, packages: ['chromium', 'fonts-dejavu-core'] },
  /** The same engine without its windows, which cost the tests half of their processor time; else the whole. */
  chromiumSansFenetre: {
    variable: 'CHROMIUM_PATH',
    paths: ['/usr/bin/chromium-headless-shell', ...CHROMIUM],
    packages: ['chromium-headless-shell', 'fonts-dejavu-core'],
  },
  soffice: {
    variable: 'SOFFICE_PATH',
    paths: ['/usr/bin/soffice', '/usr/bin/libreoffice', '/Applications/LibreOffice.app/Contents/MacOS/soffice'],
    packages: ['libreoffice-calc'],
  },
  /** Calc with its windows, which it needs to be typed into, even where nobody looks at them. */
  calc: {
    variable: 'CALC_FENETRES',
    paths: ['/usr/lib/libreoffice/program/libvclplug_genlo.so', '/Applications/LibreOffice.app/Contents/MacOS/soffice'],
    packages: ['libreoffice-calc'],
  },
  /** A Python that speaks to it. */
  uno: {
    variable: 'UNO_PYTHON',
    paths: ['/usr/lib/python3/dist-packages/uno.py', '/Applications/LibreOffice.app/Contents/Resources/python'],
    packages: ['python3-uno'],
  },
  nginx: { variable: 'NGINX_PATH', paths: ['/usr/sbin/nginx'], packages: ['nginx-light'] },
  postgres15: { variable: 'POSTGRES_BIN', paths: ['/usr/lib/postgresql/15/bin/postgres'], packages: ['postgresql-15'] },
  systemdAnalyze: {
    variable: 'SYSTEMD_ANALYZE',
    paths: ['/usr/bin/systemd-analyze', '/bin/systemd-analyze'],
    packages: ['systemd'],
  },
  wrk: { variable: 'WRK_PATH', paths: ['/usr/bin/wrk'], packages: ['wrk'] },
  openssl: { variable: 'OPENSSL_PATH', paths: ['/usr/bin/openssl'], packages: ['openssl'] },
  /** Moves the clock of every program that loads it; `npm run fautes -- calendrier` alone asks for it. */
  libfaketime: {
    variable: 'LIBFAKETIME_PATH',
    paths: ['x86_64', 'aarch64'].map((machine) => `/usr/lib/${machine}-linux-gnu/faketime/libfaketime.so.1`),
    packages: ['libfaketime'],
  },
} as const

export type Program = keyof typeof PROGRAMS

/** What the suites of `npm test` need of the system; the others need nothing. */
export const PROGRAMMES_DES_SUITES = {
  bureautique: ['soffice', 'calc', 'uno', 'chromiumSansFenetre'],
  e2e: ['chromiumSansFenetre'],
  // A real browser on the map.
  lancement: ['chromiumSansFenetre'],
  production: ['postgres15', 'nginx', 'systemdAnalyze', 'openssl'],
} as const satisfies Readonly<Record<string, readonly Program[]>>

/** Everything that a run of these suites needs, to be asked for at once. */
export const programsOf = (suites: readonly string[]): Program[] => [
  ...new Set(Object.entries(PROGRAMMES_DES_SUITES).flatMap(([suite, own]) => (suites.includes(suite) ? [...own] : []))),
]

/** The packages of these programs, each named once. */
export const packagesOf = (programs: readonly Program[]): string[] => [
  ...new Set(programs.flatMap((program) => PROGRAMS[program].packages)),
]

const find = (program: Program): string | undefined => {
  const { variable, paths } = PROGRAMS[program]
  return [process.env[variable], ...paths].find((path) => path && existsSync(path))
}

/** The path of each program; installs what lacks when root, else stops with the names of the packages. */
export function ensurePrograms<P extends Program>(programs: readonly P[]): Record<P, string> {
  const missing = programs.filter((program) => !find(program))
  if (missing.length > 0) {
    const packages = packagesOf(missing)
    const command = `apt-get install -y ${packages.join(' ')}`
    if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get'))
      throw new Obstacle(`Il manque des programmes du système pour les tests. Installez-les : ${command}`)
    process.stderr.write(`Installation de ${packages.join(', ')}…\n`)
    const options = {
      stdio: ['ignore', 2, 2] as ['ignore', number, number],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }
    execFileSync('apt-get', ['update', '-qq'], options)
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], options)
  }
  return Object.fromEntries(
    programs.map((program) => {
      const path = find(program)
      if (!path)
        throw new Obstacle(
          `Le programme ${program} est introuvable. Donnez son chemin dans ${PROGRAMS[program].variable}.`,
        )
      return [program, path]
    }),
  ) as Record<P, string>
}
