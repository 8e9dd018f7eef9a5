/** What the base holds of the reminders at the end, and each state that they went through, which a trigger of ours keeps. */
import { db } from '#db/client.ts'
import { decalageMs } from '#db/testing/horloge.ts'
import type { EtatDeRappel } from '#lib/domain/rappels/etats.ts'
import type { CanalDeRappel, Jalon } from '#lib/domain/rappels/jalons.ts'
import type { HistoireDeRappels } from './histoire-de-rappels.ts'

/** This instant by the clock of the machine, in milliseconds, whatever the moment that this process lives at. */
export const maintenant = (): number => Date.now() - decalageMs()

/** From then on each change of state is kept, at the instant of its transaction by the clock of the machine. */
export const keepPassages = () =>
  db.$sql.unsafe(`
    create schema essai;
    create table essai.passage (id bigserial primary key, reference uuid not null, etat text not null,
      at timestamptz not null, ecrit_at timestamptz not null);
    create function essai.keep_passage() returns trigger language plpgsql as $$
      begin
        insert into essai.passage (reference, etat, at, ecrit_at)
          values (new.reference, new.etat, pg_catalog.now(), pg_catalog.clock_timestamp());
        return null;
      end $$;
    create trigger keep_passage after update on rappel for each row
      when (old.etat is distinct from new.etat) execute function essai.keep_passage()`)

type Registre = Pick<HistoireDeRappels, 'vus' | 'passages' | 'avis' | 'radiations'>

/** What is compared with what the outside heard. */
export async function readRegistre(): Promise<Registre> {
  const vus = await db.$sql<
    { reference: string; numero: string; jalon: Jalon; canal: CanalDeRappel; duLe: string; etat: EtatDeRappel }[]
  >`select reference, numero_unique as numero, jalon, canal, du_le::text as "duLe", etat from rappel`
  const passages = await db.$sql<{ reference: string; etat: EtatDeRappel; at: number; ecritAt: number }[]>`
    select reference, etat, extract(epoch from at)::float8 * 1000 as at,
      extract(epoch from ecrit_at)::float8 * 1000 as "ecritAt" from essai.passage order by id`
  const avis = await db.$sql<{ numero: string; remis: number; apres: number; revenus: number }[]>`
    select fait.numero_unique as numero, count(*) filter (where fait.type = 'avis-remis')::int as remis,
      count(*) filter (where fait.type = 'avis-remis' and exists (
        select from fait_de_demande avant where avant.numero_unique = fait.numero_unique and avant.rang < fait.rang
          and avant.type = 'renouvellement'))::int as apres,
      count(*) filter (where fait.type = 'avis-revenu')::int as revenus
    from fait_de_demande fait where fait.type in ('avis-remis', 'avis-revenu') group by 1`
  const radiations = await db.$sql<{ numero: string; fois: number }[]>`
    select numero_unique as numero, count(*)::int as fois from fait_de_demande where type = 'radiation' group by 1`
  return { vus, passages, avis, radiations: new Map(radiations.map(({ numero, fois }) => [numero, fois])) }
}
