import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { demande, faitDeDemande } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { parseNumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { uneDemandeSne, unFichierSne } from '#lib/domain/demande/reprise/testing.ts'
import { demandes } from './demandes.ts'
import { uneCommande } from './testing/commande.ts'

withDatabase({ pays: true })

const { file, run, launch } = uneCommande('demandes.ts', demandes)
const numero = (suite: number) => `0090324${String(suite).padStart(6, '0')}G0901`
const une = (suite: number, dans: Parameters<typeof uneDemandeSne>[0] = {}) =>
  uneDemandeSne({ numUnique: `<numUnique>${numero(suite)}</numUnique>`, ...dans })

const load = async (suite: number) => {
  const [row] = await db
    .select()
    .from(demande)
    .where(eq(demande.numeroUnique, parseNumeroUnique(numero(suite)) ?? never()))
  return row
}
const never = (): never => {
  throw new Error('not a number')
}

describe('la commande demandes', () => {
  const deux = () => file('deux.xml', unFichierSne([une(1), une(2)]))

  it('à blanc, dit tout et n’enregistre rien', async () => {
    const answer = launch(deux(), '--json')
    expect(answer).toMatchObject({ code: 0, err: '' })
    expect(Object.keys(answer.json[0])).toEqual(['fichier', 'demandes', 'lisible', 'erreur', 'totaux'])
    expect(answer.json[0]).toMatchObject({
      fichier: 'deux.xml',
      lisible: true,
      erreur: null,
      totaux: { nouveau: 2, complete: 0, inchange: 0, refuse: 0, sansValidite: 2 },
      demandes: [{ numeroUnique: numero(1), statut: 'nouveau', remarques: [{ gravite: 'a-verifier' }] }, {}],
    })
    expect(await db.$count(demande)).toBe(0)
  })

  it('--publier les charge sans T, à traiter ; une seconde fois ne change rien', async () => {
    expect((await run(deux(), '--publier', '--json')).json[0].totaux).toMatchObject({ nouveau: 2 })
    expect(await load(1)).toMatchObject({
      statut: 'active',
      deposeeLe: '2024-03-15',
      ancienneteDepuis: '2024-03-15',
      valideDepuis: null,
      dernierJour: null,
      version: 1,
    })
    const again = await run(deux(), '--publier', '--json')
    expect(again).toMatchObject({ code: 0 })
    expect(again.json[0].totaux).toEqual({ nouveau: 0, complete: 0, inchange: 2, refuse: 0, sansValidite: 2 })
    expect(await db.$count(faitDeDemande)).toBe(2)
  })

  it('un CSV leur donne T et le jour de l’avis, et n’en crée aucune (R-REP-06)', async () => {
    const csv = file(
      'validites.csv',
      `numeroUnique;valideDepuis;avisRemisLe\r\n${numero(1)};2026-03-15;\r\n009 0324 000002 g0901;15/03/2026;2026-11-02\r\n\r\n${numero(9)};2026-03-15;\r\n${numero(1)};2026-02-30;hier\r\n`,
    )
    const answer = launch(csv, '--publier', '--json')
    expect(answer.code).toBe(2)
    expect(answer.json[0].demandes).toMatchObject([
      { numeroUnique: numero(1), statut: 'complete', remarques: [] },
      { numeroUnique: numero(2), statut: 'complete', remarques: [] },
      {
        numeroUnique: numero(9),
        statut: 'refuse',
        remarques: [{ champ: 'numeroUnique', message: expect.stringContaining('Chargez d’abord') }],
      },
      { statut: 'refuse', remarques: [{ champ: 'valideDepuis' }, { champ: 'avisRemisLe' }] },
    ])
    expect(await load(1)).toMatchObject({ valideDepuis: '2026-03-15', dernierJour: '2027-04-15', avisRemisLe: null })
    expect(await load(2)).toMatchObject({ avisRemisLe: '2026-11-02', version: 2 })
    expect((await run(csv, '--publier', '--json')).json[0].totaux).toMatchObject({ complete: 0, inchange: 2 })
  })

  it('à blanc, juge ensemble un fichier et son CSV, et n’enregistre rien (R-REP-17)', async () => {
    const xml = file('ensemble.xml', unFichierSne([une(50), une(51)]))
    const csv = file(
      'ensemble.csv',
      `numeroUnique;valideDepuis;avisRemisLe\n${numero(50)};2025-03-10;\n${numero(51)};2024-01-01;\n${numero(52)};2026-03-15;\n`,
    )
    const suite = file('suite.csv', `numeroUnique;valideDepuis;avisRemisLe\n${numero(50)};2026-03-09;\n`)
    const statuts = ({ json }: Awaited<ReturnType<typeof run>>) =>
      json.map(({ demandes }) => demandes.map(({ statut }: { statut: string }) => statut))
    const nombre = await db.$count(demande)
    const aBlanc = await run(xml, csv, suite, '--json')
    expect(statuts(aBlanc)).toEqual([['nouveau', 'nouveau'], ['complete', 'refuse', 'refuse'], ['complete']])
    expect(await db.$count(demande)).toBe(nombre)
    expect(await run(xml, csv, suite, '--publier', '--json')).toEqual(aBlanc)
    expect(await load(50)).toMatchObject({ valideDepuis: '2026-03-09', version: 3 })
  })

  it('dit qui a déjà une demande dans le territoire, dans le registre ou dans la commande, et les prend (R-PER-07)', async () => {
    const qui = (suite: number, prenom: string) =>
      une(suite, {
        prenom: `<prenom>${prenom}</prenom>`,
        // Without its day, nobody would be known for certain (R-PER-08).
        dateNaissance: '<dateNaissance>1979-10-02</dateNaissance>',
        listeCotitulaire: '<listeCotitulaire/>',
      })
    await run(file('connue.xml', unFichierSne([qui(60, 'Zoé')])), '--publier')
    const fichier = file('memes.xml', unFichierSne([qui(61, 'ZOE'), qui(62, 'Zoey'), qui(63, 'Marc')]))
    const aBlanc = await run(fichier, '--json')
    expect(aBlanc.code).toBe(0)
    const messages = aBlanc.json[0].demandes.map(({ remarques }: { remarques: { message: string }[] }) =>
      remarques.map(({ message }) => message).filter((message) => message.includes('personne qu’une autre')),
    )
    expect(messages).toEqual([
      [
        expect.stringMatching(
          `^Même personne qu’une autre demande du territoire\u00a0: ${numero(60)}\\. Elle est prise`,
        ),
      ],
      [expect.stringMatching(`^Peut-être la même personne .*: ${numero(60)}, ${numero(61)}\\.`)],
      [],
    ])
    expect(await load(61)).toBeUndefined()
    expect(await run(fichier, '--publier', '--json')).toEqual(aBlanc)
    expect(await load(61)).toMatchObject({ statut: 'active' })
  })

  it('ne retient pas l’avis d’une autre validité, et le dit (R-RAD-11)', async () => {
    await run(file('avis.xml', unFichierSne([une(10)])), '--publier')
    const csv = file('avis.csv', `numeroUnique;valideDepuis;avisRemisLe\n${numero(10)};2026-03-15;2026-02-15\n`)
    const answer = await run(csv, '--publier', '--json')
    expect(answer.json[0].demandes).toMatchObject([{ statut: 'complete', remarques: [{ champ: 'avisRemisLe' }] }])
    expect(await load(10)).toMatchObject({ valideDepuis: '2026-03-15', avisRemisLe: null })
  })

  it('ne retient pas un avis d’après le dernier jour, et garde la validité (R-RAP-31)', async () => {
    await run(file('apres.xml', unFichierSne([une(11), une(12)])), '--publier')
    const csv = file(
      'apres.csv',
      `numeroUnique;valideDepuis;avisRemisLe\n${numero(11)};2025-01-29;2026-03-01\n${numero(12)};2025-01-29;2026-02-28\n`,
    )
    const [{ demandes }] = (await run(csv, '--publier', '--json')).json
    expect(demandes).toMatchObject([
      { statut: 'complete', remarques: [{ champ: 'avisRemisLe', message: expect.stringContaining('à traiter') }] },
      { statut: 'complete', remarques: [] },
    ])
    expect(await load(11)).toMatchObject({ valideDepuis: '2025-01-29', avisRemisLe: null })
    expect(await load(12)).toMatchObject({ avisRemisLe: '2026-02-28' })
    expect((await run(csv, '--publier', '--json')).json[0].totaux).toMatchObject({ inchange: 2, refuse: 0 })
  })

  it('un fichier de renouvellements dit T, s’il en dit le jour ; sinon la demande est à traiter (R-REP-05)', async () => {
    const ren = file(
      'ren.xml',
      unFichierSne(
        [
          une(3, { numGuichet: '<numGuichet>G0901</numGuichet><dateRenouvellement>2026-03-10</dateRenouvellement>' }),
          une(4),
        ],
        'REN',
      ),
    )
    const answer = await run(ren, '--publier', '--json')
    expect(answer.json[0].totaux).toMatchObject({ nouveau: 2 })
    expect(answer.json[0].demandes[1].remarques).toContainEqual(
      expect.objectContaining({ champ: 'dateRenouvellement' }),
    )
    expect(await load(3)).toMatchObject({ valideDepuis: '2026-03-10', renouveleeLe: '2026-03-10' })
    expect(await load(4)).toMatchObject({ valideDepuis: null, dernierJour: null })
  })

  it('compte celles dont ni le fichier ni le registre ne dit la validité, et dit ce qui la donne (R-REP-05)', async () => {
    const sorte = (type: string, suite: number) => file(`sans-${type}.xml`, unFichierSne([une(suite)], type))
    const fichiers = ['CRE', 'MOD', 'DIS'].map((type, rang) => sorte(type, 70 + rang))
    const csv = file('un-seul.csv', `numeroUnique;valideDepuis;avisRemisLe\n${numero(70)};2026-03-15;\n`)
    const sansValidite = async (...args: string[]) =>
      (await run(...args, '--json')).json.map(({ totaux }) => totaux.sansValidite)
    expect(await sansValidite(...fichiers)).toEqual([1, 1, 1])
    expect(await sansValidite(...fichiers, csv, '--publier')).toEqual([1, 1, 1, 0])
    expect(await sansValidite(...fichiers)).toEqual([0, 1, 1])
    const dit = async (...suites: number[]) =>
      (await run(file('dit.xml', unFichierSne(suites.map((suite) => une(suite)))))).out.replaceAll('\u00a0', ' ')
    expect(await dit(70)).not.toContain('sans date de validité')
    expect(await dit(71)).toContain('1 demande sans date de validité : à traiter, ni rappelée ni radiée. Complétez par')
    expect(await dit(70, 71, 72)).toContain(
      '2 demandes sans date de validité : à traiter, ni rappelées ni radiées. Complétez par le CSV « numeroUnique;valideDepuis;avisRemisLe ».',
    )
  })

  it('refuse une demande sans date de dépôt, et la seconde d’un même numéro (R-REP-04, R-REP-07)', async () => {
    const name = file(
      'fautes.xml',
      unFichierSne([
        une(5, { dateCreationDemande: '' }),
        une(6),
        une(6),
        une(7, { dateCreationDemande: '<dateCreationDemande>2099-03-15</dateCreationDemande>' }),
        une(8, { numUnique: '' }),
      ]),
    )
    const answer = await run(name, '--publier', '--json')
    expect(answer.code).toBe(2)
    expect(answer.json[0].demandes.map((one: { statut: string }) => one.statut)).toEqual([
      'refuse',
      'nouveau',
      'refuse',
      'refuse',
      'refuse',
    ])
    const [, , seconde] = answer.json[0].demandes
    expect(seconde.remarques.at(-1)).toMatchObject({ champ: 'numUnique', gravite: 'refus' })
    expect(await load(5)).toBeUndefined()
    expect(await load(7)).toBeUndefined()
  })

  it('refuse une date de dépôt qui n’est pas du mois du numéro (R-REP-08)', async () => {
    const depots = ['2024-02-29', '2024-03-01', '2024-03-31', '2024-04-01', '1900-03-01']
    const name = file(
      'mois.xml',
      unFichierSne(
        depots.map((jour, rang) =>
          une(30 + rang, { dateCreationDemande: `<dateCreationDemande>${jour}</dateCreationDemande>` }),
        ),
      ),
    )
    const { demandes } = (await run(name, '--json')).json[0]
    expect(demandes.map((one: { statut: string }) => one.statut)).toEqual([
      'refuse',
      'nouveau',
      'nouveau',
      'refuse',
      'refuse',
    ])
  })

  it('un fichier de radiations, de suppressions ou de retours ne charge aucune demande (R-REP-09)', async () => {
    const types = ['RAD', 'SUP', 'RET', 'inconnu']
    const files = types.map((type, rang) => file(`${type}.xml`, unFichierSne([une(40 + rang)], type)))
    const answer = await run(...files, '--publier', '--json')
    expect(answer.code).toBe(2)
    expect(answer.json.map(({ totaux }) => [totaux.nouveau, totaux.refuse])).toEqual(types.map(() => [0, 1]))
    for (const rang of types.keys()) expect(await load(40 + rang)).toBeUndefined()
  })

  it('dit qu’un fichier est abîmé, garde ce qui précède et lit les autres', async () => {
    const entier = unFichierSne([une(20), une(21)])
    const answer = launch(
      file('coupe.xml', entier.slice(0, -300)),
      file('vide.xml', ''),
      file('autre.csv', 'nom;prenom\n'),
      'absent.xml',
      '--publier',
      '--json',
    )
    expect(answer.code).toBe(1)
    expect(answer.json.map((one) => [one.lisible, one.totaux.nouveau])).toEqual([
      [false, 1],
      [false, 0],
      [false, 0],
      [false, 0],
    ])
    for (const { erreur } of answer.json) expect(erreur).toMatch(/\.$/)
    expect(await load(20)).toBeDefined()
    const repris = await run(file('coupe.xml', entier), '--publier', '--json')
    expect(repris.json[0].totaux).toMatchObject({ nouveau: 1, inchange: 1 })
  })

  it('dit la même chose en français, et n’écrit rien d’une personne que son numéro', async () => {
    const { out, code } = await run(deux())
    expect(code).toBe(0)
    expect(out.replaceAll('\u00a0', ' ')).toContain('2 demandes : 2 sans changement.')
    expect(out).not.toMatch(/Fictif|Ariel|0639981234|exemple\.fr/)
  })
})
