/** Reminders on a real base: planned once, sent once, judged again at the moment of sending. */
import { and, eq } from 'drizzle-orm'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { listFaits } from '#db/repositories/demandes.ts'
import { insertRappels } from '#db/repositories/rappels.ts'
import { contactMort, preferenceDeRappel, rappel } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { aujourdHui, finirLe, insertUneDemande } from '#db/testing/demandes.ts'
import type { Envoi, Mail } from '#lib/adapters/mail/mail.ts'
import { openPasserelle } from '#lib/adapters/sms/sms.ts'
import { type FaussePasserelle, startPasserelle } from '#lib/adapters/sms/testing.ts'
import { addDays, addMonths, type Jour } from '#lib/domain/calendrier.ts'
import type { DemandeActive } from '#lib/domain/demande/demande.ts'
import { unContenu } from '#lib/domain/demande/formulaire/testing.ts'
import type { CanalDeRappel, Jalon } from '#lib/domain/rappels/jalons.ts'
import { planRappelsDuJour } from '#lib/usecases/plan-rappels.ts'
import { radiateDues } from '#lib/usecases/radiate-dues.ts'
import { renewDemande } from '#lib/usecases/renew-demande.ts'
import { settleVerification } from '#lib/usecases/settle-rappels.ts'
import { contexteDe, venirParInternet } from '#lib/usecases/testing.ts'
import { runSortie, sortieDeCourriel, sortieDeSms, verify } from './rappels.ts'

withDatabase()
process.env.PORTAIL_SECRET = 'un-secret-de-trente-deux-caracteres'
const TOUJOURS = () => true
const compteId = '00000000-0000-4000-8000-0000000000aa'
let le: Jour
let ligne = 1000
beforeAll(async () => {
  le = await aujourdHui()
})
let passerelle: FaussePasserelle | undefined
afterEach(async () => {
  await passerelle?.stop()
  passerelle = undefined
  await db.delete(rappel)
  await db.delete(contactMort)
})

/** A demande whose SMS of the last month is due, with a mobile of its own. */
async function unePersonne(changes: Readonly<{ portable?: string | null; courriel?: string | null }> = {}) {
  ligne += 1
  const { portable = `06 39 98 ${String(ligne).slice(0, 2)} ${String(ligne).slice(2)}`, courriel } = changes
  const contenu = unContenu(
    ['demandeur.telephonePortable', portable],
    ['demandeur.courriel', courriel === undefined ? `personne.${ligne}@exemple.fr` : courriel],
  )
  return insertUneDemande({ contenu, valideDepuis: addMonths(addDays(le, -16), -12) })
}
const due = (demande: DemandeActive, canal: CanalDeRappel, jalon: Jalon = 'dernier-mois') =>
  db.transaction((tx) =>
    insertRappels(tx, [
      {
        jalon,
        canal,
        duLe: addDays(demande.echeances?.expireLe ?? le, 15),
        cycle: demande.valideDepuis ?? le,
        numeroUnique: demande.numeroUnique,
        territoire: demande.territoire,
      },
    ]),
  )
const rappelsDe = async ({ numeroUnique }: DemandeActive) =>
  (
    await db
      .select()
      .from(rappel)
      .where(eq(rappel.numeroUnique, numeroUnique))
      // The enumerations of PostgreSQL are in the order of the domain.
      .orderBy(rappel.jalon, rappel.canal)
  ).map(({ jalon, canal, etat, motif }) => `${jalon} ${canal} ${etat}${motif ? ` (${motif})` : ''}`)
const sms = async (options: Parameters<typeof startPasserelle>[0] = {}) => {
  passerelle ??= await startPasserelle(options)
  return openPasserelle({ nom: 'passerelle-1', url: passerelle.url })
}
const sendSms = async (options: Parameters<typeof startPasserelle>[0] = {}) =>
  runSortie(sortieDeSms([await sms(options)]), ['09'], TOUJOURS)
const sendMails = (answer: (mail: Mail) => Envoi = () => ({ issue: 'envoye' })) => {
  const partis: Mail[] = []
  const send = async (mail: Mail) => {
    partis.push(mail)
    return answer(mail)
  }
  const transport = { send, close: () => {} }
  return runSortie(sortieDeCourriel(transport), ['09'], TOUJOURS).then((compte) => ({ compte, partis }))
}

describe('planifier', () => {
  it('une ligne par demande, étape, canal et jour, même en deux fois et à deux', async () => {
    const une = await unePersonne()
    const [first, second] = await Promise.all([planRappelsDuJour(['09']), planRappelsDuJour(['09'])])
    expect(first.planifies + second.planifies).toBeGreaterThanOrEqual(4)
    expect(await planRappelsDuJour(['09'])).toEqual({ planifies: 0 })
    // Sixteen days after the end of validity, whose notice was never handed over.
    expect((await rappelsDe(une)).toSorted()).toEqual([
      'avis courriel a-envoyer',
      'avis courrier a-prendre',
      'dernier-mois courriel a-envoyer',
      'dernier-mois sms a-envoyer',
    ])
  })

  it('le dernier jour l’avis se prévoit encore ; le lendemain il ne se prévoit ni ne part, et la nuit ne radie pas (R-RAP-31)', async () => {
    const [dernier, passee] = [await unePersonne(), await unePersonne()]
    await finirLe(dernier, le)
    await planRappelsDuJour(['09'])
    for (const une of [dernier, passee])
      expect(await rappelsDe(une)).toEqual(
        expect.arrayContaining(['avis courriel a-envoyer', 'avis courrier a-prendre']),
      )
    // The day after, for one of them: what was planned in time and had not left.
    await finirLe(passee, addDays(le, -1))
    await sendMails()
    expect(await rappelsDe(dernier)).toContain('avis courriel envoye')
    expect(await rappelsDe(passee)).toContain('avis courriel annule (plus-due)')
    await db.delete(rappel)
    await planRappelsDuJour(['09'])
    expect((await rappelsDe(passee)).filter((un) => un.startsWith('avis'))).toEqual([])
    expect(await radiateDues()).toEqual({ radiees: 0 })
  })

  it('rien là où les rappels sont fermés, rien pour une demande dont T n’est pas connu (R-DEM-02)', async () => {
    const une = await unePersonne()
    const sansT = await insertUneDemande({ valideDepuis: null })
    await planRappelsDuJour(['32'])
    expect(await rappelsDe(une)).toEqual([])
    await planRappelsDuJour(['09'])
    expect(await rappelsDe(sansT)).toEqual([])
  })
})

describe('envoyer', () => {
  it('part une fois, vers le mobile de ce moment', async () => {
    const une = await unePersonne()
    await due(une, 'sms')
    expect(await sendSms()).toMatchObject({ envoyes: 1 })
    expect(await sendSms()).toMatchObject({ envoyes: 0 })
    expect([...(passerelle?.recus.values() ?? [])].map(({ fois }) => fois)).toEqual([1])
    expect(await rappelsDe(une)).toEqual(['dernier-mois sms envoye'])
  })

  it('deux ouvriers à la fois n’envoient rien deux fois', async () => {
    const personnes = await Promise.all(Array.from({ length: 12 }, () => unePersonne()))
    for (const une of personnes) await due(une, 'sms')
    await sms()
    await Promise.all([sendSms(), sendSms(), sendSms()])
    expect([...(passerelle?.recus.values() ?? [])].map(({ fois }) => fois)).toEqual(Array(12).fill(1))
  })

  it('cent refus de suite n’arrêtent pas la tournée', async () => {
    const sansMobile = await Promise.all(Array.from({ length: 70 }, () => unePersonne({ portable: null })))
    for (const une of sansMobile) await due(une, 'sms')
    const derniere = await unePersonne()
    await due(derniere, 'sms')
    await db.update(rappel).set({ prochainAt: new Date() }).where(eq(rappel.numeroUnique, derniere.numeroUnique))
    expect(await sendSms()).toMatchObject({ envoyes: 1 })
  })

  it('la nuit et le dimanche, rien ne part (R-RAP-08)', async () => {
    const une = await unePersonne()
    await due(une, 'sms')
    await runSortie(sortieDeSms([await sms()]), ['09'], () => false)
    expect(await rappelsDe(une)).toEqual(['dernier-mois sms a-envoyer'])
  })

  it('un renouvellement enregistré entre-temps l’annule (R-RAP-09)', async () => {
    const une = await unePersonne()
    await due(une, 'sms')
    const ctx = contexteDe({ role: 'demandeur', compteId, demandes: [une.ref] })
    const cle = '00000000-0000-4000-8000-0000000000c1'
    expect((await renewDemande({ ref: une.ref, ctx }, { contenu: une.contenu, version: 1, cle })).ok).toBe(true)
    expect(await sendSms()).toMatchObject({ envoyes: 0 })
    expect(await rappelsDe(une)).toEqual(['dernier-mois sms annule (plus-due)'])
  })

  it('annulé parce que la demande n’était plus active, il est dû de nouveau quand elle l’est', async () => {
    const une = await unePersonne()
    await planRappelsDuJour(['09'])
    await db.update(rappel).set({ etat: 'annule', motif: 'plus-due', regleAt: new Date() })
    expect((await planRappelsDuJour(['09'])).planifies).toBeGreaterThanOrEqual(4)
    expect((await rappelsDe(une)).toSorted()).toContain('dernier-mois sms a-envoyer')
    await db.update(rappel).set({ etat: 'annule', motif: 'prefere-pas', regleAt: new Date() })
    expect(await planRappelsDuJour(['09'])).toEqual({ planifies: 0 })
  })

  it('qui ne veut plus de SMS n’en reçoit plus, et le courriel prend la place (R-RAP-10, R-RAP-14)', async () => {
    const une = await unePersonne()
    await due(une, 'sms')
    await db.insert(preferenceDeRappel).values({ numeroUnique: une.numeroUnique, sms: false })
    await sendSms()
    expect(await rappelsDe(une)).toEqual(['dernier-mois courriel a-envoyer', 'dernier-mois sms annule (prefere-pas)'])
  })

  it('un SMS par jour et par téléphone, toutes ses demandes comptées (R-RAP-11)', async () => {
    const [une, autre] = [
      await unePersonne({ portable: '06 39 98 77 77' }),
      await unePersonne({ portable: '06 39 98 77 77' }),
    ]
    await due(une, 'sms')
    await due(autre, 'sms')
    expect(await sendSms()).toMatchObject({ envoyes: 1 })
    expect([...(await rappelsDe(une)), ...(await rappelsDe(autre))].toSorted()).toEqual([
      'dernier-mois sms a-envoyer (plafond)',
      'dernier-mois sms envoye',
    ])
  })

  it('un numéro mort ne reçoit plus rien ; le courriel prend la place (R-RAP-14)', async () => {
    const une = await unePersonne({ portable: '06 39 98 66 66' })
    await due(une, 'sms')
    await sendSms({ repond: () => ({ statut: 422, garde: false }) })
    expect(await rappelsDe(une)).toEqual(['dernier-mois courriel a-envoyer', 'dernier-mois sms echec (HTTP 422)'])
    const autre = await unePersonne({ portable: '06 39 98 66 66' })
    await due(autre, 'sms')
    await sendSms()
    expect(passerelle?.recus.size).toBe(0)
    expect(await rappelsDe(autre)).toContain('dernier-mois sms annule (contact-mort)')
  })
})

describe('ce qui n’est pas sûr (R-RAP-16)', () => {
  it('la passerelle accepte puis meurt : à vérifier, et elle répond qu’elle l’a', async () => {
    const une = await unePersonne()
    await due(une, 'sms')
    expect(await sendSms({ repond: () => 'coupe' })).toMatchObject({ incertains: 1 })
    expect(await rappelsDe(une)).toEqual([expect.stringContaining('dernier-mois sms a-verifier')])
    await sendSms()
    expect(passerelle?.recus.size).toBe(1)
    await verify([await sms()])
    expect(await rappelsDe(une)).toEqual(['dernier-mois sms envoye'])
  })

  it('l’ouvrier meurt avant d’écrire : la passerelle est interrogée, jamais un second envoi à l’aveugle', async () => {
    const [connu, inconnu] = [await unePersonne(), await unePersonne()]
    await due(connu, 'sms')
    await due(inconnu, 'sms')
    const porte = await sms()
    await db.update(rappel).set({ etat: 'en-cours', passerelle: 'passerelle-1', prochainAt: new Date(0) })
    const [row] = await db.select().from(rappel).where(eq(rappel.numeroUnique, connu.numeroUnique))
    await porte.send({ reference: row?.reference ?? '', destinataire: '0639981234', texte: 'parti' })
    await verify([porte])
    expect(await rappelsDe(connu)).toEqual(['dernier-mois sms envoye'])
    expect(await rappelsDe(inconnu)).toEqual([expect.stringContaining('dernier-mois sms a-envoyer')])
    // Not before a minute: a gateway may answer late of what it has.
    expect(await sendSms()).toMatchObject({ envoyes: 0 })
    await db.update(rappel).set({ prochainAt: new Date() }).where(eq(rappel.etat, 'a-envoyer'))
    expect(await sendSms()).toMatchObject({ envoyes: 1 })
    expect([...(passerelle?.recus.values() ?? [])].map(({ fois }) => fois)).toEqual([1, 1])
  })

  it('un courriel coupé ne se renvoie pas : il reste à vérifier', async () => {
    const une = await unePersonne()
    await due(une, 'courriel')
    await sendMails(() => ({ issue: 'indisponible', code: 'ETIMEDOUT', peutEtreParti: true }))
    await verify([])
    const { partis } = await sendMails()
    expect(partis).toEqual([])
    expect(await rappelsDe(une)).toEqual([expect.stringContaining('dernier-mois courriel a-verifier')])
  })
})

describe('l’avis', () => {
  const avisDe = async ({ numeroUnique }: DemandeActive) =>
    (await listFaits(db, numeroUnique)).map(({ fait }) => fait.type).filter((type) => type === 'avis-remis')
  const duNow = async (demande: DemandeActive, canaux: readonly CanalDeRappel[]) => {
    const duLe = addDays(demande.echeances?.avisAuPlusTardLe ?? le, -10)
    const { numeroUnique, territoire } = demande
    const cycle = demande.valideDepuis ?? le
    const lignes = canaux.map((canal) => ({ jalon: 'avis' as const, canal, duLe, cycle, numeroUnique, territoire }))
    await db.transaction((tx) => insertRappels(tx, lignes))
  }

  /** The same, who came by Internet. */
  const venue = async () => {
    const une = await unePersonne()
    await venirParInternet(une)
    return une
  }

  it('accepté par le serveur de courriel, il est remis à qui s’est servi du portail (R-RAP-12)', async () => {
    const une = await venue()
    await duNow(une, ['courriel'])
    const { partis } = await sendMails()
    expect(partis).toHaveLength(1)
    expect(partis[0]?.corps).toMatch(/\/rappels\/[\w-]+\.[\w-]+/)
    expect(await avisDe(une)).toEqual(['avis-remis'])
  })

  it('ce qu’on apprend de l’avis d’une validité ne dit rien de la suivante', async () => {
    const une = await unePersonne()
    await duNow(une, ['courriel'])
    await sendMails(() => ({ issue: 'indisponible', code: 'ETIMEDOUT', peutEtreParti: true }))
    const ctx = contexteDe({ role: 'demandeur', compteId, demandes: [une.ref] })
    const cle = '00000000-0000-4000-8000-0000000000c2'
    expect((await renewDemande({ ref: une.ref, ctx }, { contenu: une.contenu, version: 1, cle })).ok).toBe(true)
    const [row] = await db.select().from(rappel).where(eq(rappel.numeroUnique, une.numeroUnique))
    expect(await settleVerification(row?.reference ?? '', 'envoye')).toBe(true)
    expect(await avisDe(une)).toEqual([])
  })

  it('peut-être parti par courriel, il part aussi par la poste (R-RAP-13)', async () => {
    const une = await unePersonne()
    await duNow(une, ['courriel'])
    await sendMails(() => ({ issue: 'indisponible', code: 'ETIMEDOUT', peutEtreParti: true }))
    await verify([])
    expect(await rappelsDe(une)).toEqual([
      expect.stringContaining('avis courriel a-verifier'),
      'avis courrier a-prendre',
    ])
  })

  it('dû par la poste aussi, le courriel ne l’a pas remis, que sa lettre soit abandonnée avant lui ou après (R-RAP-12)', async () => {
    const abandonner = async (une: DemandeActive) => {
      const sienne = and(eq(rappel.numeroUnique, une.numeroUnique), eq(rappel.canal, 'courrier'))
      await db.update(rappel).set({ etat: 'annule', motif: 'sans-contact', regleAt: new Date() }).where(sienne)
    }
    const [jamais, avant, apres] = [await unePersonne(), await unePersonne(), await unePersonne()]
    for (const une of [jamais, avant, apres]) await duNow(une, ['courriel', 'courrier'])
    await abandonner(avant)
    expect((await sendMails()).compte).toMatchObject({ envoyes: 3 })
    await abandonner(apres)
    for (const une of [jamais, avant, apres]) expect(await avisDe(une)).toEqual([])
    expect(await rappelsDe(jamais)).toEqual(['avis courriel envoye', 'avis courrier a-prendre'])
    for (const une of [avant, apres])
      expect(await rappelsDe(une)).toEqual(['avis courriel envoye', 'avis courrier annule (sans-contact)'])
  })

  it('une lettre qui manque au plan, ou demandée depuis, est due quand le courriel est parti (R-RAP-12)', async () => {
    const [jamais, demandee] = [await unePersonne(), await venue()]
    for (const une of [jamais, demandee]) await duNow(une, ['courriel'])
    await db.insert(preferenceDeRappel).values({ numeroUnique: demandee.numeroUnique, courrier: true })
    await sendMails()
    for (const une of [jamais, demandee]) {
      expect(await avisDe(une)).toEqual([])
      expect(await rappelsDe(une)).toEqual(['avis courriel envoye', 'avis courrier a-prendre'])
    }
  })

  it('refusé par le serveur, il part par la poste (R-RAP-13)', async () => {
    const une = await unePersonne()
    await duNow(une, ['courriel'])
    await sendMails(() => ({ issue: 'refuse', code: 'EENVELOPE 550' }))
    expect(await rappelsDe(une)).toEqual(['avis courriel echec (EENVELOPE 550)', 'avis courrier a-prendre'])
    expect(await avisDe(une)).toEqual([])
  })
})
