import { describe, expect, it } from 'vitest'
import {
  type CommuneAPlacer,
  chooseLieu,
  ECART_MAXIMAL_DU_CODE_POSTAL_KM,
  ECART_MAXIMAL_DU_DEPARTEMENT_KM,
  type Lieu,
  placeCommunes,
} from './positions.ts'

const KM_PAR_DEGRE = (6371 * Math.PI) / 180

const uneCommune = (codeInsee: string, codePostal: string, changes: Partial<CommuneAPlacer> = {}): CommuneAPlacer => ({
  codeInsee,
  nom: `Commune ${codeInsee}`,
  departement: codeInsee.slice(0, 2),
  arrondissement: `${codeInsee.slice(0, 2)}1`,
  codesPostaux: [codePostal],
  ...changes,
})

/** A place on one meridian, `km` north of 45°. */
const unLieu = (codeInsee: string, km: number, changes: Partial<Lieu> = {}): Lieu => ({
  codeInsee,
  nom: `Commune ${codeInsee}`,
  latitude: 45 + km / KM_PAR_DEGRE,
  longitude: 2,
  habitants: 1000,
  quartier: false,
  ...changes,
})

describe('le lieu qui vaut pour une commune', () => {
  it('est celui qui porte son nom, sinon le plus peuplé qui n’est pas un quartier', () => {
    const quartier = unLieu('09001', 0, { nom: 'Centre', habitants: 9000, quartier: true })
    const bourg = unLieu('09001', 1, { nom: 'Bourg', habitants: 500 })
    const hameau = unLieu('09001', 2, { nom: 'Hameau', habitants: 100 })
    const eponyme = unLieu('09001', 3, { nom: 'FOIX', habitants: 1 })
    expect(chooseLieu('Foix', [quartier, bourg, hameau, eponyme])).toBe(eponyme)
    expect(chooseLieu('Foix', [quartier, hameau, bourg])).toBe(bourg)
    expect(chooseLieu('Foix', [])).toBeUndefined()
  })
})

describe('les points aberrants', () => {
  const departement = ['09001', '09002', '09003', '09004']
  const place = (km: number) =>
    placeCommunes(
      [...departement, '09009'].map((code) => uneCommune(code, code)),
      [...departement.map((code, index) => unLieu(code, index)), unLieu('09009', 3 + km)],
    )

  it('garde un point à la limite du nuage de son département, écarte le suivant (R-TER-01)', () => {
    expect(place(ECART_MAXIMAL_DU_DEPARTEMENT_KM - 0.1).ecartees).toEqual([])
    expect(place(ECART_MAXIMAL_DU_DEPARTEMENT_KM + 0.1).ecartees).toEqual(['09009'])
  })

  it('ne compte pas comme aberrantes les communes d’un territoire très étendu (R-TER-01)', () => {
    const guyane = ['97301', '97302', '97303', '97304']
    const placed = placeCommunes(
      guyane.map((code) => uneCommune(code, code, { departement: '973' })),
      guyane.map((code, index) => unLieu(code, index * 90)),
    )
    expect(placed.ecartees).toEqual([])
  })

  it('écarte un point trop loin des communes du même code postal, pas celui à la limite (R-TER-02)', () => {
    const codes = ['09001', '09002', '09009']
    const communes = [...codes.map((code) => uneCommune(code, '09000')), uneCommune('09005', '09500')]
    const at = (km: number) =>
      placeCommunes(communes, [unLieu('09001', 0), unLieu('09002', 1), unLieu('09009', km), unLieu('09005', km - 1)])
    expect(at(1 + ECART_MAXIMAL_DU_CODE_POSTAL_KM - 0.1).ecartees).toEqual([])
    expect(at(1 + ECART_MAXIMAL_DU_CODE_POSTAL_KM + 0.1).ecartees).toEqual(['09009'])
  })

  it('écarte les deux quand seules deux communes partagent le code postal : rien ne dit laquelle est fausse (R-TER-02)', () => {
    const communes = [uneCommune('09001', '09000'), uneCommune('09002', '09000'), uneCommune('09003', '09300')]
    const { ecartees } = placeCommunes(communes, [unLieu('09001', 0), unLieu('09002', 35), unLieu('09003', 1)])
    expect(ecartees).toEqual(['09001', '09002'])
  })
})

describe('la position d’une commune sans point', () => {
  const communes = [
    uneCommune('09001', '09000'),
    uneCommune('09002', '09000'),
    uneCommune('09003', '09000'),
    uneCommune('09004', '09400'),
    uneCommune('09005', '09500', { arrondissement: null }),
  ]
  const { positions } = placeCommunes(communes, [unLieu('09001', 0), unLieu('09002', 10)])

  it('est précise quand elle est connue', () =>
    expect(positions.get('09001')).toMatchObject({ precision: 'commune', source: 'geonames', latitude: 45 }))

  it('est la moyenne de son code postal, et se dit approximative (R-TER-03)', () => {
    expect(positions.get('09003')).toMatchObject({ precision: 'approximative', source: 'code-postal' })
    expect(positions.get('09003')?.latitude).toBeCloseTo(45 + 5 / KM_PAR_DEGRE, 9)
  })

  it('est à défaut la moyenne de son arrondissement (R-TER-03)', () =>
    expect(positions.get('09004')).toMatchObject({ precision: 'approximative', source: 'arrondissement' }))

  it('reste inconnue quand rien ne l’approche (R-TER-03)', () => expect(positions.has('09005')).toBe(false))
})
