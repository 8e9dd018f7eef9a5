import { describe, expect, it } from 'vitest'
import { computeDistance } from '../territoire/distance.ts'
import { readFiltres, withDepartementConnu } from './filtres.ts'

describe('les filtres de l’annuaire', () => {
  it('lit ce qui est demandé', () =>
    expect(
      readFiltres({
        commune: '2a004',
        departement: '09',
        canal: 'telephone',
        service: 'renouvellement',
        public: 'locataires',
        ouvert: 'oui',
        accessible: '1',
        rayon: '20',
        page: '2',
      }),
    ).toEqual({
      filtres: {
        commune: '2A004',
        departement: '09',
        canal: 'telephone',
        service: 'renouvellement',
        public: 'locataires',
        ouvert: true,
        accessible: true,
        rayon: 20,
      },
      ignores: [],
    }))

  it('laisse de côté l’absurde et le nomme', () => {
    const absurde = {
      commune: 'foix',
      departement: '9',
      canal: 'pigeon',
      service: '<script>',
      public: '__proto__',
      ouvert: 'peut-être',
      pres: '91,0',
      rayon: '-3',
    }
    const { filtres, ignores } = readFiltres(absurde)
    expect(filtres).toEqual({})
    expect(ignores).toEqual(Object.keys(absurde))
    // Not « all »: nobody asked for that.
    for (const ouvert of ['non', 'false', '0'])
      expect(readFiltres({ ouvert })).toEqual({ filtres: {}, ignores: ['ouvert'] })
  })

  it('laisse de côté et nomme un département qui n’existe pas', () => {
    const connus = [{ code: '09' }, { code: '2A' }]
    const lire = (departement: string) => withDepartementConnu(readFiltres({ departement, rayon: 'x' }), connus)
    expect(lire('99')).toEqual({ filtres: {}, ignores: ['rayon', 'departement'] })
    expect(lire('2a')).toEqual({ filtres: { departement: '2A' }, ignores: ['rayon'] })
    expect(withDepartementConnu(readFiltres({}), connus)).toEqual({ filtres: {}, ignores: [] })
  })

  it('prend le premier d’un paramètre répété et oublie ceux qui sont vides', () => {
    expect(readFiltres({ canal: ['internet', 'physique'], service: '', public: [] })).toEqual({
      filtres: { canal: 'internet' },
      ignores: [],
    })
    expect(readFiltres({ canal: 'x'.repeat(10_000) }).ignores).toEqual(['canal'])
  })

  it('arrondit un lieu choisi à deux décimales (R-ANN-02)', () => {
    expect(readFiltres({ pres: '42.96543,1.60512' }).filtres.pres).toEqual({ latitude: 42.97, longitude: 1.61 })
    expect(readFiltres({ pres: '-21.11,55.53' }).filtres.pres).toEqual({ latitude: -21.11, longitude: 55.53 })
    expect(readFiltres({ pres: '42.97,1.6100000000000003' }).filtres.pres).toEqual({ latitude: 42.97, longitude: 1.61 })
    expect(readFiltres({ pres: `${1 / 300000},${-100 / 3}` }).filtres.pres).toEqual({ latitude: 0, longitude: -33.33 })
    expect(readFiltres({ pres: '90,180' }).filtres.pres).toEqual({ latitude: 90, longitude: 180 })
    for (const pres of ['90.1,0', '0,180.01', '1e2,3', 'NaN,1', '48.8', '48,8 2,3'])
      expect(readFiltres({ pres }).ignores).toEqual(['pres'])
  })

  it('borne le rayon à 200 km', () => {
    expect(readFiltres({ rayon: '200' }).filtres.rayon).toBe(200)
    expect(readFiltres({ rayon: '200.001' }).ignores).toEqual(['rayon'])
    expect(readFiltres({ rayon: '0' }).ignores).toEqual(['rayon'])
  })
})

describe('la distance', () => {
  it('est celle du grand cercle', () => {
    const [paris, marseille] = [
      { latitude: 48.8566, longitude: 2.3522 },
      { latitude: 43.2965, longitude: 5.3698 },
    ]
    expect(computeDistance(paris, marseille)).toBeCloseTo(660.5, 0)
    expect(computeDistance(paris, paris)).toBe(0)
  })
})
