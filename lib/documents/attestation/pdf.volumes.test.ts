import { createHash, createPrivateKey, createPublicKey } from 'node:crypto'
import { getDocumentProxy } from 'unpdf'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type ContexteDAttestation, composeAttestation } from '#lib/domain/attestation/contenu.ts'
import { DES_MENTIONS, lastAtteste, unContexte } from '#lib/domain/attestation/testing.ts'
import { type Changement, unContenu, unContenuDAssociation } from '#lib/domain/demande/formulaire/testing.ts'
import { unCouple, uneDemande } from '#lib/domain/demande/testing.ts'
import { renderAttestation } from './pdf.ts'
import { CLE_DE_TEST, signOf } from './testing.ts'

type Arbre = { role?: string; alt?: string; children?: Arbre[] }
const rolesOf = ({ role, children = [] }: Arbre): string[] => [...(role ? [role] : []), ...children.flatMap(rolesOf)]
const findOf = (arbre: Arbre, role: string): Arbre | undefined =>
  arbre.role === role ? arbre : (arbre.children ?? []).map((un) => findOf(un, role)).find((un) => un !== undefined)

/** Spaces of every kind as one: a reader says where words stand apart, not by which space. */
const plat = (texte = ''): string => texte.replace(/\s+/g, ' ')

/** What a reader finds in the bytes. */
async function lire(octets: Buffer) {
  const pdf = await getDocumentProxy(new Uint8Array(octets))
  const pages = await Promise.all(Array.from({ length: pdf.numPages }, (_, at) => pdf.getPage(at + 1)))
  const textes = await Promise.all(
    pages.map(async (page) =>
      (await page.getTextContent()).items.map((item) => ('str' in item ? item.str : '')).join(' '),
    ),
  )
  const arbres = await Promise.all(pages.map((page) => page.getStructTree()))
  const { info } = await pdf.getMetadata()
  const marques = await pdf.getMarkInfo()
  return {
    texte: plat(textes.join(' ')),
    pages: pdf.numPages,
    roles: arbres.flatMap((arbre) => (arbre ? rolesOf(arbre as Arbre) : [])),
    figure: arbres.flatMap((arbre) => (arbre ? (findOf(arbre as Arbre, 'Figure') ?? []) : []))[0],
    info: z.object({ Title: z.string(), Language: z.string() }).parse(info),
    isBalise: marques?.Marked === true,
  }
}

async function rendre(
  builder: ReturnType<typeof uneDemande>,
  contexte: ContexteDAttestation = unContexte(),
  specimen = false,
) {
  const { fait, demande } = lastAtteste(builder)
  const attestation = composeAttestation(fait, demande, contexte)
  const signature = signOf(attestation)
  const octets = await renderAttestation(attestation, signature, { specimen })
  return { octets, signature, attestation, lu: await lire(octets) }
}

const renouvelee = uneDemande().deposeeLe('2023-03-12').renouveleeLe('2024-02-20')

describe('l’attestation en PDF', () => {
  it('porte les neuf mentions, lues dans ses octets (R-ATS-03)', async () => {
    const { lu, signature } = await rendre(renouvelee)
    const attendus = {
      a: ['Camille Inventée', '45 cours Fictif', '09000 Foix'],
      b: ['Service qui a enregistré la demande Guichet fictif de Foix 3 cours Inventé', 'reçu par Ce même service'],
      c: ['009 0323 000042 G0123'],
      d: ['Déposée le 12 mars 2023', 'Enregistrée le 12 mars 2023', 'Renouvelée le 20 février 2024'],
      e: ['Foix : Office fictif de l’Ariège.'],
      f: ['sans logement', 'menacé d’expulsion', 'impropre à l’habitation', 'suroccupé'],
      g: ['à partir du 12 mars 2025', 'Arrêté fictif n° 09-2024-12 du 12 mars 2024', 'Commission fictive de médiation'],
      h: ['jusqu’au 20 février 2025', 'à partir du 20 décembre 2024', 'le 20 mars 2025 inclus', 'annulée (radiée) si'],
      i: ['logement.exemple.fr/ma-demande', 'Service fictif du logement, 1 rue Inventée'],
    }
    for (const [mention, textes] of Object.entries(attendus))
      for (const texte of textes) expect(lu.texte, mention).toContain(plat(texte))
    expect(lu.texte).toContain(plat(signature.code.match(/.{4}/g)?.join('-')))
    expect(lu.texte).not.toContain(plat('SPÉCIMEN'))
    expect(lu.texte).not.toContain(plat('non renseigné'))
  })

  it('est balisée, en français, titrée, sur deux pages au plus, et pèse moins de 80 Ko', async () => {
    const { lu, octets } = await rendre(renouvelee)
    expect(lu.isBalise).toBe(true)
    expect(lu.info).toMatchObject({
      Title: 'Attestation de renouvellement d’une demande de logement locatif social',
      Language: 'fr-FR',
    })
    for (const role of ['H1', 'H2', 'P', 'L', 'LI', 'LBody', 'Figure']) expect(lu.roles).toContain(role)
    expect(lu.roles.filter((role) => role === 'H1')).toHaveLength(1)
    expect(lu.figure?.alt).toMatch(/^DataMatrix signé .* code de vérification est [0-9A-Z]{4}-/)
    expect(lu.pages).toBe(2)
    expect(octets.length).toBeLessThan(80_000)
    // The font travels with it, and none of the system is asked for.
    expect(octets.includes('FontFile2')).toBe(true)
    expect(octets.includes('Helvetica')).toBe(false)
  })

  it('est la même, octet pour octet, à chaque fois, et une autre dès qu’un mot change', async () => {
    const empreinte = async (contexte?: ContexteDAttestation) =>
      createHash('sha256')
        .update((await rendre(renouvelee, contexte)).octets)
        .digest('hex')
    const premiere = await empreinte()
    expect(await empreinte()).toBe(premiere)
    expect(await empreinte(unContexte({ site: 'https://ailleurs.exemple.fr' }))).not.toBe(premiere)
  })

  it('dit ce que la préfecture n’a pas renseigné, et n’invente rien (R-ATS-10)', async () => {
    const vide = unContexte({ departements: [{ code: '09', nom: 'Ariège', mentions: null }], services: new Map() })
    const { lu } = await rendre(renouvelee, vide)
    expect(lu.texte).toContain(plat('Foix : non renseigné par la préfecture.'))
    expect(lu.texte).toContain(plat('après le délai anormalement long : non renseigné par la préfecture'))
    expect(lu.texte).toContain(plat('Commission de médiation : non renseigné par la préfecture.'))
    expect(lu.texte).toContain(
      plat('Service qui a enregistré la demande Guichet G0123 Adresse postale : non renseignée Renouvellement'),
    )
  })

  it('un type de logement sans délai et le service du portail sans adresse se disent non renseignés (R-ATS-10)', async () => {
    const delai = { mois: null, parType: [{ type: 'T2', mois: 24 }], arrete: 'Arrêté A', arreteLe: null } as const
    const mentions = { ...DES_MENTIONS, gestionnaire: null, delai }
    const contexte = unContexte({ departements: [{ code: '09', nom: 'Ariège', mentions }] })
    const { lu } = await rendre(renouvelee, contexte)
    expect(lu.texte).toContain(
      plat('à partir du 12 mars 2025 pour un T2 (24 mois), pour un T3 : non renseigné par la préfecture ; Arrêté A.'),
    )
    expect(lu.texte).toContain(plat('Service qui gère les demandes : non renseigné par la préfecture.'))
  })

  it('un renouvellement en ligne ne prend pas la place du service qui a enregistré (R-ATS-16)', async () => {
    const { fait, demande } = lastAtteste(renouvelee)
    const enLigne = { ...fait, origine: { canal: 'internet', organisme: 'GDPUB' } } as const
    const attestation = composeAttestation(enLigne, demande, unContexte())
    const { texte } = await lire(await renderAttestation(attestation, signOf(attestation)))
    expect(texte).toContain(plat('Service qui a enregistré la demande Guichet fictif de Foix'))
    expect(texte).toContain(
      plat(
        'Renouvellement reçu par Guichet internet grand public https://logement.exemple.fr Service fictif du logement',
      ),
    )
  })

  it('être hébergé n’ouvre la saisine qu’au bout d’un temps (R-ATS-14)', async () => {
    const { lu } = await rendre(renouvelee)
    expect(lu.texte).toContain(
      plat('vous êtes depuis plusieurs mois hébergé dans une structure d’hébergement, ou logé temporairement'),
    )
    expect(lu.texte).toContain(plat('selon les cas prévus par l’article R. 441-14-1'))
    expect(lu.texte).not.toContain(plat('vous êtes hébergé'))
  })

  it('celle de création dit son territoire, et aucun renouvellement', async () => {
    const { lu } = await rendre(uneDemande().deposeeLe('2023-03-12'))
    expect(lu.info.Title).toMatch(/^Attestation d’enregistrement départemental/)
    for (const dit of ['Renouvelée le', 'Renouvellement reçu']) expect(lu.texte).not.toContain(plat(dit))
  })

  it('une association, un couple, un seul nom, des noms longs et d’autres alphabets y tiennent', async () => {
    const nom = 'Inventée-de-la-Particule-'.repeat(3)
    const cas = [
      [unContenuDAssociation(), 'Association inventée du Toit'],
      [unCouple(), 'Avec : Dominique Inventée'],
      [unContenu(['demandeur.prenom', null], ['demandeur.unSeulNom', true], ['demandeur.nom', 'Suharto']), 'Suharto'],
      [unContenu(['demandeur.nom', 'Nguyễn Đặng Ćwikła Σωκράτης']), 'Nguyễn Đặng Ćwikła Σωκράτης'],
      [unContenu(['demandeur.nom', nom.slice(0, 80)], ['demandeur.prenom', '李小龍🦊'.repeat(8)]), 'Inventée-'],
    ] as const
    for (const [contenu, attendu] of cas) {
      const { lu } = await rendre(uneDemande().avec(contenu).deposeeLe('2023-03-12'))
      expect(lu.texte).toContain(plat(attendu))
    }
  })

  it('ce qui ne s’imprime pas d’un nom se voit et se dit, et rien d’un autre (R-ATS-19)', async () => {
    const rendu = async (...noms: readonly Changement[]) =>
      (
        await rendre(
          uneDemande()
            .avec(unContenu(...noms))
            .deposeeLe('2023-03-12'),
        )
      ).lu.texte
    const dit = await rendu(['demandeur.nom', 'محمد 李 Durand'], ['demandeur.nomDeNaissance', 'Durand'])
    expect(dit).toContain('Camille □□□□ □ Durand')
    expect(dit).toContain(plat('□ : signe que cette feuille ne sait pas imprimer. Faites écrire ce nom'))
    expect(await rendu()).not.toContain('□')
  })

  it('dit les enfants en garde et à naître à la suite des personnes (R-ATS-15)', async () => {
    const enfant = (garde: string | null) => ({ naissance: '2015-02-03', sexe: null, garde })
    const contenu = unContenu(
      ['foyer.enfantsEnGarde', ['G', 'D', 'D', null].map(enfant)],
      ['foyer.enfantsANaitre', { nombre: 1, prevusLe: null }],
    )
    const { lu } = await rendre(uneDemande().avec(contenu).deposeeLe('2023-03-12'))
    expect(lu.texte).toContain(
      plat(
        'Pour 1 personne. • Et, en plus : 1 enfant en garde alternée, 2 enfants en droit de visite, 1 enfant accueilli, 1 enfant à naître.',
      ).replace('• ', ''),
    )
  })

  it('des communes et des bailleurs par dizaines continuent sur d’autres pages, toutes numérotées', async () => {
    const communes = ['09122', '09225', '09001', '09002', '09003', '09004', '09005', '09006']
    const contenu = unContenu(['recherche.localisations', communes.map((commune) => ({ commune, quartier: null }))])
    const bailleurs = communes.flatMap((commune) =>
      Array.from({ length: 30 }, (_, at) => ({ nom: `Office fictif ${commune} ${at}`, communes: [commune] })),
    )
    const contexte = unContexte({
      departements: [{ code: '09', nom: 'Ariège', mentions: { ...DES_MENTIONS, bailleurs } }],
    })
    const { lu, octets } = await rendre(uneDemande().avec(contenu).deposeeLe('2023-03-12'), contexte)
    expect(lu.pages).toBeGreaterThan(2)
    expect(lu.texte).toContain(plat(`Page ${lu.pages} sur ${lu.pages}`))
    expect(lu.texte).toContain(plat('Office fictif 09006 29.'))
    expect(octets.length).toBeLessThan(80_000)
  })

  it('un spécimen le dit, en travers et en toutes lettres', async () => {
    const { lu } = await rendre(renouvelee, unContexte(), true)
    expect(lu.texte).toContain(plat('SPÉCIMEN'))
    expect(lu.texte).toContain(plat('personne inventée, document sans valeur'))
  })
})

describe('la clé de test', () => {
  it('est une clé Ed25519 qui ne sert qu’ici', () => {
    const privee = createPrivateKey({ key: Buffer.from(CLE_DE_TEST, 'base64'), format: 'der', type: 'pkcs8' })
    expect(createPublicKey(privee).asymmetricKeyType).toBe('ed25519')
  })
})
