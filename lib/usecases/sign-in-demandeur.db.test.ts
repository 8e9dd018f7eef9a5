import { createHmac } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { findSessionDeDemandeur } from '#db/queries/sessions-de-demandeur.ts'
import { insertContactsMorts } from '#db/repositories/envois.ts'
import { codeEnvoye, contactMort, messageEnvoye, sessionDemandeur } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { ESSAIS_DU_CODE, MINUTES_DU_CODE } from '#lib/domain/acces/code.ts'
import { parseNaissance } from '#lib/domain/demande/formulaire/naissance.ts'
import { codeOf, granted } from '#lib/domain/demande/testing.ts'
import { askCode, enterByCode, enterByFranceConnect, leaveDemandeur } from './sign-in-demandeur.ts'

withDatabase()

const seal = (id: string, code: string) => createHmac('sha256', 'secret').update(`${id}:${code}`).digest('base64url')

/** Asks for a code and reads it, as its owner does in the mail. */
async function unCode(courriel: string, appareilPartage = false): Promise<{ id: string; code: string }> {
  let code = ''
  const { id } = await askCode(
    { courriel, appareilPartage },
    {
      seal,
      write: (drawn) => {
        code = drawn
        return { objet: 'Code', corps: drawn }
      },
    },
  )
  return { id, code }
}
const enter = (id: string, code: string, precedente: string | null = null) =>
  enterByCode({ id, code, precedente }, { seal, empreinteDe: (canal, vers) => `${canal}:${vers}` })
const autre = (code: string) => (code === '000000' ? '000001' : '000000')

describe('la connexion par un code', () => {
  it('ouvre une session ; le même code ne sert pas deux fois (R-COD-01)', async () => {
    const { id, code } = await unCode('Camille@Exemple.invalid')
    const { sid } = granted(await enter(id, code))
    expect(await findSessionDeDemandeur(sid)).toMatchObject({ demandes: [], appareilPartage: false })
    expect(codeOf(await enter(id, code))).toBe('code-perime')
  })

  it('dix minutes après, le code n’ouvre plus rien (R-COD-01)', async () => {
    const { id, code } = await unCode('tard@exemple.invalid')
    await db
      .update(codeEnvoye)
      .set({ expireAt: sql`expire_at - make_interval(mins => ${MINUTES_DU_CODE})` })
      .where(eq(codeEnvoye.id, id))
    expect(codeOf(await enter(id, code))).toBe('code-perime')
  })

  it('dit vivante une adresse que l’on croyait morte, elle seule, et pas pour un code faux (R-RAP-28)', async () => {
    await db.transaction((tx) =>
      insertContactsMorts(tx, ['courriel:revit@exemple.invalid', 'courriel:autre@exemple.invalid']),
    )
    const mortes = async () => (await db.select().from(contactMort)).map(({ destination }) => destination).sort()
    const { id, code } = await unCode('Revit@exemple.invalid')
    expect(codeOf(await enter(id, autre(code)))).toBe('code-faux')
    expect(await mortes()).toHaveLength(2)
    granted(await enter(id, code))
    expect(await mortes()).toEqual(['courriel:autre@exemple.invalid'])
  })

  it('cinq essais en tout, même tous ensemble ; le sixième est refusé, même bon (R-COD-02)', async () => {
    const { id, code } = await unCode('devine@exemple.invalid')
    const essais = await Promise.all(Array.from({ length: ESSAIS_DU_CODE + 3 }, () => enter(id, autre(code))))
    expect(essais.map(codeOf).filter((one) => one === 'code-faux')).toHaveLength(ESSAIS_DU_CODE)
    expect(codeOf(await enter(id, code))).toBe('code-perime')
  })

  it('le code d’un autre navigateur n’ouvre rien dans celui-ci (R-COD-03)', async () => {
    const [sien, autreBillet] = [await unCode('meme@exemple.invalid'), await unCode('meme@exemple.invalid')]
    if (sien.code !== autreBillet.code) expect(codeOf(await enter(autreBillet.id, sien.code))).toBe('code-faux')
    expect(codeOf(await enter('00000000-0000-4000-8000-00000000dead', sien.code))).toBe('code-perime')
  })

  it('une adresse inconnue reçoit un code comme une connue, et ce qui est gardé ne dit pas lequel (R-COD-04)', async () => {
    await unCode('camille@exemple.invalid')
    const { id, code } = await unCode('jamais-vue@exemple.invalid')
    const envoyes = await db
      .select()
      .from(messageEnvoye)
      .where(eq(messageEnvoye.destinataire, 'jamais-vue@exemple.invalid'))
    expect(envoyes).toHaveLength(1)
    const [garde] = await db.select().from(codeEnvoye).where(eq(codeEnvoye.id, id))
    expect(garde?.empreinte).toBe(seal(id, code))
    expect(JSON.stringify(garde)).not.toContain(code)
  })

  it('la même adresse est le même compte, quelle que soit sa casse ; une session neuve finit celle d’avant', async () => {
    const un = await unCode('Deux.Fois@exemple.invalid')
    const premiere = granted(await enter(un.id, un.code))
    const avant = await findSessionDeDemandeur(premiere.sid)
    const deux = await unCode('deux.fois@EXEMPLE.invalid')
    const seconde = granted(await enter(deux.id, deux.code, premiere.sid))
    expect(seconde.sid).not.toBe(premiere.sid)
    const apres = await findSessionDeDemandeur(seconde.sid)
    // The browser reads again what it kept: the key is the same.
    expect(apres).toMatchObject({ demandeurId: avant?.demandeurId, cle: avant?.cle })
    expect(await findSessionDeDemandeur(premiere.sid)).toBeUndefined()
  })

  it('la clé d’un navigateur ne passe ni à une autre personne, ni à un ordinateur partagé', async () => {
    const un = await unCode('premiere@exemple.invalid')
    const { sid } = granted(await enter(un.id, un.code))
    const avant = await findSessionDeDemandeur(sid)
    const deux = await unCode('seconde@exemple.invalid')
    const autrePersonne = granted(await enter(deux.id, deux.code, sid))
    expect((await findSessionDeDemandeur(autrePersonne.sid))?.cle).not.toBe(avant?.cle)
    const trois = await unCode('seconde@exemple.invalid', true)
    const partage = granted(await enter(trois.id, trois.code, autrePersonne.sid))
    expect(await findSessionDeDemandeur(partage.sid)).toMatchObject({ cle: null, appareilPartage: true })
  })

  it('quitter finit la session et oublie la clé du navigateur', async () => {
    const { id, code } = await unCode('quitte@exemple.invalid')
    const { sid } = granted(await enter(id, code))
    await leaveDemandeur(sid)
    expect(await findSessionDeDemandeur(sid)).toBeUndefined()
    const [row] = await db.select().from(sessionDemandeur).where(eq(sessionDemandeur.sid, sid))
    expect(row).toMatchObject({ cle: null, identite: null })
  })
})

describe('la connexion par FranceConnect', () => {
  const naissance = parseNaissance('1984-05-12')
  if (!naissance) throw new Error('naissance')
  const identite = {
    nomDeNaissance: 'FICTIF',
    nomDUsage: null,
    prenoms: ['CAMILLE'],
    naissance,
    communeDeNaissance: null,
    paysDeNaissance: null,
  }
  const venir = (sub: string, { appareilPartage = false, precedente = null as string | null } = {}) =>
    enterByFranceConnect({ sub, identite, jetonDeSortie: `jeton-${sub}` }, { appareilPartage, precedente })

  it('ouvre le compte du « sub », et de lui seul, même à deux à la fois (R-ACC-23)', async () => {
    const [un, deux, autre] = await Promise.all([venir('sub-un'), venir('sub-un'), venir('sub-deux')])
    const ids = await Promise.all([un, deux, autre].map(({ sid }) => findSessionDeDemandeur(sid)))
    expect(ids[0]?.demandeurId).toBe(ids[1]?.demandeurId)
    expect(ids[2]?.demandeurId).not.toBe(ids[0]?.demandeurId)
    expect(ids[0]).toMatchObject({ identite, appareilPartage: false })
  })

  it('quitter oublie l’identité et le jeton, qu’il rend une seule fois', async () => {
    const { sid } = await venir('sub-qui-part')
    expect(await leaveDemandeur(sid)).toEqual({ jetonDeSortie: 'jeton-sub-qui-part' })
    expect(await leaveDemandeur(sid)).toEqual({ jetonDeSortie: null })
    const [row] = await db.select().from(sessionDemandeur).where(eq(sessionDemandeur.sid, sid))
    expect(row).toMatchObject({ identite: null, jetonDeSortie: null, cle: null })
  })

  it('une connexion par un code, après elle, la finit aussi en quittant ; sans elle, il n’y a rien à finir', async () => {
    const { sid: precedente } = await venir('sub-puis-code')
    const un = await unCode('apres-franceconnect@exemple.invalid')
    const { sid } = granted(await enter(un.id, un.code, precedente))
    expect(await findSessionDeDemandeur(sid)).toMatchObject({ identite: null })
    expect(await leaveDemandeur(sid)).toEqual({ jetonDeSortie: 'jeton-sub-puis-code' })
    const autre = await unCode('sans-franceconnect@exemple.invalid')
    expect(await leaveDemandeur(granted(await enter(autre.id, autre.code)).sid)).toEqual({ jetonDeSortie: null })
  })

  it('finit la session que le navigateur avait, et n’a pas de clé sur un ordinateur partagé', async () => {
    const { sid: precedente } = await venir('sub-revient')
    const { sid } = await venir('sub-revient', { precedente, appareilPartage: true })
    expect(await findSessionDeDemandeur(precedente)).toBeUndefined()
    expect(await findSessionDeDemandeur(sid)).toMatchObject({ cle: null, appareilPartage: true })
  })
})
