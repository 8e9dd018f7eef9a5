/** What is of a person and not of a demande: its end, on a real base. */
import { randomUUID } from 'node:crypto'
import { eq, like, sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { insertContactsMorts } from '#db/repositories/envois.ts'
import { ensureSels, insertRappels } from '#db/repositories/rappels.ts'
import { contactMort, messageEnvoye, preferenceDeRappel, rappel } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { aujourdHui, insertUneDemande } from '#db/testing/demandes.ts'
import { untilActive } from '#db/testing/requetes.ts'
import { insertCentre } from '#db/testing/territoire.ts'
import { addDays, addMonths, type Jour } from '#lib/domain/calendrier.ts'
import type { DemandeActive } from '#lib/domain/demande/demande.ts'
import { unContenu, unContenuDAssociation } from '#lib/domain/demande/formulaire/testing.ts'
import { codeOf, granted, unCouple } from '#lib/domain/demande/testing.ts'
import type { CanalDeRappel, Jalon } from '#lib/domain/rappels/jalons.ts'
import { changePreferences } from './change-preferences.ts'
import { askCorrection, changeTitulaire, modifyDemande } from './edit-demande.ts'
import { planRappelsDuJour } from './plan-rappels.ts'
import { takeRappels } from './take-rappels.ts'
import { AVIS_DE_CONTACT, contexteDe } from './testing.ts'
import { updateContacts } from './update-contacts.ts'

withDatabase()
let le: Jour
let centreId: string
beforeAll(async () => {
  centreId = await insertCentre({ code: 'G0123' })
  le = await aujourdHui()
})
beforeEach(async () => {
  await db.delete(rappel)
  await db.delete(contactMort)
})

const empreinteDe = (canal: string, vers: string) => `${canal}:${vers}`
const parLaPersonne = ({ ref }: DemandeActive) => ({
  ref,
  ctx: contexteDe({ role: 'demandeur', compteId: randomUUID(), demandes: [ref] }),
})
const auGuichet = ({ ref }: DemandeActive) => ({
  ref,
  ctx: contexteDe({ role: 'agent-de-guichet', compteId: randomUUID(), centres: [centreId] }),
  porte: { canal: 'guichet', centreId } as const,
})
const etatsDe = async ({ numeroUnique }: DemandeActive) =>
  (await db.select().from(rappel).where(eq(rappel.numeroUnique, numeroUnique)).orderBy(rappel.canal)).map(
    ({ jalon, canal, etat, motif }) => `${jalon} ${canal} ${etat}${motif ? ` (${motif})` : ''}`,
  )
const due = ({ numeroUnique, territoire, ...une }: DemandeActive, jalon: Jalon, canal: CanalDeRappel) => {
  const du = { jalon, canal, duLe: addDays(une.echeances?.expireLe ?? le, 15), cycle: une.valideDepuis ?? le }
  return db.transaction((tx) => insertRappels(tx, [{ ...du, numeroUnique, territoire }]))
}
const prendre = async (canal: 'sms' | 'courriel') => {
  const question = { canal, territoires: ['09'], passerelle: 'essai', empreinteDe, isHeure: () => true } as const
  return (await takeRappels(question, 10)).partants.map(({ vers }) => vers)
}

describe('une autre tête de demande (R-RAP-29)', () => {
  it('est prévenue comme qui n’est jamais venu : ni les refus, ni les visites, ni le lien de l’autre ne lui restent', async () => {
    const une = await insertUneDemande({ valideDepuis: addMonths(le, -11), contenu: unCouple('M') })
    const { numeroUnique } = une
    const contenu = unCouple('M', ['demandeur.telephonePortable', '06 39 98 33 33'])
    granted(await modifyDemande(parLaPersonne(une), { contenu, version: 1 }, AVIS_DE_CONTACT))
    const sel = (await db.transaction((tx) => ensureSels(tx, [numeroUnique]))).get(numeroUnique) ?? ''
    granted(await changePreferences(sel, { sms: false, courriel: true, courrier: false }))
    await planRappelsDuJour(['09'])
    expect(await etatsDe(une)).toEqual(['avis courriel a-envoyer'])

    granted(await changeTitulaire(auGuichet(une), { rang: 0, motif: 'deces', preuve: 'Acte de décès' }))
    expect(await etatsDe(une)).toEqual(['avis courriel a-envoyer', 'avis courrier a-prendre'])
    expect(await changePreferences(sel, { sms: false, courriel: false, courrier: false })).toMatchObject({
      ok: false,
    })
    expect(await db.select().from(preferenceDeRappel).where(eq(preferenceDeRappel.numeroUnique, numeroUnique))).toEqual(
      [],
    )
    await db.delete(rappel)
    await planRappelsDuJour(['09'])
    expect(await etatsDe(une)).toEqual(['avis courriel a-envoyer', 'avis courrier a-prendre'])
  })

  it('prend la tête pendant que des courriels partent : aucun n’attend l’autre pour toujours', async () => {
    const une = await insertUneDemande({ valideDepuis: addMonths(le, -11), contenu: unCouple('M') })
    await due(une, 'avis', 'courriel')
    await db.transaction((tx) => ensureSels(tx, [une.numeroUnique]))
    const gestes: Promise<unknown>[] = []
    await db.transaction(async (tx) => {
      // Who takes reminders stops here: it holds them, and has not drawn the link to the choices yet.
      await tx.execute(sql`lock table contact_mort in access exclusive mode`)
      gestes.push(prendre('courriel'))
      await untilActive('contact_mort', 'Lock')
      gestes.push(changeTitulaire(auGuichet(une), { rang: 0, motif: 'deces', preuve: 'Acte de décès' }))
      await untilActive('from "rappel"', 'Lock')
    })
    expect(await Promise.all(gestes)).toMatchObject([['camille.inventee@exemple.fr'], { ok: true }])
  })
})

describe('une demande reprise d’ailleurs', () => {
  it.each([
    [
      'd’une association avec un motif (R-DEM-20)',
      unContenuDAssociation(['motifs', [{ code: '09', precision: null }]]),
    ],
    ['qui veut un autre territoire (R-DEM-19)', unContenu(['recherche.localisations.0.commune', '31555'])],
  ])('%s change de contact', async (_, contenu) => {
    const { ref, version } = await insertUneDemande({ contenu })
    const contacts = {
      courriel: null,
      telephonePortable: '06 39 98 66 66',
      telephoneDuDomicile: null,
      telephoneDuTravail: null,
    }
    const ctx = contexteDe({ role: 'demandeur', compteId: randomUUID(), demandes: [ref] })
    const avis = { ...AVIS_DE_CONTACT, courriel: { objet: 'Changé', corps: 'Changé' }, sms: 'Change' }
    const { demande } = granted(await updateContacts({ ref, ctx }, { contacts, version }, avis))
    expect(demande).toMatchObject({ contenu: { recherche: contenu.recherche, demandeur: contacts } })
  })
})

describe('un numéro surtaxé, de qui change ses coordonnées', () => {
  it('ne bouge pas s’il y est déjà, et se redemande s’il s’écrit (R-FORM-30)', async () => {
    const contenu = unContenu(['demandeur.telephoneDuTravail', '08 92 12 34 56'])
    const { ref, version } = await insertUneDemande({ contenu })
    const ctx = contexteDe({ role: 'demandeur', compteId: randomUUID(), demandes: [ref] })
    const deja = {
      courriel: 'autre@exemple.fr',
      telephonePortable: '06 39 98 66 66',
      telephoneDuDomicile: null,
      telephoneDuTravail: '08 92 12 34 56',
    }
    const ecrit = { ...deja, telephoneDuDomicile: '08 99 12 34 56' }
    expect(await updateContacts({ ref, ctx }, { contacts: ecrit, version }, AVIS_DE_CONTACT)).toEqual({
      ok: false,
      refus: {
        code: 'saisie-a-revoir',
        erreurs: {
          telephoneDuDomicile: 'Ce numéro est surtaxé : personne ne vous joindra par lui. Écrivez un autre numéro.',
        },
      },
    })
    const { demande } = granted(await updateContacts({ ref, ctx }, { contacts: deja, version }, AVIS_DE_CONTACT))
    expect(demande).toMatchObject({ contenu: { demandeur: deja } })
  })
})

describe('un formulaire envoyé deux fois (R-MAJ-10)', () => {
  it('change les coordonnées une fois, et dit deux fois que c’est fait ; d’autres se comparent', async () => {
    const { ref, version } = await insertUneDemande()
    const contacts = {
      courriel: 'deux.fois@exemple.fr',
      telephonePortable: null,
      telephoneDuDomicile: null,
      telephoneDuTravail: null,
    }
    const ctx = contexteDe({ role: 'demandeur', compteId: randomUUID(), demandes: [ref] })
    const envoyer = (dits: typeof contacts) =>
      updateContacts({ ref, ctx }, { contacts: dits, version }, AVIS_DE_CONTACT)
    const faites = [granted(await envoyer(contacts)), granted(await envoyer(contacts))]
    expect(faites.map(({ demande }) => demande.version)).toEqual([version + 1, version + 1])
    expect(codeOf(await envoyer({ ...contacts, courriel: 'autre@exemple.fr' }))).toBe('modifiee-entre-temps')
  })

  it('demande une correction une fois, et dit deux fois que c’est fait ; une autre attend la décision', async () => {
    const { ref, version } = await insertUneDemande()
    const ctx = contexteDe({ role: 'demandeur', compteId: randomUUID(), demandes: [ref] })
    const demander = (nom: string) =>
      askCorrection({ ref, ctx }, { nouvelle: { nom, nomDeNaissance: nom, prenom: 'Camille' }, motif: ' Une faute ' })
    const faites = [granted(await demander('Réelle')), granted(await demander('Réelle'))]
    expect(faites.map(({ demande }) => demande.version)).toEqual([version + 1, version + 1])
    expect(codeOf(await demander('Autre'))).toBe('correction-en-cours')
  })
})

describe('un contact qu’un guichet change hors d’un renouvellement (R-RAT-07)', () => {
  it('est dit à l’ancien, une fois ; le reste de la demande ne lui apprend rien', async () => {
    const une = await insertUneDemande()
    const [courriel, mobile] = [une.contenu.demandeur.courriel, '0639981234']
    const neuf = unContenu(['demandeur.courriel', 'neuf@exemple.fr'], ['demandeur.telephonePortable', '06 39 98 00 01'])
    const dits = async () =>
      (
        await db
          .select()
          .from(messageEnvoye)
          .where(like(messageEnvoye.cle, `%-change:${une.ref}:%`))
      )
        .map(({ canal, destinataire }) => [canal, destinataire])
        .toSorted()
    granted(
      await modifyDemande(
        auGuichet(une),
        { contenu: unContenu(['recherche.types', ['T4']]), version: 1 },
        AVIS_DE_CONTACT,
      ),
    )
    expect(await dits()).toEqual([])
    granted(await modifyDemande(auGuichet(une), { contenu: neuf, version: 2 }, AVIS_DE_CONTACT))
    expect((await modifyDemande(auGuichet(une), { contenu: neuf, version: 3 }, AVIS_DE_CONTACT)).ok).toBe(false)
    expect(await dits()).toEqual([
      ['courriel', courriel],
      ['sms', mobile],
    ])
  })
})

describe('un contact mort (R-RAP-28)', () => {
  it('le reste tant que personne ne le redonne, et revit alors, le temps d’un essai', async () => {
    const mobile = (numero: string) => unContenu(['demandeur.telephonePortable', numero])
    const une = await insertUneDemande({
      contenu: mobile('06 39 98 44 44'),
      valideDepuis: addMonths(addDays(le, -16), -12),
    })
    await db.transaction((tx) => insertContactsMorts(tx, ['sms:0639984444']))
    await due(une, 'dernier-mois', 'sms')
    expect(await prendre('sms')).toEqual([])
    granted(await modifyDemande(parLaPersonne(une), { contenu: mobile('06 39 98 55 55'), version: 1 }, AVIS_DE_CONTACT))
    granted(await modifyDemande(parLaPersonne(une), { contenu: mobile('06 39 98 44 44'), version: 2 }, AVIS_DE_CONTACT))
    await db.delete(rappel)
    await due(une, 'dernier-mois', 'sms')
    expect(await prendre('sms')).toEqual(['0639984444'])
    await db.transaction((tx) => insertContactsMorts(tx, ['sms:0639984444', 'sms:0639984444']))
    await db.delete(rappel)
    await due(une, 'dernier-mois', 'sms')
    expect(await prendre('sms')).toEqual([])
  })
})
