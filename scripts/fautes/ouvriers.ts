/**
 * The worker of the product (`scripts/worker.ts`), as its unit starts it: its base stands behind an address that never
 * changes, its outside is the scenario's. Its rounds come once a minute: the scenario asks its queue for one whenever
 * something is due.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { db } from '#db/client.ts'
import { decalageMs } from '#db/testing/horloge.ts'
import { isHeureDEnvoi } from '#lib/domain/rappels/envoi.ts'
import { OUVRIER } from '../ouvrier.ts'
import { SETTINGS } from '../production/portail.ts'
import type { Dehors } from './dehors.ts'
import { Equipe, OUVRIERS } from './equipe.ts'
import { openRelais, type Relais } from './relais.ts'
import type { TerrainDuRegistre } from './terrain-du-registre.ts'

const PARIS = 'Europe/Paris'
/** A scenario at full size ends within these hours. */
const DUREE_MS = 4 * 3_600_000
/** Tenths of a second for a worker to come to work, its base perhaps mending its files. */
const PATIENCE = 1_200

/** How far from the machine's clock reminders may leave for some hours: not at all on most days at most hours. */
export function decalageVersUneHeureDEnvoi(): number {
  const machine = Date.now() - decalageMs()
  for (let decalage = decalageMs(); ; decalage += 1_800_000) {
    const [debut, fin] = [new Date(machine + decalage), new Date(machine + decalage + DUREE_MS)]
    if (isHeureDEnvoi(debut, PARIS) && isHeureDEnvoi(fin, PARIS)) return decalage
  }
}

export type Ouvriers = Readonly<{
  equipe: Equipe
  /** Asks for a round of this job, unless one is asked for already; not heard by a base that is gone. */
  press: (job: string) => Promise<void>
  /** Waits until so many at least are at work, that what is killed next is killed under them. */
  untilAuTravail: (nombre?: number) => Promise<void>
  /** Of these, how many must be at work when all are killed. */
  auTravailAuMoins: number
  /** Those that were begun as `npm start` begins them, seen at work, and killed. */
  countTuesDuProduit: () => number
  /** One line for each that was at work and ended without being killed: its base comes back, and it goes on. */
  describeFinis: () => string[]
  close: () => Promise<void>
}>

/**
 * On the base that this process names, whose clock is so far from the machine's; without an outside nothing leaves. All are
 * the same sources, in one file; `duProduit`: every other one file by file, by the very words of `npm start`.
 */
export async function openOuvriers(
  terrain: TerrainDuRegistre,
  { decalage, dehors, duProduit = false }: Readonly<{ decalage: number; dehors?: Dehors; duProduit?: boolean }>,
): Promise<Ouvriers> {
  const base = () => new URL(process.env.DATABASE_URL ?? '')
  const relais: Relais = await openRelais(() => Number(base().port))
  const adresse = base()
  adresse.port = String(relais.port)
  const [premiere = '', seconde = ''] = dehors?.urls ?? []
  const horloge = ['--import', new URL('horloge.ts', import.meta.url).href]
  const equipe = new Equipe({
    facons: [[...horloge, ...terrain.argsOf('ouvrier')], ...(duProduit ? [[...horloge, ...OUVRIER]] : [])],
    env: {
      ...SETTINGS,
      DATABASE_URL: adresse.href,
      DECALAGE_MS: String(decalage),
      ...(dehors && { SMTP_URL: dehors.courrier.url }),
      ...(dehors && { SMS_URL: premiere, SMS_JETON: 'jeton', SMS_URL_2: seconde, SMS_JETON_2: 'jeton' }),
    },
    prevenu: false,
  })
  return {
    equipe,
    press: (job) =>
      // Due since long, whichever clock the queue goes by.
      db.$sql`insert into travaux.job (name, start_after)
        select name, '2000-01-01' from travaux.queue where name = ${job}
          and not exists (select from travaux.job where name = ${job} and state = 'created')`.then(
        () => {},
        () => {},
      ),
    // Beside one that begins in an instant, the other would always die before it is at work.
    auTravailAuMoins: duProduit ? OUVRIERS : 0,
    untilAuTravail: async (nombre = 1) => {
      for (let essai = 0; essai < PATIENCE; essai += 1) {
        await equipe.start()
        // What it listens for comes last of all that it begins.
        const rows = await db.$sql<{ nom: string }[]>`
          select application_name as nom from pg_stat_activity where query ilike 'listen %'`.catch(() => [])
        if (equipe.note(new Set(rows.map(({ nom }) => nom))) >= nombre) return
        await pause(100)
      }
      throw new Error('No worker comes to work.')
    },
    countTuesDuProduit: () => equipe.tues.filter((facon) => facon === 1).length,
    describeFinis: () => equipe.finis.map((dits) => `un ouvrier au travail s’est arrêté sans être tué : ${dits}`),
    close: async () => {
      await equipe.kill()
      await relais.close()
    },
  }
}
