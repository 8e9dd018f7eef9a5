/** The operator's own PostgreSQL, looked at before anything is written to it: each obstacle is one sentence. */
import postgres from 'postgres'
import { z } from 'zod'
import { migrationsToApply } from '#db/migrate.ts'
import { Obstacle } from '#db/obstacle.ts'

const OLDEST = 15
const CREATE =
  'createdb --template=template0 --encoding=UTF8 --locale-provider=icu --icu-locale=fr-FR --locale=C.UTF-8 portail'

const factsSchema = z.tuple([
  z.object({ version: z.coerce.number(), encoding: z.string(), french: z.boolean(), installed: z.boolean() }),
])
const modeSchema = z.array(z.object({ mode: z.string() }))

/** What the server said, without the password that an address may hold. */
export const withoutPassword = (error: unknown): string =>
  (error instanceof Error ? error.message || ('code' in error ? String(error.code) : '') : String(error))
    .split('\n')[0]
    ?.replace(/\/\/[^@\s]*@/g, '//…@') ?? ''

/**
 * Checks that a base may serve production: it answers, is recent enough, sorts in French, holds no demonstration and
 * does not come from a newer version. Returns the number of migrations it waits for.
 */
export async function inspectBase(url: string): Promise<number> {
  let sql: postgres.Sql
  try {
    sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => {} })
  } catch {
    throw new Obstacle(
      'DATABASE_URL n’est pas une adresse de base : écrivez postgres://utilisateur:motdepasse@serveur:5432/portail (caractères spéciaux codés, « @ » s’écrit %40).',
    )
  }
  try {
    const [{ version, encoding, french, installed }] = factsSchema.parse(
      await sql`select current_setting('server_version_num')::int / 10000 as version,
        current_setting('server_encoding') as encoding,
        (select array_agg(mot order by mot) = array['éclair', 'Ecole', 'zèbre'] from (values ('zèbre'), ('Ecole'), ('éclair')) v(mot)) as french,
        to_regclass('public.installation') is not null as installed`,
    )
    if (version < OLDEST)
      throw new Obstacle(
        `Ce PostgreSQL est en version ${version} : il faut PostgreSQL ${OLDEST} ou plus récent. Mettez-le à jour, puis relancez la commande.`,
      )
    if (encoding !== 'UTF8' || !french)
      throw new Obstacle(
        `La base donnée par DATABASE_URL ne trie pas en français (« éclair, Ecole, zèbre »). Créez-la ainsi : ${CREATE}`,
      )
    if (installed && modeSchema.parse(await sql`select mode from installation`)[0]?.mode === 'demonstration')
      throw new Obstacle(
        'Cette base contient des données de démonstration : elle ne peut pas servir en production. Donnez une base vide dans DATABASE_URL.',
      )
    const { waiting, newer } = await migrationsToApply(sql)
    if (newer)
      throw new Obstacle(
        'Cette base vient d’une version plus récente du portail. Reprenez cette version, ou restaurez la sauvegarde faite avant la mise à jour.',
      )
    return waiting
  } catch (error) {
    if (error instanceof Obstacle) throw error
    throw new Obstacle(
      `La base donnée par DATABASE_URL ne répond pas ou refuse la connexion. Vérifiez l’adresse, le nom et le mot de passe, puis relancez la commande. (${withoutPassword(error)})`,
    )
  } finally {
    await sql.end({ timeout: 5 })
  }
}
