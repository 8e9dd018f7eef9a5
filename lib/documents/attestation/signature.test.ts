import { createPrivateKey, createPublicKey } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { composeAttestation } from '#lib/domain/attestation/contenu.ts'
import { lastAtteste, unContexte } from '#lib/domain/attestation/testing.ts'
import { jour } from '#lib/domain/calendrier.ts'
import { numeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { uneDemande } from '#lib/domain/demande/testing.ts'
import { chooseCle, empreinteDuNom, pemOf, readCles, signAttestation, verifyContenu } from './signature.ts'
import { AUTRE_CLE, CLE_DE_TEST, CLES_DE_TEST, clesDe, signOf } from './testing.ts'

const { fait, demande } = lastAtteste(uneDemande().deposeeLe('2023-03-12').renouveleeLe('2024-02-20'))
const attestation = composeAttestation(fait, demande, unContexte())
const { contenu, code } = signOf(attestation)
const publiqueSeule = (cle: string): string => {
  const privee = createPrivateKey({ key: Buffer.from(cle, 'base64'), format: 'der', type: 'pkcs8' })
  return createPublicKey(privee).export({ type: 'spki', format: 'der' }).toString('base64')
}

describe('la signature d’une attestation', () => {
  it('se vérifie par la clé publique, et redonne ce qui est signé (R-ATS-09)', () => {
    const { empreinte, ...message } = verifyContenu(contenu, CLES_DE_TEST) ?? {}
    expect(message).toEqual({
      cle: '200101',
      nature: 'renouvellement',
      numeroUnique: demande.numeroUnique,
      deposeeLe: '2023-03-12',
      isDepotCompte: false,
      le: '2024-02-20',
      valideJusquAu: '2025-02-20',
    })
    expect(empreinte).toBe(empreinteDuNom(demande.numeroUnique, 'INVENTEE camille'))
    expect(empreinte).not.toBe(empreinteDuNom(demande.numeroUnique, 'Dominique Inventée'))
  })

  it('l’empreinte de chaque apostrophe est ce qu’elle a toujours été : ce qui est imprimé reste conforme (R-ATS-21)', () => {
    const numero = numeroUnique('0090323000042G0123')
    expect(empreinteDuNom(numero, 'Falcʼhun Anna')).toBe('8E31FSWNTQEK8')
    expect(empreinteDuNom(numero, "Falc'hun Anna")).toBe('RVXCR47FJ38XM')
    expect(empreinteDuNom(numero, 'N‘Diaye Awa')).toBe('R3ZSXYPNW4C6G')
  })

  it('d’un dépôt compté, une ancienne qui en signe le jour se vérifie encore, une nouvelle n’en signe que le mois (R-REP-11)', () => {
    // What was signed before a month could be.
    const ancienne = signOf({ ...attestation, isDepotCompte: false, deposeeLe: jour('2023-03-01') })
    expect(verifyContenu(ancienne.contenu, CLES_DE_TEST)).toMatchObject({ deposeeLe: '2023-03-01' })
    const nouvelle = signOf({ ...attestation, isDepotCompte: true, deposeeLe: jour('2023-03-01') })
    expect(nouvelle.contenu).toMatch(/^DLS2.{25}20230300/)
    expect(verifyContenu(nouvelle.contenu, CLES_DE_TEST)).toMatchObject({ isDepotCompte: true })
    expect(nouvelle.code).not.toBe(ancienne.code)
  })

  it('un seul signe changé, où qu’il soit, et elle ne vaut plus rien (R-ATS-09)', () => {
    for (const [at, signe] of [...contenu].entries()) {
      const autre = signe === '0' ? '1' : '0'
      expect(
        verifyContenu(contenu.slice(0, at) + autre + contenu.slice(at + 1), CLES_DE_TEST),
        `signe ${at}`,
      ).toBeUndefined()
    }
  })

  it('une autre clé, même de même nom, n’est pas la nôtre (R-ATS-09)', () => {
    expect(verifyContenu(contenu, clesDe(`2020-01-01=${AUTRE_CLE}`))).toBeUndefined()
    expect(verifyContenu(contenu, clesDe(`2020-01-02=${CLE_DE_TEST}`))).toBeUndefined()
  })

  it('est la même à chaque fois, et le code court la suit', () => {
    expect(signOf(attestation)).toEqual({ contenu, code })
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/)
    expect(
      signAttestation({ ...attestation, demandeur: { ...attestation.demandeur, nom: 'Autre' } }, CLES_DE_TEST).code,
    ).not.toBe(code)
  })
})

describe('les clés', () => {
  it('se lisent dans l’ordre de leur premier jour ; une publique vérifie et ne signe plus', () => {
    const cles = clesDe(`2026-01-01=${AUTRE_CLE}, 2020-01-01=${publiqueSeule(CLE_DE_TEST)}`)
    expect(cles.map(({ id, privee }) => [id, privee !== null])).toEqual([
      ['200101', false],
      ['260101', true],
    ])
    expect(verifyContenu(contenu, cles)).toBeDefined()
    expect(chooseCle(cles, jour('2024-02-20')).id).toBe('260101')
    expect(pemOf(chooseCle(cles, jour('2024-02-20')))).toMatch(/^-----BEGIN PUBLIC KEY-----\n/)
  })

  it('chacune signe ce qui a été fait depuis son premier jour, celui-ci compris', () => {
    const cles = clesDe(`2020-01-01=${CLE_DE_TEST} 2026-01-01=${AUTRE_CLE}`)
    const le = (day: string) => chooseCle(cles, jour(day)).id
    expect([le('2019-12-31'), le('2025-12-31'), le('2026-01-01')]).toEqual(['200101', '200101', '260101'])
  })

  it.each([
    ['', 'aucune'],
    ['2026-01-01', 'sans clé'],
    [`2026-02-30=${CLE_DE_TEST}`, 'un jour qui n’existe pas'],
    ['2026-01-01=bm9u', 'autre chose'],
    [`2026-01-01=${CLE_DE_TEST} 2026-01-01=${AUTRE_CLE}`, 'deux du même jour'],
    [`2026-01-01=${publiqueSeule(CLE_DE_TEST)}`, 'aucune qui signe'],
  ])('%s : %s ne se lit pas', (texte) => {
    expect(readCles(texte)).toBeUndefined()
  })
})
