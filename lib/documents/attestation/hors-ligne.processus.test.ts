import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type Attestation, composeAttestation } from '#lib/domain/attestation/contenu.ts'
import { lastAtteste, unContexte } from '#lib/domain/attestation/testing.ts'
import { jour } from '#lib/domain/calendrier.ts'
import { uneDemande } from '#lib/domain/demande/testing.ts'
import { pemOf } from './signature.ts'
import { AUTRE_CLE, CLES_DE_TEST, clesDe, signOf } from './testing.ts'

const { fait, demande } = lastAtteste(uneDemande().deposeeLe('2023-03-12'))
const attestation = composeAttestation(fait, demande, unContexte())
const jusquAu = (day: string): Attestation => ({
  ...attestation,
  validite: { ...attestation.validite, jusquAu: jour(day) },
})

const dossier = mkdtempSync(join(tmpdir(), 'attestation-'))
afterAll(() => rmSync(dossier, { recursive: true }))
const cle = join(dossier, 'cle.pem')
writeFileSync(
  cle,
  [...clesDe(`2019-01-01=${AUTRE_CLE}`), ...CLES_DE_TEST].map((une) => `# ${une.id}\n${pemOf(une)}`).join(''),
)

const verifier = (...args: readonly string[]) => {
  const { status, stdout } = spawnSync(process.execPath, ['public/verifier-attestation.mjs', cle, ...args], {
    encoding: 'utf8',
  })
  const [dit, , depot] = stdout.split('\n')
  return { status, dit, ...(depot?.includes(' en ') ? { depot } : {}) }
}

describe('le programme que l’on télécharge pour vérifier hors ligne (R-ATS-09)', () => {
  const { contenu } = signOf(jusquAu('2199-12-31'))

  it('dit conforme, avec ou sans le nom écrit', () => {
    expect(verifier(contenu)).toEqual({ status: 0, dit: 'Conforme' })
    expect(verifier(contenu.toLowerCase(), 'INVENTEE Camille')).toEqual({ status: 0, dit: 'Conforme' })
  })

  it('ne dit que le mois d’un dépôt dont le jour n’est pas connu (R-REP-11)', () => {
    const compte = signOf({ ...jusquAu('2199-12-31'), isDepotCompte: true }).contenu
    const depot = 'Déposée en 03/2023, valable jusqu’au 31/12/2199'
    expect(verifier(compte)).toEqual({ status: 0, dit: 'Conforme', depot })
    expect(verifier(compte.replace('DLS2', 'DLS1'))).toEqual({ status: 2, dit: 'Non conforme' })
  })

  it('dit plus valable après la fin de la validité', () => {
    expect(verifier(signOf(jusquAu('2024-03-12')).contenu)).toEqual({ status: 3, dit: 'Plus valable' })
  })

  it('dit non conforme un autre nom, un signe changé, autre chose', () => {
    const non = { status: 2, dit: 'Non conforme' }
    expect(verifier(contenu, 'Dominique Inventée')).toEqual(non)
    expect(verifier(contenu.replace('C0090', 'R0090'))).toEqual(non)
    expect(verifier(contenu.replace('DLS1200101', 'DLS1190101'))).toEqual(non)
    expect(verifier('bonjour')).toEqual(non)
  })
})
