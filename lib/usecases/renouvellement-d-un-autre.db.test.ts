/** A renewal that another made while this one was being written: it is said, and nothing that was typed is lost. */
import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { ensureDemandeurDeCourriel } from '#db/repositories/demandeurs.ts'
import { brouillonDeRenouvellement, lectureDeDemande } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { aujourdHui, insertUneDemande } from '#db/testing/demandes.ts'
import { insertTerritoire } from '#db/testing/territoire.ts'
import type { DemandeRef } from '#lib/domain/demande/demande.ts'
import type { Reponses } from '#lib/domain/demande/formulaire/renouvellement/groupes.ts'
import { reponsesExactes } from '#lib/domain/demande/formulaire/renouvellement/lecture.ts'
import { anneeDuRevenu } from '#lib/domain/demande/formulaire/renouvellement/ressources.ts'
import { unContenu } from '#lib/domain/demande/formulaire/testing.ts'
import { codeOf, granted } from '#lib/domain/demande/testing.ts'
import { eraseBrouillons } from '#lib/jobs/brouillons.ts'
import { modifyDemande } from './edit-demande.ts'
import { readRenouvellement } from './open-renouvellement.ts'
import { renewDemande } from './renew-demande.ts'
import { saveBrouillon } from './save-brouillon.ts'
import { empreinteDuContenu, submitRenouvellement } from './submit-renouvellement.ts'
import { AVIS_DE_CONTACT, contexteDe } from './testing.ts'

withDatabase()
let [moi, lautre] = ['', '']
let reponses: Reponses = {}
beforeAll(async () => {
  await insertTerritoire()
  moi = await db.transaction((tx) => ensureDemandeurDeCourriel(tx, 'camille@exemple.invalid'))
  lautre = await db.transaction((tx) => ensureDemandeurDeCourriel(tx, 'sacha@exemple.invalid'))
  reponses = {
    ...reponsesExactes(unContenu()),
    'demandeur.ressources.reponse': 'toujours',
    'demandeur.revenuFiscal.reponse': 'inconnu',
    'revenuFiscal.annee': String(anneeDuRevenu(await aujourdHui())),
    'demandeur.telephonePortable': '06 39 98 00 00',
  }
})

const AVIS = { ...AVIS_DE_CONTACT, courriel: { objet: 'Changé', corps: 'Changé' }, sms: 'Changé' }
const personne = (ref: DemandeRef, compteId = moi) => ({
  ref,
  ctx: contexteDe({ role: 'demandeur', compteId, demandes: [ref] }),
})
const lire = async (ref: DemandeRef) => granted(await readRenouvellement(personne(ref), 'renouvellement'))
/** Answers are ready to leave, then somebody else renews. */
async function depasser() {
  const une = await insertUneDemande()
  granted(await saveBrouillon(personne(une.ref), { version: 1, reponses }))
  const { brouillon, lu } = granted((await lire(une.ref)).ouvert)
  if (!brouillon || !lu.contenu) throw new Error('Nothing to confirm')
  const envoi = { cle: brouillon.cle, vu: empreinteDuContenu(lu.contenu), honneur: true }
  const autre = { contenu: une.contenu, version: 1, cle: randomUUID() }
  granted(await renewDemande(personne(une.ref, lautre), autre, AVIS))
  return { ...une, envoi }
}
const reste = (numeroUnique: string) => db.$count(brouillonDeRenouvellement, sql`numero_unique = ${numeroUnique}`)

describe('renouvelée par un autre entre-temps (R-REN-10)', () => {
  it('l’envoi ne dit pas « c’est fait », et ce qui était écrit se montre', async () => {
    const { ref, envoi } = await depasser()
    expect(codeOf(await submitRenouvellement(personne(ref), envoi, AVIS))).toBe('deja-renouvelee')
    const lue = await lire(ref)
    expect(codeOf(lue.ouvert)).toBe('deja-renouvelee')
    expect(lue.depasse?.reponses).toEqual(reponses)
  })

  it('ce qui s’écrivait encore est refusé, et gardé pour être montré ; sans brouillon d’avant aussi', async () => {
    const { ref } = await depasser()
    const tard = { 'demandeur.adresse.voie': 'rue Neuve' }
    expect(codeOf(await saveBrouillon(personne(ref), { version: 1, reponses: tard }))).toBe('deja-renouvelee')
    expect((await lire(ref)).depasse?.reponses).toEqual({ ...reponses, ...tard })
    await db.delete(brouillonDeRenouvellement)
    expect(codeOf(await saveBrouillon(personne(ref), { version: 1, reponses: tard }))).toBe('deja-renouvelee')
    expect((await lire(ref)).depasse?.reponses).toEqual(tard)
  })

  it('de son propre renouvellement, rien ne reste ni ne revient', async () => {
    const { ref, numeroUnique } = await insertUneDemande()
    granted(await saveBrouillon(personne(ref), { version: 1, reponses }))
    const { brouillon, lu } = granted((await lire(ref)).ouvert)
    if (!brouillon || !lu.contenu) throw new Error('Nothing to confirm')
    const envoi = { cle: brouillon.cle, vu: empreinteDuContenu(lu.contenu), honneur: true }
    granted(await submitRenouvellement(personne(ref), envoi, AVIS))
    expect(codeOf(await saveBrouillon(personne(ref), { version: 1, reponses }))).toBe('deja-renouvelee')
    expect([(await lire(ref)).depasse, await reste(numeroUnique)]).toEqual([undefined, 0])
  })

  it('la nuit ne l’efface pas avant qu’il ait été montré, ni dans la semaine d’après', async () => {
    await db.delete(brouillonDeRenouvellement)
    const { ref, numeroUnique } = await depasser()
    await db.delete(lectureDeDemande)
    await eraseBrouillons()
    expect(await reste(numeroUnique)).toBe(1)
    await lire(ref)
    await eraseBrouillons()
    expect(await reste(numeroUnique)).toBe(1)
    await db.transaction(async (tx) => {
      // As if the other had renewed nine days ago: neither a fait nor a journal is changed otherwise.
      await tx.execute(sql`set local session_replication_role = replica`)
      for (const quand of ['fait_de_demande set at', 'brouillon_de_renouvellement set enregistre_at'])
        await tx.execute(
          sql`update ${sql.raw(quand)} = now() - interval '9 days' where numero_unique = ${numeroUnique}`,
        )
      await tx.update(lectureDeDemande).set({ at: sql`now() - interval '8 days'` })
    })
    expect((await eraseBrouillons()).sansObjet).toBe(1)
    expect(await reste(numeroUnique)).toBe(0)
  })

  it('un contenu vu qui ne se lit plus ne ferme aucune page : ce qui est enregistré se relit (R-REN-06)', async () => {
    const { ref, numeroUnique, contenu } = await insertUneDemande()
    granted(await saveBrouillon(personne(ref), { version: 1, reponses }))
    const guichet = { contenu: unContenu(['demandeur.courriel', 'neuf@exemple.fr']), version: 1 }
    granted(await modifyDemande(personne(ref, lautre), guichet, AVIS))
    const lu = granted((await lire(ref)).ouvert)
    expect(lu.avant).toEqual(contenu)
    // No content is left of that version.
    await db.update(brouillonDeRenouvellement).set({ versionVue: 0 }).where(sql`numero_unique = ${numeroUnique}`)
    const illisible = granted((await lire(ref)).ouvert)
    expect(illisible.avant).toEqual(illisible.demande.contenu)
  })
})
