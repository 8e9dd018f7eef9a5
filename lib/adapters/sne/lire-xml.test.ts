import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { jour } from '#lib/domain/calendrier.ts'
import { readDemandeSne } from '#lib/domain/demande/reprise/demande-sne.ts'
import { uneDemandeSne, unFichierSne } from '#lib/domain/demande/reprise/testing.ts'
import { readFichierSne } from './lire-xml.ts'

const folder = mkdtempSync(join(tmpdir(), 'portail-sne-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const LE = jour('2026-11-28')

async function readAll(content: string | Uint8Array) {
  const path = join(folder, 'demandes.xml')
  writeFileSync(path, content)
  return Array.fromAsync(readFichierSne(path))
}
async function readDemande(dans: Parameters<typeof uneDemandeSne>[0] = {}) {
  const [morceau] = await readAll(unFichierSne([uneDemandeSne(dans)]))
  if (morceau?.sorte !== 'demande') throw new Error(JSON.stringify(morceau))
  return readDemandeSne(morceau.element, LE)
}
const refusDe = async (content: string | Uint8Array) => {
  const last = (await readAll(content)).at(-1)
  return last?.sorte === 'refus' ? last.refus.code : last?.sorte
}

describe('un fichier d’interface du SNE', () => {
  it('donne ses demandes une à une, avec leur type et leur ligne', async () => {
    const morceaux = await readAll(unFichierSne([uneDemandeSne(), uneDemandeSne(), uneDemandeSne()], 'REN'))
    expect(morceaux).toHaveLength(3)
    expect(morceaux.map((un) => un.sorte === 'demande' && [un.typeFichier, un.element.nom, un.ligne > 3])).toEqual(
      Array.from({ length: 3 }, () => ['REN', 'demandeLogement', true]),
    )
  })

  it('se lit dans l’encodage qu’il déclare', async () => {
    const latin = unFichierSne([uneDemandeSne({ nom: '<nom>Éléonore</nom>' })]).replace('UTF-8', 'ISO-8859-1')
    const [morceau] = await readAll(Buffer.from(latin, 'latin1'))
    const lu = morceau?.sorte === 'demande' ? readDemandeSne(morceau.element, LE) : undefined
    expect(lu?.ok && lu.demande.contenu.demandeur).toMatchObject({ nom: 'Éléonore' })
  })

  it('qui n’est pas dans l’encodage qu’il déclare est refusé avant de charger un nom faux', async () => {
    const latin = Buffer.from(unFichierSne([uneDemandeSne({ nom: '<nom>André</nom>' })]), 'latin1')
    expect((await readAll(latin)).map(({ sorte }) => sorte)).toEqual(['refus'])
  })

  it.each([
    ['vide', '', 'pas-du-xml'],
    ['qui n’est que des mots', 'bonjour', 'pas-du-xml'],
    ['binaire', new Uint8Array([0x50, 0x4b, 3, 4, 0, 255, 254]), 'pas-du-xml'],
    ['d’une autre sorte', '<html><body/></html>', 'pas-une-interface'],
    ['coupé', unFichierSne([uneDemandeSne()]).slice(0, -400), 'illisible'],
    ['profond de mille éléments', unFichierSne([`<demandeLogement>${'<a>'.repeat(1000)}`]), 'hors-de-proportion'],
    [
      'd’une demande sans fin',
      unFichierSne([`<demandeLogement>${'<a/>'.repeat(20_001)}</demandeLogement>`]),
      'hors-de-proportion',
    ],
    [
      'd’un texte sans fin',
      unFichierSne([`<demandeLogement><nom>${'x'.repeat(2_000_001)}</nom></demandeLogement>`]),
      'hors-de-proportion',
    ],
  ])('%s est refusé', async (_, content, code) => expect(await refusDe(content)).toBe(code))

  it('qui déclare des entités est refusé, et n’en développe aucune (R-REP-03)', async () => {
    const bombe = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "${'ha'.repeat(100)}"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>`
    const content = bombe + unFichierSne([uneDemandeSne({ nom: '<nom>&b;&c;</nom>' })]).replace(/^<\?xml.*\n/, '')
    expect((await readAll(content)).map((un) => un.sorte === 'refus' && un.refus.code)).toEqual(['declare-des-entites'])
  })

  it('dont une entité est inconnue est dit illisible à sa ligne', async () => {
    const [last] = (await readAll(unFichierSne([uneDemandeSne({ nom: '<nom>&inconnue;</nom>' })]))).slice(-1)
    expect(last).toMatchObject({ sorte: 'refus', refus: { code: 'illisible', ligne: 8 } })
  })
})

describe('une demande reprise', () => {
  it('garde tout ce que dit le fichier, et l’inconnu reste inconnu', async () => {
    const lu = await readDemande()
    expect(lu.ok && { ...lu.demande, contenu: undefined }).toEqual({
      numeroUnique: '0090324016982G0901',
      deposeeLe: '2024-03-15',
      renouveleeLe: null,
      codeGuichet: 'G0901',
      contenu: undefined,
      remarques: [
        {
          champ: 'demandeur.ressources.lignes.1',
          gravite: 'a-verifier',
          message: 'Le montant de cette ressource n’est pas connu.',
        },
      ],
    })
    const contenu = lu.ok ? lu.demande.contenu : undefined
    expect(contenu).toMatchObject({
      demandeur: {
        nom: 'Fictif',
        naissance: '1979-10-00',
        telephonePortable: '06 39 98 12 34',
        adresse: { commune: '09122', etranger: false },
        situationProfessionnelle: { type: 'CDI', communeDuTravail: '75113' },
        ressources: {
          statut: 'declarees',
          lignes: [
            { code: 'SAL', euros: 1500.5 },
            { code: 'AF', euros: null },
          ],
        },
        pensionVersee: 120,
        revenuFiscal: {
          anneeMoins2: { annee: 2022, montant: { statut: 'declare', euros: 20_000 } },
          anneeMoins1: { annee: 2023, montant: null },
        },
      },
      cotitulaires: [{ lien: 'M', nomDeNaissance: 'Inventée', ressources: null }],
      foyer: {
        personnesACharge: [{ prenom: 'Lou', lien: 'E' }],
        enfantsANaitre: null,
        enfantsEnGarde: [{ garde: 'G' }],
        ressourcesDesPersonnesACharge: null,
      },
      logementActuel: { modele: 'LP', loyerMensuel: { statut: 'declare', euros: 600 }, proprietaireDUnLogement: false },
      recherche: {
        types: ['T4', 'T5'],
        localisations: [
          { commune: '09122', quartier: null },
          { commune: '09225', quartier: 'Centre' },
        ],
        accepteDAutresCommunes: true,
      },
    })
  })

  it.each([
    ['<numUnique/>', null],
    ['<numUnique>0091324016982G0901</numUnique>', '0091324016982G0901'],
  ])('sans numéro unique qui en soit un (%s) est refusée, sous le texte qui est écrit (R-REP-01)', async (xml, dit) => {
    const lu = await readDemande({ numUnique: xml })
    expect(lu).toMatchObject({ ok: false, numeroUnique: dit, remarques: [{ champ: 'numUnique', gravite: 'refus' }] })
  })

  it('garde une commune qui n’est pas du territoire de son numéro, et le dit (R-REP-12)', async () => {
    const lu = await readDemande({ numUnique: '<numUnique>0310324016982G0901</numUnique>' })
    expect(lu.ok && lu.demande.contenu.recherche.localisations).toHaveLength(2)
    const ditesDe = lu.ok ? lu.demande.remarques.filter(({ champ }) => champ.startsWith('recherche.localisations')) : []
    expect(ditesDe).toMatchObject([
      { champ: 'recherche.localisations.0.commune', gravite: 'a-verifier' },
      { champ: 'recherche.localisations.1.commune', gravite: 'a-verifier' },
    ])
  })

  it('dont un champ ne se lit pas garde les autres, et le dit (R-REP-02)', async () => {
    const lu = await readDemande({
      nationalite: '<nationalite code="9"/>',
      dateNaissance: '<dateNaissance>1979-02-30</dateNaissance>',
      telPortable: '<telPortable>O6 39</telPortable>',
      modeleLogement: '<modeleLogement code="IGLOO"/>',
      typeLogement: '<typeLogement code="T9"/>',
      localisationSouhaite: '<localisationSouhaite><commune code="Foix"/></localisationSouhaite>',
      dateCreationDemande: '<dateCreationDemande>2024-02-31</dateCreationDemande>',
    })
    const champs = lu.ok ? lu.demande.remarques.map(({ champ }) => champ) : []
    expect(champs.toSorted()).toEqual([
      'dateCreationDemande',
      'demandeur.naissance',
      'demandeur.nationalite',
      'demandeur.ressources.lignes.1',
      'demandeur.telephonePortable',
      'logementActuel.modele',
      'recherche.localisations.0.commune',
      'recherche.types.0',
    ])
    expect(lu.ok && lu.demande.contenu).toMatchObject({
      demandeur: { nom: 'Fictif', nationalite: null, naissance: null, telephonePortable: null },
      logementActuel: { modele: null },
      recherche: { types: ['T5'], localisations: [{ commune: '09225', quartier: 'Centre' }] },
    })
  })

  it('ne prend un zéro ni pour une ressource, ni pour un revenu fiscal, ni pour un loyer : personne ne l’a déclaré', async () => {
    const lu = await readDemande({
      montant: '<montant>0</montant>',
      montantMoins2: '<montantMoins2>0</montantMoins2>',
      montantMensuelLoyer: '<montantMensuelLoyer>0</montantMensuelLoyer>',
    })
    expect(lu.ok && lu.demande.contenu).toMatchObject({
      demandeur: {
        ressources: { lignes: [{ code: 'SAL', euros: null }, { code: 'AF' }] },
        revenuFiscal: { anneeMoins2: { montant: null } },
      },
      logementActuel: { loyerMensuel: null },
    })
    expect(lu.ok && lu.demande.remarques.map(({ champ }) => champ)).toContain('demandeur.ressources.lignes.0')
  })

  it('garde à côté ce que ses champs refusent, sans un numéro de sécurité sociale, et le dit (R-REP-16)', async () => {
    const communes = ['09122', '09225', '09261', '09160', '09185', '09332', '09042', '09282', '09324']
    const voulues = communes.map((code) => `<localisationSouhaite><commune code="${code}"/></localisationSouhaite>`)
    const lu = await readDemande({
      telPortable: '<telPortable>+32 470 12 34 56</telPortable><telTravail>1 84 05 09 122 001 61</telTravail>',
      mel: '<mel>ariel chez exemple</mel>',
      dateNaissance: '<dateNaissance>1679-10-01</dateNaissance>',
      profession: `<profession>${'m'.repeat(2500)}</profession><siretEmployeur>123</siretEmployeur>`,
      montantMoins2: '<montantMoins2>0</montantMoins2>',
      montantMensuelLoyer: '<montantMensuelLoyer>0,00</montantMensuelLoyer>',
      dateRenouvellement: '',
      listeCotitulaire:
        '<listeCotitulaire/><personneANaitre><nombre>1</nombre><dateNaissancePrevue>2020-01-01</dateNaissancePrevue></personneANaitre>',
      listeLocalisationSouhaite: `<listeLocalisationSouhaite>${voulues.join('')}</listeLocalisationSouhaite>`,
      logementRecherche: `<listeMotif>${['01', '02', '03', '04'].map((code) => `<motif><type code="${code}"/></motif>`).join('')}</listeMotif><logementRecherche><listeLocalisationSouhaite>${voulues.join('')}</listeLocalisationSouhaite></logementRecherche>`,
    })
    if (!lu.ok) throw new Error('refused')
    const { contenu, remarques } = lu.demande
    const autres = Object.fromEntries(
      Map.groupBy(contenu.autres, ({ chemin }) => chemin)
        .entries()
        .map(([chemin, parts]) => [chemin, parts.map(({ valeur }) => valeur).join('')]),
    )
    expect(autres).toEqual({
      'demandeur.telephonePortable': '+32 470 12 34 56',
      'demandeur.courriel': 'ariel chez exemple',
      'demandeur.naissance': '1679-10-01',
      'demandeur.situationProfessionnelle.profession': 'm'.repeat(2500),
      'demandeur.situationProfessionnelle.siretDeLEmployeur': '123',
      'demandeur.revenuFiscal.anneeMoins2.montant': '0',
      'logementActuel.loyerMensuel': '0',
      'foyer.enfantsANaitre.prevusLe': '2020-01-01',
      'motifs.3.code': '04',
      'recherche.localisations.8.commune': '09324',
    })
    const dits = new Set(remarques.map(({ champ }) => champ))
    for (const chemin of Object.keys(autres)) expect(dits).toContain(chemin.replace(/\.\d\.(code|commune)$/, ''))
    expect(contenu.recherche.localisations).toHaveLength(8)
    expect(contenu.motifs).toHaveLength(3)
  })

  it('lit une date avec son fuseau, et garde à côté ce qui n’est ni oui ni non, ni un code', async () => {
    const lu = await readDemande({
      dateNaissance: '<dateNaissance>1979-10-12+01:00</dateNaissance>',
      demandeElargie: '<demandeElargie>OUI</demandeElargie>',
      civilite: '<civilite>1</civilite>',
    })
    expect(lu.ok && lu.demande.contenu).toMatchObject({
      demandeur: { naissance: '1979-10-12', civilite: null },
      recherche: { accepteDAutresCommunes: null },
      autres: [
        { chemin: 'personnePhysique/demandeur/civilite', valeur: '1' },
        { chemin: 'logementRecherche/demandeElargie', valeur: 'OUI' },
      ],
    })
  })

  it('garde à côté les éléments que le formulaire ne connaît pas, jamais un numéro de sécurité sociale (R-NIR-01)', async () => {
    const lu = await readDemande({
      mel: '<mel>ariel.fictif@exemple.fr</mel><nir>184050912200161</nir><numNir>1840509122001</numNir><nirCertifie>x</nirCertifie><numeroSecuriteSociale>y</numeroSecuriteSociale><avenir>connu</avenir><suivi>1 84 05 09 122 001</suivi><mesure code="X1"/><note>né le 1 84 05 09 122 001 61</note>',
    })
    expect(lu.ok && lu.demande.contenu.autres).toEqual([
      { chemin: 'personnePhysique/demandeur/avenir', valeur: 'connu' },
      { chemin: 'personnePhysique/demandeur/mesure', valeur: 'X1' },
      { chemin: 'personnePhysique/demandeur/note', valeur: 'né le' },
    ])
  })

  it('d’une association se lit à ses trois rubriques', async () => {
    const lu = await readDemande({
      personnePhysique:
        '<personneMorale><raisonSociale>Association inventée</raisonSociale><dateCreation>2001-02-03</dateCreation><siret>73282932000074</siret></personneMorale>',
    })
    expect(lu.ok && lu.demande.contenu.demandeur).toMatchObject({
      nature: 'personne-morale',
      raisonSociale: 'Association inventée',
      siret: '73282932000074',
    })
  })

  it('d’une association, garde à côté les rubriques qu’elle n’a pas (R-REP-13)', async () => {
    const lu = await readDemande({
      personnePhysique:
        '<personneMorale><raisonSociale>Association inventée</raisonSociale></personneMorale><listeMotif><motif><type code="09"/><precision>loyer</precision></motif></listeMotif><personnePhysique><logementActuel><surface>12</surface></logementActuel></personnePhysique>',
    })
    expect(lu.ok && lu.demande.contenu).toMatchObject({ motifs: [], logementActuel: { surface: null } })
    expect(lu.ok && lu.demande.contenu.autres).toEqual([
      { chemin: 'listeMotif/motif/type', valeur: '09' },
      { chemin: 'listeMotif/motif/precision', valeur: 'loyer' },
      { chemin: 'personnePhysique/logementActuel/surface', valeur: '12' },
    ])
  })
})
