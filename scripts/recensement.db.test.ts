import { describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { listChiffresPourCentre, listChiffresTenus } from '#db/queries/chiffres-du-classeur.ts'
import { chiffreDeCommune, pointDeContact, publication } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { withProgrammes } from '#db/testing/programmes.ts'
import { insertCentre } from '#db/testing/territoire.ts'
import { writeRecensement } from '#lib/documents/recensement-modele.ts'
import { jour } from '#lib/domain/calendrier.ts'
import { unPointDeContact } from '#lib/domain/guichet/testing.ts'
import { recensement } from './recensement.ts'
import { uneCommande } from './testing/commande.ts'

withDatabase({ pays: true })
withProgrammes()

const { file, run, launch } = uneCommande('recensement.ts', recensement)

const ENTETES = 'Nom;Canal;Type;Services;Adresse;Code postal;Commune;Téléphone;Mis à jour le'
const BON = 'Mairie (essai);Physique;Lieu d’information;Information;1 rue Inventée;09000;Foix;05 36 49 00 01;03/03/2026'
const contenu = unPointDeContact({
  telephone: '05 36 49 00 09',
  territoire: { communes: ['09122'], epcis: [], departements: [] },
})
const CHIFFRES = {
  codeInsee: '09122',
  annee: 2025,
  type: 't2',
  logements: 5,
  demandesEnAttente: null,
  attributionsN1: 1,
  arreteAu: jour('2024-12-31'),
  source: 'Essai',
} as const

describe('la commande recensement', () => {
  it('à blanc, n’écrit rien et rend 0 quand toutes les lignes sont acceptées', async () => {
    const answer = launch(file('bon.csv', `${ENTETES}\n${BON}\n`), '--json')
    expect(answer).toMatchObject({ code: 0, err: '' })
    expect(answer.json).toHaveLength(1)
    expect(Object.keys(answer.json[0]).slice(0, 5)).toEqual(['fichier', 'lisible', 'erreur', 'lignes', 'totaux'])
    expect(answer.json[0]).toMatchObject({
      fichier: 'bon.csv',
      lisible: true,
      erreur: null,
      totaux: { nouveau: 1, refuse: 0 },
    })
    expect(answer.json[0].lignes[0]).toMatchObject({
      feuille: 'CSV',
      ligne: 2,
      statut: 'nouveau',
      valeurs: { nom: 'Mairie (essai)', codeGuichet: null, coutAppel: null },
      remarques: [],
    })
    expect(await db.$count(pointDeContact)).toBe(0)
  })

  const MAUVAIS = `${ENTETES}\n${BON.replace('Foix', 'Foie')}\n`

  it('rend 2 quand une ligne est refusée, avec ce qui se propose', () => {
    const refused = launch(file('mauvais.csv', MAUVAIS), '--json')
    expect(refused.code).toBe(2)
    const { statut, remarques } = refused.json[0].lignes[0]
    expect([statut, remarques[0]]).toMatchObject(['refuse', { cellule: 'G2', gravite: 'refus' }])
    expect(remarques[0].propositions[0].ecritures).toMatchObject([{ cellule: 'G2', valeur: 'Foix' }, { cellule: null }])
  })

  it('rend 1 quand un fichier ne se lit pas, et lit les autres', () => {
    const image = file('image.xlsx', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1]))
    const both = launch(image, 'absent.xlsx', file('mauvais.csv', MAUVAIS), '--json')
    expect(both.code).toBe(1)
    expect(both.json.map(({ lisible, erreur }) => [lisible, erreur === null])).toEqual([
      [false, false],
      [false, false],
      [true, true],
    ])
    expect(both.json[0].erreur).toContain('.xlsx')
  })

  it('dit la même chose en français, cellule par cellule', async () => {
    expect((await run(file('mauvais.csv', MAUVAIS))).out).toContain('G2 [REFUSÉ] Aucune commune ne s’appelle « Foie ».')
  })

  it('--publier publie, et le même fichier de nouveau ne change rien', async () => {
    file('bon.csv', `${ENTETES}\n${BON}\n`)
    expect((await run('bon.csv', '--publier', '--json')).json[0].totaux).toMatchObject({ nouveau: 1 })
    expect(await db.$count(pointDeContact)).toBe(1)
    const versions = await db.$count(publication)
    expect((await run('bon.csv', '--publier', '--json')).json[0].lignes[0]).toMatchObject({ statut: 'inchange' })
    expect(await db.$count(publication)).toBe(versions)
  })

  it('le classeur prérempli, rendu tel quel, ne change rien : ni chiffres du gestionnaire, ni proposition d’un centre', async () => {
    await insertCentre({ code: 'G0902', departements: ['09'] })
    const declared = [
      CHIFFRES,
      { ...CHIFFRES, type: 'ensemble', logements: 140, demandesEnAttente: 60, attributionsN1: 12, source: null },
      { ...CHIFFRES, type: 't3', logements: 0, attributionsN1: null, arreteAu: null },
      { ...CHIFFRES, annee: 2024, type: 't4', logements: 9 },
    ] as const
    await db.insert(chiffreDeCommune).values([...declared])
    const acteur = { role: 'gestionnaire-territorial', compteId: 'g', departements: ['09'] } as const
    const tenus = await listChiffresTenus(acteur)
    expect(tenus.map(({ commune, chiffres }) => [commune, chiffres.annee, chiffres.type])).toEqual([
      ['Foix', 2025, 'ensemble'],
      ['Foix', 2025, 't2'],
      ['Foix', 2025, 't3'],
    ])
    expect(await listChiffresTenus({ ...acteur, departements: ['12'] })).toEqual([])
    const rendu = await run(file('tenus.xlsx', await writeRecensement({ chiffres: tenus })), '--publier', '--json')
    expect(rendu.code).toBe(0)
    expect(rendu.json[0].totaux).toMatchObject({ inchange: 3, nouveau: 0, modifie: 0, refuse: 0 })
    // T2 says one attribution: hidden from the public, hence from the centre.
    const montres = await listChiffresPourCentre(['09'])
    expect(montres.map(({ chiffres }) => chiffres.type)).toEqual(['ensemble', 't3'])
    const centre = await run(
      file('centre.xlsx', await writeRecensement({ chiffres: montres })),
      '--centre',
      'G0902',
      '--json',
    )
    expect(centre.json[0].totaux).toMatchObject({ inchange: 2, nouveau: 0, modifie: 0, refuse: 0 })
    expect(await listChiffresPourCentre(['12'])).toEqual([])
    await db.delete(chiffreDeCommune)
  })

  it('agit comme le centre donné, et donne les colonnes qui manquent', async () => {
    await insertCentre({ code: 'G0901', departements: ['09'] })
    const nu = file(
      'nu.csv',
      'Nom;Adresse;Code postal;Commune;Téléphone\nAntenne (essai);2 rue Inventée;09000;Foix;0536490002\n',
    )
    expect(await run(nu, '--json')).toMatchObject({ code: 2, json: [{ erreur: expect.stringContaining('Canal') }] })
    const options = [
      '--centre',
      'g0901',
      '--canal',
      'Physique',
      '--type',
      'lieu-information',
      '--services',
      'Information;Création',
      '--maj',
      '03/03/2026',
    ]
    expect(await run(nu, '--json', ...options)).toMatchObject({
      code: 0,
      json: [{ erreur: null, totaux: { nouveau: 1 } }],
    })
    expect(launch(nu, '--canal', 'pigeon')).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('physique'),
    })
    expect(await run(nu, '--centre', 'ZZZZZ')).toMatchObject({ code: 1, err: expect.stringContaining('ZZZZZ') })
    expect(await run('--pigeon')).toMatchObject({ code: 1, err: expect.stringContaining('npm run recensement') })
  })

  it('lit une table étrangère par un fichier de correspondance, et dit ce qui y est faux (R-REC-43)', async () => {
    file('etrangere.csv', 'Qui;Où;CP;Ville;Fax\nAntenne (essai);3 rue Inventée;09000;Foix;0536490003\n')
    const correspondance = file(
      'correspondance.json',
      JSON.stringify({
        canal: 'Physique',
        type: 'lieu-information',
        services: ['Information'],
        maj: '03/03/2026',
        colonnes: { Qui: 'Nom', Où: 'Adresse', Fax: 'Téléphone' },
      }),
    )
    expect(await run('etrangere.csv', '--json', '--correspondance', correspondance)).toMatchObject({
      code: 0,
      json: [{ erreur: null, lignes: [{ valeurs: { nom: 'Antenne (essai)', telephone: '05 36 49 00 03' } }] }],
    })
  })

  it('dit ce qui est faux dans un fichier de correspondance, avant d’ouvrir la base', async () => {
    const faux = file('faux.json', '{ "colonnes": { "Qui": "Pigeon" } }')
    expect(await run('etrangere.csv', '--correspondance', faux)).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('Pigeon'),
    })
  })

  it('--confirmer publie à côté de ce qu’un autre publie déjà (R-REC-64)', async () => {
    // The gestionnaire publishes that place already: the row waits, unless it is confirmed.
    const meme = file('meme.csv', `${ENTETES}\n${BON}\n`)
    expect(await run(meme, '--publier', '--centre', 'G0901')).toMatchObject({
      code: 2,
      out: expect.stringContaining('déjà publié par le gestionnaire territorial'),
    })
    // No line is ticked here: the option is named.
    const { out } = await run(meme, '--centre', 'G0901')
    expect(out).toContain('puis relancez avec --confirmer si la vôtre doit paraître aussi')
    expect(out).not.toContain('cochez')
    // The outcome is told with its file, and the next file is treated.
    const [attend, suivant] = (await run(meme, 'mauvais.csv', '--publier', '--centre', 'G0901', '--json')).json
    expect(attend).toMatchObject({ lisible: true, erreur: expect.stringMatching(/\.$/) })
    expect(suivant).toMatchObject({ fichier: 'mauvais.csv', erreur: expect.stringMatching(/\.$/) })
    expect((await run(meme, '--publier', '--centre', 'G0901')).out).toContain(`Rien n’est publié. ${attend.erreur}`)
    const [done] = (await run(meme, '--publier', '--confirmer', '--centre', 'G0901', '--json')).json
    expect(done.totaux).toMatchObject({ nouveau: 1, refuse: 0 })
    expect(await db.$count(pointDeContact)).toBe(2)
  })

  it('lit le modèle, ignore l’exemple, et rend les chiffres de la feuille Communes', async () => {
    const bytes = await writeRecensement({ points: [{ contenu }], chiffres: [{ chiffres: CHIFFRES, commune: 'Foix' }] })
    const [rapport] = (await run(file('modele.xlsx', bytes), '--json')).json
    const lignes: { feuille: string; statut: string; valeurs: object }[] = rapport.lignes
    expect(lignes.map(({ feuille, statut }) => [feuille, statut])).toEqual([
      ['Points de contact', 'ignore'],
      ['Points de contact', 'nouveau'],
      ['Communes', 'ignore'],
      ['Communes', 'nouveau'],
    ])
    expect(lignes[3]?.valeurs).toEqual(CHIFFRES)
  })
})
