import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { insertPoint } from '#db/repositories/points-de-contact.ts'
import {
  brouillonDeRenouvellement,
  codeEnvoye,
  compte,
  contactMort,
  debit,
  demandeur,
  frappeRecue,
  lectureDeDemande,
  lettreDeLot,
  lotDeCourriers,
  messageEnvoye,
  nominationAdministrateur,
  publication,
  rappel,
  saisieGardee,
  session,
  sessionDemandeur,
  signalement,
} from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { insertUneDemande } from '#db/testing/demandes.ts'
import { insertTerritoire } from '#db/testing/territoire.ts'
import { jour } from '#lib/domain/calendrier.ts'
import { unPointDeContact } from '#lib/domain/guichet/testing.ts'
import { purgeExpired } from './menage.ts'

withDatabase()

/** An instant that long ago. */
const ago = (duration: string) => sql`now() - ${duration}::interval`
const names = async (column: ReturnType<typeof sql>, table: ReturnType<typeof sql>): Promise<unknown[]> =>
  (await db.execute<{ nom: string }>(sql`select ${column} as nom from ${table} order by 1`)).map(({ nom }) => nom)

beforeAll(async () => {
  await insertTerritoire()
  const contenu = unPointDeContact()
  const rattachement = { centreId: null, departements: ['09'] }
  const { id: pointId } = await db.transaction((tx) => insertPoint(tx, { contenu, rattachement }, { compteId: null }))
  await db.delete(publication)
  const [titulaire] = await db
    .insert(compte)
    .values({ courriel: 'agent@exemple.fr', role: 'administrateur-national' })
    .returning()
  const compteId = titulaire?.id ?? ''
  const end = (duration: string) => ({ compteId, createdAt: ago('400 days'), expireAt: ago(duration) })
  await db.insert(session).values([end('30 days 1 minute'), end('29 days 23 hours'), end('-1 hour')])
  const [ancien, recent, brouillon, saisie] = await db
    .insert(demandeur)
    .values([
      { courriel: 'ancien@exemple.fr', createdAt: ago('30 days 1 minute') },
      { courriel: 'recent@exemple.fr', createdAt: ago('30 days 1 minute') },
      { courriel: 'brouillon@exemple.fr', createdAt: ago('30 days 1 minute') },
      { courriel: 'saisie@exemple.fr', createdAt: ago('30 days 1 minute') },
    ])
    .returning()
  const visite = (one: typeof ancien, expireAt: ReturnType<typeof ago>) => ({
    demandeurId: one?.id ?? '',
    appareilPartage: false,
    createdAt: ago('40 days'),
    expireAt,
  })
  await db
    .insert(sessionDemandeur)
    .values([visite(ancien, ago('1 day 1 minute')), visite(recent, ago('23 hours 59 minutes'))])
  const code = (expireAt: ReturnType<typeof ago>) => ({
    id: randomUUID(),
    courriel: 'x@exemple.fr',
    empreinte: 'e',
    expireAt,
  })
  await db.insert(codeEnvoye).values([code(ago('1 day 1 minute')), code(ago('23 hours 59 minutes'))])
  await db.insert(debit).values([
    { cle: 'signaler:hier', fenetreAt: ago('1 day 1 minute'), nombre: 3 },
    { cle: 'signaler:tantot', fenetreAt: ago('23 hours 59 minutes'), nombre: 3 },
  ])
  await db.insert(publication).values([
    { balises: ['vieille'], at: ago('31 days') },
    { balises: ['derniere'], at: ago('31 days') },
  ])
  const mail = (cle: string, duration: string, etat: 'envoye' | 'echec' | 'a-envoyer') => ({
    cle,
    canal: 'courriel' as const,
    destinataire: 'agent@exemple.fr',
    corps: null,
    etat,
    createdAt: ago(duration),
    envoyeAt: etat === 'envoye' ? ago(duration) : null,
  })
  await db
    .insert(messageEnvoye)
    .values([
      mail('parti-vieux', '1 year 1 minute', 'envoye'),
      mail('echec-vieux', '1 year 1 minute', 'echec'),
      mail('parti-recent', '364 days', 'envoye'),
      mail('attend', '1 year 1 minute', 'a-envoyer'),
    ])
  const { numeroUnique, territoire } = await insertUneDemande()
  // What somebody wrote goes in its own time: until then their account stays, though nothing else holds it.
  await db
    .insert(brouillonDeRenouvellement)
    .values({ numeroUnique, demandeurId: brouillon?.id ?? '', versionVue: 1, reponses: {} })
  await db
    .insert(saisieGardee)
    .values({ numeroUnique, demandeurId: saisie?.id ?? '', partie: 'logement', valeurs: { version: '1' } })
  const frappe = (rang: number, duration: string) => ({
    demandeurId: brouillon?.id ?? '',
    page: String(rang).padStart(32, '0'),
    rang,
    recueAt: ago(duration),
  })
  await db.insert(frappeRecue).values([frappe(1, '2 days 1 minute'), frappe(2, '1 day 23 hours')])
  const lecture = (duration: string) => ({
    numeroUnique,
    role: 'demandeur' as const,
    objet: duration,
    at: ago(duration),
  })
  await db.insert(lectureDeDemande).values([lecture('1 year 1 minute'), lecture('364 days')])
  const rappelDu = (duLe: string, duration: string | null) => ({
    numeroUnique,
    territoire,
    jalon: 'relance' as const,
    canal: 'sms' as const,
    duLe: jour(duLe),
    cycle: jour('2024-01-01'),
    etat: duration === null ? ('a-envoyer' as const) : ('annule' as const),
    regleAt: duration === null ? null : ago(duration),
  })
  await db
    .insert(rappel)
    .values([
      rappelDu('2024-01-01', '1 year 1 minute'),
      rappelDu('2024-01-02', '364 days'),
      rappelDu('2024-01-03', null),
    ])
  // A STOP holds until it is undone, and an address that died until it is corrected.
  await db.insert(contactMort).values([
    { destination: 'reprise:vieille', at: ago('30 days 1 minute') },
    { destination: 'reprise:recente', at: ago('29 days 23 hours') },
    { destination: 'arret:vieux', at: ago('5 years') },
    { destination: 'morte', at: ago('5 years') },
  ])
  const [gestionnaire] = await db
    .insert(compte)
    .values({ courriel: 'lots@exemple.fr', role: 'gestionnaire-territorial' })
    .returning({ id: compte.id })
  for (const [rang, duration] of ['1 year 1 minute', '364 days'].entries()) {
    const lotId = crypto.randomUUID()
    const regle = { etat: 'abandonne' as const, regleAt: ago(duration) }
    await db
      .insert(lotDeCourriers)
      .values({ id: lotId, territoire, prisPar: gestionnaire?.id ?? '', nombre: rang + 1, ...regle })
    await db.insert(lettreDeLot).values({ numeroUnique, reference: crypto.randomUUID(), lotId, rang: rang + 1 })
  }
  const report = (message: string, duration: string, etat: 'recu' | 'corrige') => ({
    pointId,
    nature: 'autre' as const,
    message,
    etat,
    cle: crypto.randomUUID(),
    createdAt: ago(duration),
  })
  await db
    .insert(signalement)
    .values([
      report('corrigé, vieux', '1 year 1 minute', 'corrige'),
      report('jamais traité, vieux', '1 year 1 minute', 'recu'),
      report('récent', '364 days', 'corrige'),
    ])
  const naming = (courriel: string, days: number) => ({
    courriel,
    nommeeLe: jour('2026-01-01'),
    expireLe: sql`(now() at time zone 'Europe/Paris')::date - ${days}::integer`,
  })
  await db
    .insert(nominationAdministrateur)
    .values([naming('vieille@exemple.fr', 31), naming('veille@exemple.fr', 30), naming('encours@exemple.fr', -3)])
})

describe('le ménage de la nuit', () => {
  it('efface ce dont la durée est passée, rien d’autre, et deux fois de suite sans dommage (R-CON-01)', async () => {
    expect(await purgeExpired()).toEqual({
      sessions: 1,
      sessionsDeDemandeurs: 1,
      codes: 1,
      frappes: 1,
      demandeurs: 1,
      debits: 1,
      publications: 1,
      messages: 2,
      rappels: 1,
      reprisesDeSms: 1,
      lectures: 1,
      lettres: 1,
      lots: 1,
      signalements: 2,
      nominations: 1,
    })
    expect(await names(sql`count(*)::text`, sql`session`)).toEqual(['2'])
    expect(await names(sql`cle`, sql`debit`)).toEqual(['signaler:tantot'])
    expect(await names(sql`balises[1]`, sql`publication`)).toEqual(['derniere'])
    expect(await names(sql`cle`, sql`message_envoye`)).toEqual(['attend', 'parti-recent'])
    expect(await names(sql`du_le::text`, sql`rappel`)).toEqual(['2024-01-02', '2024-01-03'])
    expect(await names(sql`destination`, sql`contact_mort`)).toEqual(['arret:vieux', 'morte', 'reprise:recente'])
    expect(await names(sql`rang::text`, sql`frappe_recue`)).toEqual(['2'])
    expect(await names(sql`objet`, sql`lecture_de_demande`)).toEqual(['364 days'])
    expect(await names(sql`rang::text`, sql`lettre_de_lot`)).toEqual(['2'])
    expect(await names(sql`nombre::text`, sql`lot_de_courriers`)).toEqual(['2'])
    expect(await names(sql`message`, sql`signalement`)).toEqual(['récent'])
    expect(await names(sql`courriel`, sql`nomination_administrateur`)).toEqual([
      'encours@exemple.fr',
      'veille@exemple.fr',
    ])
    expect(Object.values(await purgeExpired())).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
  })
})
