/** Reminders on a real base: planned once, sent once, judged again at the moment of sending. */
import { eq } from 'drizzle-orm'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { insertRappels, listADemander } from '#db/repositories/rappels.ts'
import { contactMort, preferenceDeRappel, rappel } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { aujourdHui, finirLe, insertUneDemande } from '#db/testing/demandes.ts'
import { openPasserelle } from '#lib/adapters/sms/sms.ts'
import { type FaussePasserelle, startPasserelle } from '#lib/adapters/sms/testing.ts'
import { addDays, addMonths, type Jour } from '#lib/domain/calendrier.ts'
import type { DemandeActive } from '#lib/domain/demande/demande.ts'
import {
  type CanalDeRappel,
  type Jalon,
  PREFERENCES_PAR_DEFAUT,
  planRappels,
  suiviDe,
} from '#lib/domain/rappels/jalons.ts'
import { planRappelsDuJour } from '#lib/usecases/plan-rappels.ts'
import { radiateDues } from '#lib/usecases/radiate-dues.ts'
import { renewDemande } from '#lib/usecases/renew-demande.ts'
import { AVIS_DE_CONTACT, contexteDe } from '#lib/usecases/testing.ts'
import { runSortie, sortieDeSms, verify } from './rappels.ts'
import { rappelsDe, sendMails, TOUJOURS, unePersonne } from './testing.ts'

withDatabase()
process.env.PORTAIL_SECRET = 'un-secret-de-trente-deux-caracteres'
const compteId = '00000000-0000-4000-8000-0000000000aa'
let le: Jour
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
const sms = async (options: Parameters<typeof startPasserelle>[0] = {}) => {
  passerelle ??= await startPasserelle(options)
  return openPasserelle({ nom: 'passerelle-1', url: passerelle.url })
}
const sendSms = async (options: Parameters<typeof startPasserelle>[0] = {}) =>
  runSortie(sortieDeSms([await sms(options)]), ['09'], TOUJOURS)

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

  it('la recherche et la règle choisissent les mêmes demandes, à chaque bord d’un an et plus (R-RAP-31)', async () => {
    const bords = [-9, -11, -12, -13, -14, -26].flatMap((mois) => [-11, -10, -1, 0, 1].map((jours) => [mois, jours]))
    const semees = []
    for (const [mois = 0, jours = 0] of bords)
      semees.push(await insertUneDemande({ valideDepuis: addDays(addMonths(le, mois), jours) }))
    const dues = semees.filter((une) => {
      const suivi = suiviDe(une)
      return suivi !== undefined && planRappels(suivi, PREFERENCES_PAR_DEFAUT, le).length > 0
    })
    const trouvees = new Set(await listADemander(db, { territoires: ['09'], partout: ['09'], le }))
    expect(dues.length).toBeGreaterThan(5)
    expect(semees.filter(({ numeroUnique }) => trouvees.has(numeroUnique))).toEqual(dues)
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
    expect(
      (await renewDemande({ ref: une.ref, ctx }, { contenu: une.contenu, version: 1, cle }, AVIS_DE_CONTACT)).ok,
    ).toBe(true)
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

it('une passerelle qui revient est essayée par un seul message, et non par un lot entier', async () => {
  for (const personne of await Promise.all([unePersonne(), unePersonne(), unePersonne()])) await due(personne, 'sms')
  const lots: number[] = []
  let essais = 1
  const choose = () => {
    const rang = lots.push(0) - 1
    const essai = essais > 0
    essais -= 1
    return {
      nom: essai ? 'a' : 'b',
      essai,
      send: async () => {
        lots[rang] = (lots[rang] ?? 0) + 1
        return essai ? ({ issue: 'incertain', code: 'coupe' } as const) : ({ issue: 'envoye' } as const)
      },
    }
  }
  const { envoyes, incertains } = await runSortie({ canal: 'sms', choose }, ['09'], TOUJOURS)
  // The other lane may take all of them before this one: then nothing is left to try it with.
  expect(lots[0]).toBeLessThanOrEqual(1)
  expect([envoyes, incertains]).toEqual([3 - (lots[0] ?? 0), lots[0]])
})
