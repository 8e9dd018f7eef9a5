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
const reprise = { rang: 1, type: 'reprise', cle: null, motif: null, renouvellement: null }
const renouvellement = { rang: 2, type: 'renouvellement', cle: 'k1', motif: null, renouvellement: { teneur, dit } }
const radiation = { rang: 2, type: 'radiation', cle: null, motif: 'RADREN', renouvellement: null }
const renouvelee: DemandeVue = {
  numero: 'A',
  statut: 'active',
  version: 2,
  isDue: false,
  isRejouee: true,
  faits: [reprise, renouvellement],
  cases: [],
}
const radiee: DemandeVue = { ...renouvelee, numero: 'B', statut: 'radiee', isDue: true, faits: [reprise, radiation] }
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

describe('le contrôle des refus', () => {
  it.each<[string, string, DemandeVue, string]>([
    ['sans raison', 'incomplete', renouvelee, 'refusé : incomplete'],
    ['d’une demande que rien n’a finie', 'par-l-etat', { ...renouvelee, faits: [reprise] }, 'ni renouvelée ni radiée'],
  ])('voit un refus %s', (_nom, code, demande, phrase) => {
    expect(checkRefus([{ numero: 'A', code }], [demande]).join()).toContain(phrase)
  })

  it('laisse refuser ce qu’un autre ou la nuit a fini', () => {
    const refus = [
      { numero: 'A', code: 'par-l-etat' },
      { numero: 'B', code: 'echeance-passee' },
    ]
    expect(checkRefus(refus, [renouvelee, radiee])).toEqual([])
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
