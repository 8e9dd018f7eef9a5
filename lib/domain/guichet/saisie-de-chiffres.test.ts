import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jour } from '../calendrier.ts'
import type { ChiffresDeclares } from './chiffres.ts'
import {
  hasFigure,
  isAnnee,
  keepOrigines,
  listMelanges,
  listOrigines,
  nomDuChamp,
  openSaisie,
  readSaisie,
  TYPES,
  toActuel,
  toSaisie,
} from './saisie-de-chiffres.ts'

const ici = { codeInsee: '09122', annee: 2026 }

describe('saisir les chiffres d’une commune', () => {
  it('vide est inconnu, jamais 0 ; 0 est 0 (R-CHI-10)', () => {
    const lue = readSaisie({ 't1.logements': '', 't2.logements': '0', 't3.logements': '1 234' }, ici)
    expect(lue.ok && lue.value.map(({ type, logements }) => [type, logements]).slice(2, 5)).toEqual([
      ['t1', null],
      ['t2', 0],
      ['t3', 1234],
    ])
    expect(lue.ok && lue.value.filter(hasFigure)).toHaveLength(2)
  })
  it('dit toutes les erreurs ensemble (R-CHI-10)', () => {
    const lue = readSaisie({ 't1.logements': '-1', 't2.attributionsN1': '1,5', arreteAu: '2026-02-30' }, ici)
    expect(!lue.ok && Object.keys(lue.refus.erreurs)).toEqual(['arreteAu', 't1.logements', 't2.attributionsN1'])
  })
  it('une année à venir n’a pas de chiffres (R-CHI-11)', () => {
    const le = jour('2026-12-31')
    expect([1999, 2000, 2026, 2027, 2026.5].map((annee) => isAnnee(annee, le))).toEqual([
      false,
      true,
      true,
      false,
      false,
    ])
  })
  it('ce qui est montré est relu à l’identique', () => {
    const nombre = fc.option(fc.nat(999_999), { nil: null })
    const row = fc.record({ logements: nombre, demandesEnAttente: nombre, attributionsN1: nombre })
    fc.assert(
      fc.property(fc.array(row, { minLength: TYPES.length, maxLength: TYPES.length }), (figures) => {
        const rows = TYPES.map((type, rang) => ({
          ...ici,
          type,
          arreteAu: jour('2025-12-31'),
          source: 'SNE',
          ...(figures[rang] ?? { logements: null, demandesEnAttente: null, attributionsN1: null }),
        }))
        expect(readSaisie(toSaisie(rows), ici)).toEqual({ ok: true, value: rows })
      }),
    )
  })
  const vide = { logements: null, demandesEnAttente: null, attributionsN1: null, arreteAu: null, source: null }
  const sne = { arreteAu: jour('2025-12-31'), source: 'SNE' }
  const melees: ChiffresDeclares[] = [
    { ...ici, ...vide, type: 'ensemble', logements: 9 },
    { ...ici, ...vide, ...sne, type: 't1', logements: 4 },
    { ...ici, ...vide, type: 't2', logements: 5, source: 'RPLS' },
  ]
  const resave = (stored: ChiffresDeclares[], changes = {}) => {
    const lue = readSaisie({ ...toSaisie(stored), ...changes }, ici)
    if (!lue.ok) throw new Error('saisie')
    return keepOrigines(lue.value.filter(hasFigure), stored).map(({ type, arreteAu, source }) => [
      type,
      arreteAu,
      source,
    ])
  }
  it('enregistrer sans rien changer ne change ni date ni source (R-CHI-13)', () => {
    expect(toSaisie(melees)).not.toHaveProperty('source')
    expect(toSaisie(melees)).not.toHaveProperty('arreteAu')
    expect(listOrigines(melees, 'source')).toEqual([null, 'SNE', 'RPLS'])
    expect(toActuel(melees)).toMatchObject({
      source: 'aucune (Ensemble) ; SNE (T1) ; RPLS (T2)',
      arreteAu: 'aucune (Ensemble, T2) ; 31/12/2025 (T1)',
    })
    expect(resave(melees)).toEqual([
      ['ensemble', null, null],
      ['t1', '2025-12-31', 'SNE'],
      ['t2', null, 'RPLS'],
    ])
  })
  it('ce qui est écrit vaut pour toutes les lignes ; une ligne de plus n’emprunte rien (R-CHI-13)', () => {
    expect(resave(melees, { source: 'Préfecture', 't3.logements': '1' })).toEqual([
      ['ensemble', null, 'Préfecture'],
      ['t1', '2025-12-31', 'Préfecture'],
      ['t2', null, 'Préfecture'],
      ['t3', null, 'Préfecture'],
    ])
    expect(resave(melees, { 't3.logements': '1' })).toContainEqual(['t3', null, null])
  })
  it('une source commune se montre, et s’efface quand on la vide (R-CHI-13)', () => {
    const [, t1] = melees
    const communes = t1 ? [t1, { ...t1, type: 't2' as const }] : []
    expect(toSaisie(communes)).toMatchObject({ source: 'SNE', arreteAu: '2025-12-31' })
    expect(resave(communes, { source: '' })).toEqual([
      ['t1', '2025-12-31', null],
      ['t2', '2025-12-31', null],
    ])
    // A row without any figure says nothing of where figures come from.
    expect(listOrigines([...communes, { ...ici, ...vide, type: 't3' }], 'source')).toEqual(['SNE'])
  })
  it('ouvert où elles diffèrent, vide garde encore quand un autre les a rendues pareilles (R-CHI-13)', () => {
    const communes = melees.map((row) => ({ ...row, source: 'Y', arreteAu: null }))
    const ouverte = openSaisie(melees)
    expect(ouverte).toMatchObject({ 'melange.source': 'oui', 'melange.arreteAu': 'oui' })
    expect(openSaisie(communes)).toMatchObject({ 'melange.source': 'non' })
    expect(openSaisie(communes)).not.toHaveProperty('melange.arreteAu')
    const lue = readSaisie(ouverte, ici)
    if (!lue.ok) throw new Error('saisie')
    const rows = lue.value.filter(hasFigure)
    expect(listMelanges(ouverte)).toEqual({ arreteAu: true, source: true })
    expect(keepOrigines(rows, communes, listMelanges(ouverte)).map(({ source }) => source)).toEqual(['Y', 'Y', 'Y'])
    // Opened on what is common, a field that was emptied erases.
    expect(keepOrigines(rows, communes, listMelanges({})).map(({ source }) => source)).toEqual([null, null, null])
  })
  it('ouvert sur une source commune, vide efface encore quand un autre les a séparées, sauf à les garder (R-CHI-13)', () => {
    const communes = melees.map((row) => ({ ...row, source: 'Y', arreteAu: null }))
    const sources = (changes: Record<string, string>) => {
      const envoyee = { ...openSaisie(communes), ...changes }
      const lue = readSaisie(envoyee, ici)
      if (!lue.ok) throw new Error('saisie')
      return keepOrigines(lue.value.filter(hasFigure), melees, listMelanges(envoyee)).map(({ source }) => source)
    }
    expect(sources({ source: '' })).toEqual([null, null, null])
    expect(sources({})).toEqual(['Y', 'Y', 'Y'])
    for (const source of ['', 'Y']) expect(sources({ source, 'garder.source': 'on' })).toEqual([null, 'SNE', 'RPLS'])
    // Opened without any, nothing was emptied.
    expect(sources({ source: '', 'melange.source': '' })).toEqual([null, 'SNE', 'RPLS'])
  })
  it('nomme ses champs par type et par chiffre', () => {
    expect(nomDuChamp('t6-et-plus', 'attributionsN1')).toBe('t6-et-plus.attributionsN1')
  })
})
