import { createHmac } from 'node:crypto'
import { desc, eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { ensureDemandeurDeCourriel } from '#db/repositories/demandeurs.ts'
import { codeRemis, compte, lectureDeDemande, messageEnvoye, rattachement } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { insertUneDemande } from '#db/testing/demandes.ts'
import { ESSAIS_DU_CODE } from '#lib/domain/acces/code.ts'
import type { Contexte } from '#lib/domain/acces/contexte.ts'
import type { IdentitePivot } from '#lib/domain/acces/demandeur.ts'
import { ACTEURS } from '#lib/domain/acces/testing.ts'
import { parseNaissance } from '#lib/domain/demande/formulaire/naissance.ts'
import { unContenu } from '#lib/domain/demande/formulaire/testing.ts'
import { numeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { codeOf, granted } from '#lib/domain/demande/testing.ts'
import { askCodeOfDemande, attachByCode, attachByCodeRemis, attachByIdentite, giveCodeRemis } from './attach-demande.ts'
import { AVIS_DE_CONTACT, contexteDe } from './testing.ts'
import { updateContacts } from './update-contacts.ts'

withDatabase()

const AVIS = { ...AVIS_DE_CONTACT, courriel: { objet: 'Changé', corps: 'Changé' }, sms: 'Change' }

const INCONNU = numeroUnique('0090714999999G0123')
const seal = (id: string, code: string) => createHmac('sha256', 'secret').update(`${id}:${code}`).digest('base64url')

let suivant = 0
async function unDemandeur(): Promise<Contexte> {
  suivant += 1
  const compteId = await db.transaction((tx) => ensureDemandeurDeCourriel(tx, `d${suivant}@exemple.invalid`))
  return contexteDe({ role: 'demandeur', compteId, demandes: [] })
}
let gestionnaire: Contexte
beforeAll(async () => {
  const [row] = await db
    .insert(compte)
    .values({ courriel: 'g@x.invalid', role: 'gestionnaire-territorial' })
    .returning()
  gestionnaire = contexteDe({ ...ACTEURS['gestionnaire-territorial'], compteId: row?.id ?? '' })
})

async function demander(numero: typeof INCONNU, ctx: Contexte, par: 'courriel' | 'sms' = 'courriel') {
  let code = '000000'
  const { id } = granted(
    await askCodeOfDemande(numero, ctx, {
      seal,
      par,
      write: (drawn) => {
        code = drawn
        return { objet: 'Code', corps: drawn }
      },
    }),
  )
  return { id, code }
}
const rattachements = () => db.select().from(rattachement)
const dernierMessage = async () =>
  (await db.select().from(messageEnvoye).orderBy(desc(messageEnvoye.createdAt)).limit(1))[0]

describe('rattacher une demande par le contact inscrit', () => {
  it('le code part au contact de la demande, et l’ouvre dans le compte qui l’a demandé (R-RAT-01)', async () => {
    const { numeroUnique: numero, ref } = await insertUneDemande()
    const ctx = await unDemandeur()
    const { id, code } = await demander(numero, ctx)
    expect((await dernierMessage())?.destinataire).toBe('camille.inventee@exemple.fr')
    // Another account, with the ticket and the code, gets nothing.
    expect(codeOf(await attachByCode({ id, code }, await unDemandeur(), seal))).toBe('code-perime')
    expect(granted(await attachByCode({ id, code }, ctx, seal))).toEqual({ ref })
    expect(codeOf(await attachByCode({ id, code }, ctx, seal))).toBe('code-perime')
  })

  it('il part par le canal choisi, et l’ouvre de même ; sans ce contact, par l’autre (R-RAT-09)', async () => {
    const partir = async (courriel: string | null, par: 'courriel' | 'sms') => {
      const contenu = unContenu(['demandeur.courriel', courriel], ['demandeur.telephonePortable', '06 39 98 00 09'])
      const { numeroUnique, ref } = await insertUneDemande({ contenu })
      const ctx = await unDemandeur()
      const { id, code } = await demander(numeroUnique, ctx, par)
      expect(granted(await attachByCode({ id, code }, ctx, seal))).toEqual({ ref })
      return (await dernierMessage())?.destinataire
    }
    expect(await partir('perdue@exemple.fr', 'sms')).toBe('0639980009')
    expect(await partir('tenue@exemple.fr', 'courriel')).toBe('tenue@exemple.fr')
    expect(await partir(null, 'courriel')).toBe('0639980009')
  })

  it('qui connaît tout ce que dit l’attestation n’ouvre aucune demande : cinq essais, puis rien (R-RAT-01)', async () => {
    const avant = (await rattachements()).length
    const { numeroUnique: numero } = await insertUneDemande()
    const ctx = await unDemandeur()
    const { id, code } = await demander(numero, ctx)
    const faux = code === '111111' ? '222222' : '111111'
    for (let essai = 0; essai < ESSAIS_DU_CODE; essai += 1)
      expect(codeOf(await attachByCode({ id, code: faux }, ctx, seal))).toBe('code-faux')
    expect(codeOf(await attachByCode({ id, code }, ctx, seal))).toBe('code-perime')
    expect(codeOf(await attachByIdentite({ numero, identite: null }, ctx))).toBe('rattachement-impossible')
    expect(await rattachements()).toHaveLength(avant)
  })

  it('un numéro inconnu répond comme un numéro connu, n’envoie rien et n’ouvre rien (R-RAT-03)', async () => {
    const ctx = await unDemandeur()
    const avant = await dernierMessage()
    const { id, code } = await demander(INCONNU, ctx)
    expect(await dernierMessage()).toEqual(avant)
    expect(await attachByCode({ id, code }, ctx, seal)).toEqual({
      ok: false,
      refus: { code: 'code-faux', restants: ESSAIS_DU_CODE - 1 },
    })
  })

  it('chaque contact qui change est dit à l’ancien, le portable par SMS ; celui qui reste n’apprend rien (R-RAT-07)', async () => {
    const [ancien, neuf] = ['06 39 98 00 01', '06 39 98 00 02']
    const enChiffres = (numero: string) => numero.replaceAll(' ', '')
    const { ref, version } = await insertUneDemande({
      contenu: unContenu(['demandeur.courriel', 'meme@exemple.fr'], ['demandeur.telephonePortable', ancien]),
    })
    const sien = contexteDe({ ...ACTEURS.demandeur, demandes: [ref] })
    const garde = { courriel: 'meme@exemple.fr', telephoneDuDomicile: null, telephoneDuTravail: null }
    const change = (telephonePortable: string | null, depuis: number) =>
      updateContacts({ ref, ctx: sien }, { contacts: { ...garde, telephonePortable }, version: depuis }, AVIS)
    const dits = () =>
      db
        .select()
        .from(messageEnvoye)
        .where(sql`cle like ${`%-change:${ref}:%`}`)
    expect(codeOf(await change(ancien, version))).toBe('sans-changement')
    // The same number written otherwise is no other mobile.
    granted(await change('+33 6 39 98 00 01', version))
    expect(await dits()).toEqual([])
    granted(await change(neuf, version + 1))
    expect(await dits()).toMatchObject([
      { canal: 'sms', destinataire: enChiffres(ancien), corps: AVIS.sms, objet: null },
    ])
    // Sent twice, it is answered as done, and told once (R-MAJ-10).
    granted(await change(neuf, version + 1))
    expect(await dits()).toHaveLength(1)
    granted(await change(null, version + 2))
    expect((await dits()).map(({ destinataire }) => destinataire).toSorted()).toEqual([ancien, neuf].map(enChiffres))
  })

  it('un courriel changé depuis moins de trois jours ne reçoit aucun code, et l’ancien est prévenu (R-RAT-04, R-RAT-07)', async () => {
    const {
      numeroUnique: numero,
      ref,
      version,
    } = await insertUneDemande({
      contenu: unContenu(['demandeur.telephonePortable', null], ['demandeur.telephoneDuDomicile', '05 36 49 00 01']),
    })
    // As if it had been on file for years.
    await db.execute(sql`set session_replication_role = replica`)
    await db.execute(sql`update fait_de_demande set at = now() - interval '100 hours' where numero_unique = ${numero}`)
    await db.execute(sql`set session_replication_role = origin`)
    const sien = contexteDe({ ...ACTEURS.demandeur, demandes: [ref] })
    const contacts = {
      courriel: 'voleur@exemple.fr',
      telephonePortable: null,
      telephoneDuDomicile: '05 36 49 00 01',
      telephoneDuTravail: null,
    }
    granted(await updateContacts({ ref, ctx: sien }, { contacts, version }, AVIS))
    expect(await dernierMessage()).toMatchObject({ destinataire: 'camille.inventee@exemple.fr', objet: 'Changé' })
    const ctx = await unDemandeur()
    const { id, code } = await demander(numero, ctx)
    expect((await dernierMessage())?.objet).toBe('Changé')
    expect(codeOf(await attachByCode({ id, code }, ctx, seal))).toBe('code-faux')
    expect(codeOf(await updateContacts({ ref, ctx }, { contacts, version: version + 1 }, AVIS))).toBe('acces-refuse')
  })
})

it('qui retire son courriel sans en donner un autre lit qu’il est retiré (R-RAT-07)', async () => {
  const { ref, version, contenu } = await insertUneDemande()
  const sien = contexteDe({ ...ACTEURS.demandeur, demandes: [ref] })
  const { telephonePortable, telephoneDuDomicile, telephoneDuTravail } = contenu.demandeur
  const contacts = { courriel: null, telephonePortable, telephoneDuDomicile, telephoneDuTravail }
  granted(await updateContacts({ ref, ctx: sien }, { contacts, version }, AVIS))
  expect(await dernierMessage()).toMatchObject({ destinataire: contenu.demandeur.courriel, ...AVIS.courrielRetire })
})

describe('rattacher une demande par son identité', () => {
  const naissance = parseNaissance('1984-05-12')
  if (!naissance) throw new Error('naissance')
  const identite: IdentitePivot = {
    nomDeNaissance: 'INVENTÉE',
    nomDUsage: null,
    prenoms: ['CAMILLE'],
    naissance,
    communeDeNaissance: null,
    paysDeNaissance: null,
  }

  it('ouvre la sienne ; celle d’un autre et un numéro inconnu ont la même réponse (R-RAT-02, R-RAT-03)', async () => {
    const [sienne, autre] = [
      await insertUneDemande(),
      await insertUneDemande({ contenu: unContenu(['demandeur.prenom', 'Dominique']) }),
    ]
    const ctx = await unDemandeur()
    const by = (numero: typeof INCONNU) => attachByIdentite({ numero, identite }, ctx)
    expect(await by(autre.numeroUnique)).toEqual(await by(INCONNU))
    expect(granted(await by(sienne.numeroUnique))).toEqual({ ref: sienne.ref })
    expect(granted(await by(sienne.numeroUnique))).toEqual({ ref: sienne.ref })
  })
})

describe('rattacher une demande par un code remis', () => {
  const give = (numero: typeof INCONNU, ctx = gestionnaire) => giveCodeRemis({ numero, piece: 'passeport' }, ctx, seal)

  it('sert une fois, pour cette demande ; le suivant remplace celui d’avant (R-RAT-05)', async () => {
    const [une, autre] = [await insertUneDemande(), await insertUneDemande()]
    const perdu = granted(await give(une.numeroUnique)).code
    const { code } = granted(await give(une.numeroUnique))
    const ctx = await unDemandeur()
    const by = (numero: typeof INCONNU, typed: string) => attachByCodeRemis({ numero, code: typed }, ctx, seal)
    expect(codeOf(await by(une.numeroUnique, perdu))).toBe('rattachement-impossible')
    expect(codeOf(await by(autre.numeroUnique, code))).toBe('rattachement-impossible')
    expect(granted(await by(une.numeroUnique, code))).toEqual({ ref: une.ref })
    expect(codeOf(await by(une.numeroUnique, code))).toBe('rattachement-impossible')
  })

  it('le quinzième jour passé, il n’ouvre plus rien (R-RAT-05)', async () => {
    const { numeroUnique: numero } = await insertUneDemande()
    const { code } = granted(await give(numero))
    await db
      .update(codeRemis)
      .set({ expireAt: sql`expire_at - interval '15 days'` })
      .where(eq(codeRemis.numeroUnique, numero))
    expect(codeOf(await attachByCodeRemis({ numero, code }, await unDemandeur(), seal))).toBe('rattachement-impossible')
  })

  it('n’est remis que par un gestionnaire du territoire, qui est écrit au journal (R-RAT-06)', async () => {
    const [une, ailleurs] = [await insertUneDemande(), await insertUneDemande({ territoire: '27' })]
    const { code } = granted(await give(une.numeroUnique))
    const [garde] = await db.select().from(codeRemis).where(eq(codeRemis.numeroUnique, une.numeroUnique))
    expect(garde).toMatchObject({ piece: 'passeport', utiliseAt: null })
    expect(JSON.stringify(garde)).not.toContain(code)
    const lues = await db.select().from(lectureDeDemande).where(eq(lectureDeDemande.numeroUnique, une.numeroUnique))
    expect(lues).toMatchObject([{ role: 'gestionnaire-territorial', objet: 'code-remis' }])
    expect(await give(ailleurs.numeroUnique)).toEqual(await give(INCONNU))
    for (const role of ['agent-de-guichet', 'administrateur-national', 'demandeur'] as const)
      expect(codeOf(await give(une.numeroUnique, contexteDe(ACTEURS[role])))).toBe('acces-refuse')
  })
})

describe('un numéro d’un territoire sous fichier partagé', () => {
  it('est envoyé sur son propre site par chaque porte, sans que rien ne soit cherché ni envoyé (R-IDE-08)', async () => {
    const ctx = await unDemandeur()
    const avant = await dernierMessage()
    const numero = numeroUnique('0310714999999G0123')
    const write = (code: string) => ({ objet: 'Code', corps: code })
    const ailleurs = { ok: false, refus: { code: 'fichier-partage', adresse: 'https://www.demandelogement31.fr' } }
    expect(await attachByIdentite({ numero, identite: null }, ctx)).toMatchObject(ailleurs)
    expect(await askCodeOfDemande(numero, ctx, { seal, par: 'courriel', write })).toMatchObject(ailleurs)
    expect(await attachByCodeRemis({ numero, code: 'ABCD3FGHJK' }, ctx, seal)).toMatchObject(ailleurs)
    expect(await dernierMessage()).toEqual(avant)
    // The département beside has its demandes here; who is not signed in is told nothing but that.
    const voisin = numeroUnique('0320714999999G0123')
    expect(codeOf(await attachByIdentite({ numero: voisin, identite: null }, ctx))).toBe('rattachement-impossible')
    expect(codeOf(await askCodeOfDemande(numero, contexteDe(ACTEURS.visiteur), { seal, par: 'courriel', write }))).toBe(
      'connexion-requise',
    )
  })
})
