/** The right of an applicant, lost between the page that read it and the lock that judges it: nothing is written. */
import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { listFaits, loadDemande, loadDemandeForUpdate, saveActe } from '#db/repositories/demandes.ts'
import { ensureDemandeurDeCourriel, insertRattachement } from '#db/repositories/demandeurs.ts'
import { brouillonDeRenouvellement, compte, messageEnvoye, rattachement, saisieGardee } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { aujourdHui, insertUneDemande } from '#db/testing/demandes.ts'
import { untilActive } from '#db/testing/requetes.ts'
import { insertCentre, insertTerritoire } from '#db/testing/territoire.ts'
import { ACTEURS } from '#lib/domain/acces/testing.ts'
import { addMonths, type Jour } from '#lib/domain/calendrier.ts'
import type { DemandeActive } from '#lib/domain/demande/demande.ts'
import { baremeAu } from '#lib/domain/demande/echeances.ts'
import { recordRadiation } from '#lib/domain/demande/radiation.ts'
import { codeOf, granted, unCouple } from '#lib/domain/demande/testing.ts'
import type { Resultat } from '#lib/domain/resultat.ts'
import { askCodeOfDemande, attachByCode, attachByCodeRemis, giveCodeRemis } from './attach-demande.ts'
import { askCorrection, changeTitulaire } from './edit-demande.ts'
import { eraseDemande } from './erase-demande.ts'
import { keepSaisie } from './keep-saisie.ts'
import type { Personne } from './open-renouvellement.ts'
import { radiateDemande } from './radiate-demande.ts'
import { renewDemande } from './renew-demande.ts'
import { saveBrouillon } from './save-brouillon.ts'
import { AVIS_DE_CONTACT, contexteDe } from './testing.ts'
import { updateContacts } from './update-contacts.ts'
import { updateDemande } from './update-demande.ts'

withDatabase()
let le: Jour
let centreId: string
let compteId: string
let gestionnaireId: string
let une: DemandeActive
beforeAll(async () => {
  await insertTerritoire()
  centreId = await insertCentre({ code: 'G0123' })
  le = await aujourdHui()
  compteId = await db.transaction((tx) => ensureDemandeurDeCourriel(tx, 'camille@exemple.invalid'))
  const [row] = await db
    .insert(compte)
    .values({ courriel: 'g@x.invalid', role: 'gestionnaire-territorial' })
    .returning()
  gestionnaireId = row?.id ?? ''
})
beforeEach(async () => {
  une = await insertUneDemande({ valideDepuis: addMonths(le, -11), contenu: unCouple('M') })
  await rattacher()
})

const rattacher = () =>
  db.transaction((tx) =>
    insertRattachement(tx, { numeroUnique: une.numeroUnique, demandeurId: compteId, preuve: 'contact' }),
  )
/** As the session said when the page was opened. */
const personne = (): Personne => ({
  ref: une.ref,
  ctx: contexteDe({ role: 'demandeur', compteId, demandes: [une.ref] }),
})
const AVIS = { ...AVIS_DE_CONTACT, courriel: { objet: 'Avis', corps: 'Avis' }, sms: 'Avis' }
const SURFACE = { 'logementActuel.surface': '41' }

type Ecriture = () => Promise<Resultat<unknown, { code: string }>>
/** Everything that an applicant may write of an active demande, from the version that they saw. */
const ECRITURES: Readonly<Record<string, Ecriture>> = {
  'mettre à jour une partie': () => updateDemande(personne(), { partie: 'logement', version: 1, envoyes: SURFACE }),
  'changer ses coordonnées': () => {
    const { courriel, telephoneDuDomicile, telephoneDuTravail } = une.contenu.demandeur
    const contacts = { courriel, telephonePortable: '+33639980007', telephoneDuDomicile, telephoneDuTravail }
    return updateContacts(personne(), { contacts, version: 1 }, AVIS)
  },
  'demander une correction': () =>
    askCorrection(personne(), { nouvelle: { nom: 'Inventé', nomDeNaissance: null, prenom: null }, motif: 'Lettre' }),
  renouveler: () =>
    renewDemande(
      personne(),
      { contenu: une.contenu, version: 1, cle: '00000000-0000-4000-8000-000000000001' },
      AVIS_DE_CONTACT,
    ),
  'écrire un brouillon': () => saveBrouillon(personne(), { version: 1, reponses: SURFACE }),
  'garder un formulaire': () => keepSaisie(personne(), { partie: 'logement', valeurs: { version: '1', ...SURFACE } }),
  'faire radier': () => radiateDemande(personne(), { code: 'RADABA', recuLe: le }),
}

const changerDeTete = async () => {
  const ctx = contexteDe({ role: 'agent-de-guichet', compteId, centres: [centreId] })
  const demarche = { ref: une.ref, ctx, porte: { canal: 'guichet', centreId } as const }
  return changeTitulaire(demarche, { rang: 0, motif: 'deces', preuve: 'Acte de décès' })
}
/** What the register and its drafts hold of the demande. */
const traces = async () => {
  const ici = sql`numero_unique = ${une.numeroUnique}`
  return {
    faits: await db.transaction(async (tx) => (await listFaits(tx, une.numeroUnique)).map(({ fait }) => fait.type)),
    gardes: (await db.$count(brouillonDeRenouvellement, ici)) + (await db.$count(saisieGardee, ici)),
    messages: await db.$count(messageEnvoye, sql`cle like ${`%${une.ref}%`}`),
  }
}

describe.each(Object.entries(ECRITURES))('%s', (_, ecrire) => {
  it('ne se peut plus quand la demande a changé de titulaire pendant que l’on attendait (R-SEP-07)', async () => {
    let attend: ReturnType<Ecriture> | undefined
    let change: Promise<unknown> | undefined
    await db.transaction(async (tx) => {
      await loadDemandeForUpdate(tx, une.ref)
      // Both wait for the demande: the change of head first, whose lock the writing then waits for.
      change = changerDeTete()
      await untilActive('reglage_de_territoire', 'Lock')
      attend = ecrire()
      await untilActive('reglage_de_territoire', 'Lock', 2)
    })
    await change
    expect(await attend).toMatchObject({ ok: false, refus: { code: 'acces-refuse' } })
    expect(await traces()).toEqual({ faits: ['reprise', 'changement-de-titulaire'], gardes: 0, messages: 0 })
  })

  it('ne se peut plus d’une page ouverte avant le changement, et se peut à qui s’est rattaché depuis (R-SEP-07)', async () => {
    granted(await changerDeTete())
    expect(codeOf(await ecrire())).toBe('acces-refuse')
    expect((await traces()).faits).toEqual(['reprise', 'changement-de-titulaire'])
    await rattacher()
    expect(codeOf(await ecrire())).not.toBe('acces-refuse')
  })

  it('ne ranime pas une demande effacée entre-temps', async () => {
    const radieeLe = addMonths(le, -12)
    une = await insertUneDemande({ valideDepuis: addMonths(radieeLe, -6), contenu: unCouple('M') })
    await rattacher()
    await db.transaction(async (tx) => {
      const found = await loadDemandeForUpdate(tx, une.ref)
      if (!found) throw new Error('No demande')
      const origine = { canal: 'guichet', organisme: 'G0123' } as const
      const moment = { le: radieeLe, bareme: baremeAu(radieeLe), origine }
      const acte = recordRadiation(found.demande, { motif: { code: 'RADABA', recuLe: radieeLe } }, moment)
      await saveActe(tx, granted(acte), { compteId: null, role: null })
    })
    granted(await eraseDemande(une.ref))
    const avant = await db.transaction((tx) => loadDemande(tx, une.ref))
    expect((await ecrire()).ok).toBe(false)
    expect(await db.transaction((tx) => loadDemande(tx, une.ref))).toEqual(avant)
    expect((await traces()).gardes).toBe(0)
  })
})

describe('les codes donnés avant le changement de titulaire (R-SEP-07)', () => {
  const seal = (id: string, code: string) => `${id}:${code}`
  /** The codes of whoever leaves: one printed for them, one sent to the contact on file. */
  const lesDeux = async () => {
    const gestionnaire = contexteDe({ ...ACTEURS['gestionnaire-territorial'], compteId: gestionnaireId })
    const { code: remis } = granted(
      await giveCodeRemis({ numero: une.numeroUnique, piece: 'passeport' }, gestionnaire, seal),
    )
    let recu = ''
    const write = (code: string) => {
      recu = code
      return { objet: 'Code', corps: code }
    }
    const { id } = granted(await askCodeOfDemande(une.numeroUnique, personne().ctx, { seal, par: 'courriel', write }))
    return {
      parCodeRemis: () => attachByCodeRemis({ numero: une.numeroUnique, code: remis }, personne().ctx, seal),
      parCode: () => attachByCode({ id, code: recu }, personne().ctx, seal),
    }
  }
  const attaches = () => db.$count(rattachement, sql`numero_unique = ${une.numeroUnique}`)

  it('n’ouvrent plus rien : qui s’en va ne se rattache pas à la demande d’un autre', async () => {
    const { parCodeRemis, parCode } = await lesDeux()
    granted(await changerDeTete())
    expect(codeOf(await parCodeRemis())).toBe('rattachement-impossible')
    expect(codeOf(await parCode())).toBe('code-perime')
    expect(await attaches()).toBe(0)
  })

  it('non plus quand ils s’écrivent pendant le changement', async () => {
    const { parCodeRemis, parCode } = await lesDeux()
    let change: Promise<unknown> | undefined
    const essais: Promise<unknown>[] = []
    await db.transaction(async (tx) => {
      await loadDemandeForUpdate(tx, une.ref)
      change = changerDeTete()
      await untilActive('reglage_de_territoire', 'Lock')
      essais.push(parCodeRemis(), parCode())
      await untilActive('reglage_de_territoire', 'Lock', 3)
    })
    await change
    expect(await Promise.all(essais)).toMatchObject([{ ok: false }, { ok: false }])
    expect(await attaches()).toBe(0)
  })
})
