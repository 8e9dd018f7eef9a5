/** What whoever checks an attestation is told, by its short code and by its DataMatrix. */
import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { attestationDelivree } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { insertUneDemande } from '#db/testing/demandes.ts'
import { insertCentre, insertTerritoire } from '#db/testing/territoire.ts'
import { signAttestation } from '#lib/documents/attestation/signature.ts'
import { AUTRE_CLE, CLE_DE_TEST, CLES_DE_TEST, clesDe } from '#lib/documents/attestation/testing.ts'
import { verification } from '#lib/documents/attestation/textes.ts'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import { ACTEURS } from '#lib/domain/acces/testing.ts'
import type { Attestation } from '#lib/domain/attestation/contenu.ts'
import { formatCode } from '#lib/domain/attestation/message.ts'
import { jour } from '#lib/domain/calendrier.ts'
import type { DemandeRef } from '#lib/domain/demande/demande.ts'
import { unContenu } from '#lib/domain/demande/formulaire/testing.ts'
import { granted, unCouple } from '#lib/domain/demande/testing.ts'
import { changeTitulaire } from '#lib/usecases/edit-demande.ts'
import { issueAttestation } from '#lib/usecases/issue-attestation.ts'
import { radiateDemande } from '#lib/usecases/radiate-demande.ts'
import { renewDemande } from '#lib/usecases/renew-demande.ts'
import { AVIS_DE_CONTACT, contexteDe } from '#lib/usecases/testing.ts'
import { verifyAttestation } from './verification.ts'

withDatabase()
const { ATTESTATION_CLES: avant } = process.env
let centreId: string
beforeAll(async () => {
  process.env.ATTESTATION_CLES = `2020-01-01=${CLE_DE_TEST}`
  await insertTerritoire()
  centreId = await insertCentre({ code: 'G0123' })
})
afterAll(() => {
  if (avant === undefined) delete process.env.ATTESTATION_CLES
  else process.env.ATTESTATION_CLES = avant
})

async function uneAttestation(contenu = unContenu()) {
  const { ref } = await insertUneDemande({ contenu })
  const acteur: Acteur = { role: 'demandeur', compteId: randomUUID(), demandes: [ref] }
  const demarche = { ref, ctx: contexteDe(acteur) }
  granted(await renewDemande(demarche, { contenu, version: 1, cle: randomUUID() }, AVIS_DE_CONTACT))
  const sign = (attestation: Attestation) => signAttestation(attestation, CLES_DE_TEST)
  return { ref, ...granted(await issueAttestation(demarche, { rang: 2, site: 'https://x.fr', sign })) }
}

/** At the counter of a centre, which needs no attachment: a change of head takes those away. */
function auGuichet(ref: DemandeRef) {
  const agent: Acteur = { ...ACTEURS['agent-de-guichet'], centres: [centreId] }
  return { ref, ctx: contexteDe(agent), porte: { canal: 'guichet', centreId } } as const
}
type AuGuichet = ReturnType<typeof auGuichet>
const changer = async (demarche: AuGuichet) =>
  granted(await changeTitulaire(demarche, { rang: 0, motif: 'deces', preuve: 'Acte de décès' }))
async function renouveler(demarche: AuGuichet, version: number, contenu = unCouple('M')) {
  granted(await renewDemande(demarche, { contenu, version, cle: randomUUID() }, AVIS_DE_CONTACT))
  const sign = (attestation: Attestation) => signAttestation(attestation, CLES_DE_TEST)
  const { signature } = granted(await issueAttestation(demarche, { rang: version + 1, site: 'https://x.fr', sign }))
  return [signature.code, signature.contenu]
}

async function radier(ref: DemandeRef, le: Attestation['le']): Promise<void> {
  granted(await radiateDemande(auGuichet(ref), { code: 'RADABA', recuLe: le }))
}

describe('vérifier une attestation', () => {
  it('conforme par son code comme par son DataMatrix, et à son nom seulement (R-ATS-09)', async () => {
    const { signature } = await uneAttestation()
    for (const code of [signature.code, ` ${formatCode(signature.code).toLowerCase()} `, signature.contenu]) {
      expect(await verifyAttestation(code, '')).toBe('conforme')
      expect(await verifyAttestation(code, 'inventee, camille'.replace(',', ''))).toBe('conforme')
      expect(await verifyAttestation(code, 'Dominique Inventée')).toBe('non-conforme')
    }
  })

  it('conforme quand l’apostrophe de son nom se tape au clavier, par son code comme par son DataMatrix (R-ATS-21)', async () => {
    for (const [nom, tape] of [
      ['Falcʼhun', "Falc'hun"],
      ['N‘Diaye', "N'Diaye"],
    ] as const) {
      const { signature } = await uneAttestation(unContenu(['demandeur.nom', nom]))
      for (const code of [signature.code, signature.contenu]) {
        for (const dit of [nom, tape]) expect(await verifyAttestation(code, `Camille ${dit}`), dit).toBe('conforme')
        expect(await verifyAttestation(code, `Camille ${tape}e`)).toBe('non-conforme')
      }
    }
  })

  it('conforme quand un mot de quatre lettres touche son code ; à côté d’un autre code, non (R-ATS-22)', async () => {
    const [{ signature }, autre] = [await uneAttestation(), await uneAttestation()]
    const { code: lettres } = (await uneAttestation()).signature
    const code = formatCode(signature.code).replaceAll('-', ' ')
    for (const texte of [`Mon code est bien ${code}`, `${code} avec mes remerciements`, `voir ${code} avec le nom`])
      expect(await verifyAttestation(texte, 'Camille Inventée'), texte).toBe('conforme')
    expect(await verifyAttestation(`Mon code est bien ${code}`, 'Dominique Inventée')).toBe('non-conforme')
    // One that ends with four letters may be read twice: the register knows one of the two.
    await db.transaction(async (tx) => {
      await tx.execute(sql`set local session_replication_role = replica`)
      await tx
        .update(attestationDelivree)
        .set({ code: '7K2M9QXR4T0BVNBE' })
        .where(eq(attestationDelivree.code, lettres))
    })
    expect(await verifyAttestation('bien 7K2M 9QXR 4T0B VNBE avec', 'Camille Inventée')).toBe('conforme')
    const second = formatCode(autre.signature.code).replaceAll('-', ' ')
    for (const texte of [`bien ${code} ${second} avec`, `bien ${code} ou ${second}`, `bien ${'0000 '.repeat(4)}`])
      expect(await verifyAttestation(texte, ''), texte).toBe('non-conforme')
  })

  it('se lit par la ligne qui porte son code sur la feuille, copiée entière (R-ATS-18)', async () => {
    const { attestation, signature } = await uneAttestation()
    const lignes = verification(attestation, formatCode(signature.code))
    for (const copie of [lignes.at(-1) ?? '', lignes.join('\n'), lignes.join(' ').replace(/-(?=.{4}$)/, '-\n')])
      expect(await verifyAttestation(copie, ''), copie).toBe('conforme')
  })

  it('non conforme ce que nous n’avons pas signé, ou pas délivré (R-ATS-09)', async () => {
    const { attestation, signature } = await uneAttestation()
    const contrefaite = signAttestation(attestation, clesDe(`2020-01-01=${AUTRE_CLE}`))
    const prolongee = signature.contenu.replace(attestation.validite.jusquAu.replaceAll('-', ''), '21991231')
    for (const code of [contrefaite.contenu, contrefaite.code, prolongee, '', 'bonjour', '0'.repeat(16)])
      expect(await verifyAttestation(code, ''), code).toBe('non-conforme')
  })

  it('plus valable après sa validité, ou dès que la demande est radiée (R-ATS-05)', async () => {
    const { ref, attestation, signature } = await uneAttestation()
    const passee = signAttestation(
      { ...attestation, validite: { ...attestation.validite, jusquAu: jour('2020-01-01') } },
      CLES_DE_TEST,
    )
    expect(await verifyAttestation(passee.contenu, '')).toBe('plus-valable')
    await radier(ref, attestation.le)
    for (const code of [signature.code, signature.contenu])
      expect(await verifyAttestation(code, '')).toBe('plus-valable')
  })

  it('plus valable dès que la demande a changé de titulaire, même le jour de l’attestation (R-ATS-17)', async () => {
    const demarche = auGuichet((await insertUneDemande({ contenu: unCouple('M') })).ref)
    const codes = await renouveler(demarche, 1)
    for (const code of codes) expect(await verifyAttestation(code, '')).toBe('conforme')
    await changer(demarche)
    for (const code of codes) {
      expect(await verifyAttestation(code, '')).toBe('plus-valable')
      expect(await verifyAttestation(code, 'Camille Inventée')).toBe('plus-valable')
      expect(await verifyAttestation(code, 'Dominique Inventée')).toBe('non-conforme')
    }
  })

  it('conforme quand elle atteste un renouvellement d’après le changement, le même jour (R-ATS-17)', async () => {
    const demarche = auGuichet((await insertUneDemande({ contenu: unCouple('M') })).ref)
    await changer(demarche)
    const codes = await renouveler(demarche, 2, unContenu(['demandeur.prenom', 'Dominique']))
    for (const code of codes) expect(await verifyAttestation(code, '')).toBe('conforme')
  })
})
