/** The checker of the faults, on faults that are planted: it sees each, and nothing where there is none. */
import { describe, expect, it } from 'vitest'
import { jour } from '#lib/domain/calendrier.ts'
import type { Case } from '#lib/domain/demande/comptage.ts'
import { computeEcheances } from '#lib/domain/demande/echeances.ts'
import {
  type Accuse,
  checkComptes,
  checkHistoire,
  checkRefus,
  type DemandeVue,
  gainDe,
  type Teneur,
  toComptes,
} from './histoire.ts'

const le = jour('2026-03-02')
const teneur: Teneur = { empreinte: 'e1', revenu: 12_000, canal: 'internet', organisme: 'GDPUB' }
const dit = { le, echeances: computeEcheances(le), recu: 'AAAA-BBBB-CCCC' }
/** A fait judged at an instant, and the civil day that it says. */
const alors = (instant: string, le: string) => ({ at: Date.parse(instant), le })
const rien = { cle: null, motif: null, renouvellement: null }
const reprise = { ...rien, ...alors('2026-01-05T10:00Z', '2026-01-05'), rang: 1, type: 'reprise' }
const renouvellement = {
  ...rien,
  ...alors('2026-03-02T10:00Z', le),
  ...{ rang: 2, type: 'renouvellement', cle: 'k1', renouvellement: { teneur, dit } },
}
const radiation = { ...rien, ...alors('2026-03-16T01:00Z', '2026-03-16'), rang: 2, type: 'radiation', motif: 'RADREN' }
const renouvelee: DemandeVue = {
  numero: 'A',
  territoire: '09',
  // Its last day is 15 March 2026.
  valideDepuis: '2025-02-15',
  statut: 'active',
  version: 2,
  isDue: false,
  isRejouee: true,
  faits: [reprise, renouvellement],
  cases: [],
}
const radiee: DemandeVue = { ...renouvelee, numero: 'B', statut: 'radiee', isDue: true, faits: [reprise, radiation] }
/** Of each: the hours from Greenwich in the night of 15 to 16 March 2026, when the last day ends. */
const LIEUX: readonly (readonly [string, string])[] = [
  ['09', '+01:00'],
  ['971', '-04:00'],
  ['972', '-04:00'],
  ['973', '-03:00'],
  ['974', '+04:00'],
  ['975', '-02:00'],
  ['976', '+03:00'],
]
const fin = (territoire: string): number => Date.parse(`2026-03-16T00:00:00${new Map(LIEUX).get(territoire) ?? ''}`)
const accuse: Accuse = { numero: 'A', cle: 'k1', rang: 2, deja: false, envoye: teneur, dit }
const encore: Accuse = { ...accuse, cle: 'k2', deja: true, envoye: { ...teneur, canal: 'guichet', revenu: 1 } }

describe('le contrôle de l’histoire', () => {
  it('ne trouve rien à dire de ce qui s’est bien passé', () => {
    expect(checkHistoire([accuse, encore], [renouvelee, radiee])).toEqual([])
    const parLaPage = { ...accuse, rang: null, dit: { ...dit, echeances: { dernierJour: dit.echeances.dernierJour } } }
    expect(checkHistoire([parLaPage], [renouvelee])).toEqual([])
  })

  it('laisse une course finir par l’un ou par l’autre', () => {
    expect(
      checkHistoire(
        [accuse],
        [
          { ...renouvelee, isDue: null },
          { ...radiee, isDue: null },
        ],
      ),
    ).toEqual([])
  })

  it.each<[string, readonly Accuse[], DemandeVue, string]>([
    ['un accusé sans son fait', [accuse], { ...renouvelee, version: 1, faits: [reprise] }, 'est perdu'],
    ['un accusé sans rang, sans son fait', [{ ...accuse, rang: null, cle: 'k9' }], renouvelee, 'est perdu'],
    ['un accusé d’un autre envoi', [{ ...accuse, cle: 'k9' }], renouvelee, 'un autre est écrit'],
    [
      'deux renouvellements',
      [accuse],
      { ...renouvelee, version: 3, faits: [reprise, renouvellement, { ...renouvellement, rang: 3 }] },
      'renouvelée 2 fois',
    ],
    [
      'deux radiations',
      [],
      { ...radiee, version: 3, faits: [reprise, radiation, { ...radiation, rang: 3 }] },
      'radiée 2 fois',
    ],
    [
      'une radiation après un renouvellement',
      [accuse],
      { ...radiee, version: 3, faits: [reprise, renouvellement, { ...radiation, rang: 3 }], numero: 'A' },
      'renouvelée, et radiée',
    ],
    ['une due oubliée', [], { ...radiee, statut: 'active', version: 1, faits: [reprise] }, 'la nuit l’a oubliée'],
    [
      'une course que personne n’a gagnée',
      [],
      { ...radiee, isDue: null, version: 1, faits: [reprise] },
      'ni renouvelée',
    ],
    ['une radiée sans être due', [], { ...radiee, isDue: false }, 'sans être due'],
    ['un état à moitié', [accuse], { ...renouvelee, isRejouee: false }, 'ne donnent pas son état'],
    ['un fait manquant', [], { ...radiee, faits: [radiation] }, 'ne se suivent pas'],
  ])('voit %s', (_nom, accuses, demande, phrase) => {
    expect(checkHistoire(accuses, [demande]).join()).toContain(phrase)
  })

  it.each<[string, Partial<Teneur>, string]>([
    ['un autre contenu', { empreinte: 'e2' }, 'empreinte "e1", écrit "e2"'],
    ['un autre montant', { revenu: 12_001 }, 'revenu 12000, écrit 12001'],
    ['un autre canal', { canal: 'guichet' }, 'canal "internet", écrit "guichet"'],
    ['un autre organisme', { organisme: 'G0123' }, 'organisme "GDPUB", écrit "G0123"'],
  ])('voit %s que ce qui a été envoyé', (_nom, change, phrase) => {
    const ecrit = { ...renouvellement, renouvellement: { teneur: { ...teneur, ...change }, dit } }
    expect(checkHistoire([accuse], [{ ...renouvelee, faits: [reprise, ecrit] }]).join()).toContain(phrase)
    // Somebody else's sending holds what it holds.
    expect(checkHistoire([encore], [{ ...renouvelee, faits: [reprise, ecrit] }])).toEqual([])
  })

  it.each<[string, Partial<Accuse['dit']>, string]>([
    ['un autre jour', { le: '2026-03-03' }, 'le "2026-03-03", écrit "2026-03-02"'],
    ['une autre échéance', { echeances: { dernierJour: jour('2027-04-03') } }, 'dernierJour "2027-04-03"'],
    ['un autre reçu', { recu: 'ZZZZ-BBBB-CCCC' }, 'recu "ZZZZ-BBBB-CCCC", écrit "AAAA-BBBB-CCCC"'],
  ])('voit que l’on a dit %s que ce qui est écrit, même du renouvellement d’un autre', (_nom, change, phrase) => {
    for (const un of [accuse, encore])
      expect(checkHistoire([{ ...un, dit: { ...dit, ...change } }], [renouvelee]).join()).toContain(phrase)
  })
})

describe.each(LIEUX)('du dernier jour, territoire %s (R-13)', (territoire, heures) => {
  const renouveler = (heure: string, dite: string) => {
    const fait = { ...renouvellement, ...alors(`${heure}${heures}`, dite) }
    return checkHistoire([], [{ ...renouvelee, territoire, faits: [reprise, fait] }])
  }
  const radier = (heure: string, dite: string) => {
    const fait = { ...radiation, ...alors(`${heure}${heures}`, dite) }
    return checkHistoire([], [{ ...radiee, territoire, faits: [reprise, fait] }])
  }

  it('laisse renouveler jusqu’à sa dernière milliseconde, et radier à la suivante', () => {
    expect(renouveler('2026-03-15T23:59:59.999', '2026-03-15')).toEqual([])
    expect(radier('2026-03-16T00:00:00.000', '2026-03-16')).toEqual([])
  })

  it.each(['2026-03-15', '2026-03-16'])('voit un renouvellement du lendemain à 0 h 0 min 1 s, dit du %s', (dite) => {
    const dits = renouveler('2026-03-16T00:00:01', dite)
    expect(dits).toContain('A : renouvelée le 2026-03-16, dernier jour 2026-03-15')
  })

  it.each(['2026-03-15', '2026-03-16'])('voit une radiation de ce jour à 23 h 59, dite du %s', (dite) => {
    const dits = radier('2026-03-15T23:59:00', dite)
    expect(dits).toContain('B : radiée le 2026-03-15, dernier jour 2026-03-15')
  })

  it('voit un acte dit d’un autre jour que le sien', () => {
    expect(renouveler('2026-03-14T23:59:59.999', '2026-03-15')).toEqual([
      `A : renouvellement au 2026-03-15, le 2026-03-14 dans le territoire ${territoire}`,
    ])
    expect(radier('2026-03-17T00:00:00', '2026-03-16')).toEqual([
      `B : radiation au 2026-03-16, le 2026-03-17 dans le territoire ${territoire}`,
    ])
  })
})

it('compte le dernier jour de T en un pas, au plus tard à la fin du mois', () => {
  const fait = { ...renouvellement, ...alors('2026-03-01T10:00Z', '2026-03-01') }
  const tard = { ...renouvelee, valideDepuis: '2025-01-31', faits: [reprise, fait] }
  expect(checkHistoire([], [tard])).toEqual(['A : renouvelée le 2026-03-01, dernier jour 2026-02-28'])
})

describe('le contrôle des refus', () => {
  it.each<[string, string, DemandeVue, string]>([
    ['sans raison', 'incomplete', renouvelee, 'refusé : incomplete'],
    ['d’une demande que rien n’a finie', 'par-l-etat', { ...renouvelee, faits: [reprise] }, 'ni renouvelée ni radiée'],
  ])('voit un refus %s', (_nom, code, demande, phrase) => {
    expect(checkRefus([{ numero: 'A', code, avant: fin('09') }], [demande]).join()).toContain(phrase)
  })

  it('laisse refuser ce qu’un autre ou la nuit a fini', () => {
    const refus = [
      { numero: 'A', code: 'par-l-etat', avant: 0 },
      { numero: 'B', code: 'echeance-passee', avant: fin('09') },
      { numero: 'B', code: 'demande-radiee', avant: 0 },
    ]
    expect(checkRefus(refus, [renouvelee, radiee])).toEqual([])
  })

  it.each(LIEUX)('voit un refus de la dernière milliseconde du dernier jour, territoire %s (R-13)', (territoire) => {
    const refuser = (avant: number) =>
      checkRefus([{ numero: 'B', code: 'echeance-passee', avant }], [{ ...radiee, territoire }])
    expect(refuser(fin(territoire) - 1)).toEqual(['B : refusé avant la fin du dernier jour'])
    expect(refuser(fin(territoire))).toEqual([])
  })
})

describe('le contrôle des comptes', () => {
  const choix: Case = { mesure: 'premier-choix', lieu: '09122', detail: 't2', periode: '' }
  const mois: Case = { mesure: 'renouvellements', lieu: '09', detail: 'internet', periode: '2026-03' }
  const demandes = [{ cases: [choix, mois] }, { cases: [choix] }]
  const justes = [
    { ...choix, nombre: 3 },
    { ...choix, nombre: -1 },
    { ...mois, nombre: 1 },
    { ...mois, detail: 'guichet', nombre: 0 },
  ]

  it('ajoute les écarts d’une case, et n’a rien à dire d’une case vide', () => {
    expect(checkComptes(toComptes(justes), demandes)).toEqual([])
    const avant = toComptes([{ ...choix, nombre: 40 }])
    const apres = toComptes([...justes, { ...choix, nombre: 40 }])
    expect(checkComptes(gainDe(apres, avant), demandes)).toEqual([])
  })

  it.each<[string, Partial<Case>, Case]>([
    ['une autre commune', { lieu: '09225' }, choix],
    ['un autre type', { detail: 't3' }, choix],
    ['un autre choix', { mesure: 'tous-choix' }, choix],
    ['un autre mois', { periode: '2026-02' }, mois],
    ['un autre canal', { detail: 'guichet' }, mois],
    ['un autre territoire', { lieu: '31' }, mois],
  ])('voit %s, quand le total est le même : la case de trop et celle qui manque', (_nom, change, une) => {
    const faux = justes.map((row) => (row.nombre > 0 && row.mesure === une.mesure ? { ...row, ...change } : row))
    const dits = checkComptes(toComptes(faux), demandes)
    expect(dits).toHaveLength(2)
    for (const phrase of dits) expect(phrase).toMatch(/les comptes disent -?\d, un recomptage \d$/)
  })
})
