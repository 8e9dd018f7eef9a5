import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { checkNouveauContenu } from '#lib/domain/demande/contenu-fige.ts'
import type { Contenu } from '#lib/domain/demande/formulaire/contenu.ts'
import { blocsACompleter } from '#lib/domain/demande/formulaire/renouvellement/a-completer.ts'
import { exact, le, lire } from '#lib/domain/demande/formulaire/renouvellement/testing.ts'
import { readDemandeSne } from '#lib/domain/demande/reprise/demande-sne.ts'
import { uneDemandeSne, unFichierSne } from '#lib/domain/demande/reprise/testing.ts'
import { readFichierSne } from './lire-xml.ts'

const folder = mkdtempSync(join(tmpdir(), 'portail-sne-renouveler-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function contenuDuFichier(dans: Parameters<typeof uneDemandeSne>[0]): Promise<Contenu> {
  const path = join(folder, 'demandes.xml')
  writeFileSync(path, unFichierSne([uneDemandeSne(dans)]))
  const [morceau] = await Array.fromAsync(readFichierSne(path))
  if (morceau?.sorte !== 'demande') throw new Error(JSON.stringify(morceau))
  const lue = readDemandeSne(morceau.element, le)
  if (!lue.ok) throw new Error('refused')
  return lue.demande.contenu
}
/** What a file of 2024 does not say, and every applicant is asked. */
const REPONSES = {
  'recherche.accepteDAutresCommunes': 'oui',
  'motifs.0.code': '09',
  'demandeur.ressources.reponse': 'inconnu',
  'demandeur.revenuFiscal.reponse': 'inconnu',
  'cotitulaires.0.ressources.reponse': 'inconnu',
  'cotitulaires.0.revenuFiscal.reponse': 'inconnu',
}
const champsDemandes = (contenu: Contenu) =>
  blocsACompleter(lire(contenu, { ...exact(contenu), ...REPONSES })).flatMap(({ champs }) => champs.map((un) => un.nom))

it('d’un fichier, qui n’a qu’un nom le dit et renouvelle, demandeur ou cotitulaire (R-FORM-07)', async () => {
  const contenu = await contenuDuFichier({
    prenom: '',
    listeCotitulaire:
      '<listeCotitulaire><cotitulaire><civilite code="2"/><nom>Inventée</nom><nomPatronymique>Inventée</nomPatronymique><dateNaissance>1980-02-01</dateNaissance><nationalite code="2"/><lienDemandeur code="M"/><situationProfessionnelle><typeContratTravail code="AUT"/></situationProfessionnelle></cotitulaire></listeCotitulaire>',
  })
  expect(contenu).toMatchObject({
    demandeur: { prenom: null, unSeulNom: false },
    cotitulaires: [{ prenom: null, unSeulNom: false }],
  })
  const siens = ['demandeur.prenom', 'demandeur.unSeulNom', 'cotitulaires.0.prenom', 'cotitulaires.0.unSeulNom']
  expect(champsDemandes(contenu)).toEqual(siens)
  const lu = lire(contenu, {
    ...exact(contenu),
    ...REPONSES,
    'demandeur.unSeulNom': 'on',
    'cotitulaires.0.unSeulNom': 'on',
  })
  expect(lu.etape).toBe('confirmer')
  if (!lu.contenu) throw new Error('no content')
  expect(checkNouveauContenu({ avant: contenu, apres: lu.contenu }, '09').ok).toBe(true)
})

it('d’un fichier sans téléphone ni courriel, un téléphone fixe suffit (R-FORM-19)', async () => {
  const contenu = await contenuDuFichier({ telPortable: '', mel: '' })
  expect(champsDemandes(contenu)).toEqual([
    'demandeur.telephonePortable',
    'demandeur.telephoneDuDomicile',
    'demandeur.courriel',
  ])
  const lu = lire(contenu, { ...exact(contenu), ...REPONSES, 'demandeur.telephoneDuDomicile': '05 61 99 12 34' })
  expect(lu.etape).toBe('confirmer')
})
