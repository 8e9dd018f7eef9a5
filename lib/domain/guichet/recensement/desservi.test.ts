import { describe, expect, it } from 'vitest'
import { buildReferentiel } from './referentiel.ts'
import { rangDe as rangDuTest } from './testing.ts'

const commune = (codeInsee: string, nom: string) => ({
  codeInsee,
  nom,
  departement: codeInsee.slice(0, 2),
  epci: null,
  codesPostaux: codeInsee === '09122' ? ['09000'] : [],
  position: null,
})
/** Real communes whose names are made of those of others. */
const referentiel = buildReferentiel({
  communes: [
    commune('09122', 'Foix'),
    ...[commune('77516', 'Ville-Saint-Jacques'), commune('77333', 'Nemours'), commune('04174', 'Saint-Jacques')],
    ...[commune('58304', 'Ville-Langy'), commune('03137', 'Langy'), commune('58095', 'Decize')],
    ...[commune('02589', 'Pargny-Filain'), commune('80616', 'Pargny'), commune('70234', 'Filain')],
    ...[commune('02722', 'Soissons'), commune('02532', 'Muret-et-Crouttes'), commune('70001', 'Muret')],
    ...[commune('70002', 'Crouttes'), commune('25204', 'Doubs')],
  ],
  anciennes: [],
  departements: ['09 Ariège', '25 Doubs', '01 Ain'].map((one) => ({ code: one.slice(0, 2), nom: one.slice(3) })),
  epcis: [],
})
type Faits = NonNullable<Parameters<typeof rangDuTest>[1]>
const lireSous = (changes: Parameters<typeof rangDuTest>[0], faits: Faits = {}) => {
  const { contenu, remarques } = rangDuTest(changes, { referentiel, ...faits })
  return { territoire: contenu?.territoire, remarques }
}
/** Read of a number without an address: the places may be anywhere. */
const SANS_ADRESSE = { canal: 'Téléphone', telephone: '36 46', voie: null, codePostal: null, commune: null }
const lire = (territoire: string) => lireSous({ ...SANS_ADRESSE, territoire })

describe('les lieux desservis écrits ensemble', () => {
  it.each([
    ['Ville Saint Jacques et Nemours', '77516 (Ville-Saint-Jacques)'],
    ['Ville Langy / Decize', '58304 (Ville-Langy)'],
    ['Ville Langy', '58304 (Ville-Langy)'],
    ['Pargny et Filain et Soissons', '02589 (Pargny-Filain)'],
    ['Soissons, Pargny - Filain', '02589 (Pargny-Filain)'],
    ['Muret et Crouttes et Soissons', '02532 (Muret-et-Crouttes)'],
    ['communes de Soissons, Muret / Crouttes', '02532 (Muret-et-Crouttes)'],
  ])('« %s » peut se lire autrement : les lieux sont proposés (R-REC-50)', (texte, proposee) => {
    const { territoire, remarques } = lire(texte)
    expect(territoire).toBeUndefined()
    expect(remarques).toContainEqual(
      expect.objectContaining({
        code: 'territoire-ambigu',
        gravite: 'refus',
        proposees: expect.arrayContaining([proposee]),
      }),
    )
  })

  it.each([
    ['Muret et Crouttes', ['02532']],
    ['Ville-Langy', ['58304']],
    ['Nemours et Soissons', ['02722', '77333']],
    ['09122, 77333 ; Soissons\n25204', ['02722', '09122', '25204', '77333']],
    ['09122 / 77333', ['09122', '77333']],
  ])('« %s » n’a qu’une lecture (R-REC-50)', (texte, communes) =>
    expect(lire(texte).territoire?.communes).toEqual(communes),
  )

  it.each([
    ['département de Doubs', [], ['25']],
    ['département du Doubs', [], ['25']],
    ['département de l’Ain', [], ['01']],
    ['le département de l’Ariège', [], ['09']],
    ['départements de l’Ain et du Doubs', [], ['01', '25']],
    ['département 25', [], ['25']],
    ['commune de Doubs', ['25204'], []],
    ['ville de Doubs', ['25204'], []],
  ])('« %s » dit si c’est une commune ou un département (R-REC-70)', (texte, communes, departements) =>
    expect(lire(texte).territoire).toEqual({ communes, epcis: [], departements }),
  )

  it('un point-virgule sépare une commune et un département, une virgule peut les lier (R-REC-70)', () => {
    expect(lire('Foix ; Ariège').territoire).toEqual({ communes: ['09122'], epcis: [], departements: ['09'] })
    expect(lire('Foix, Ain').territoire).toEqual({ communes: ['09122'], epcis: [], departements: ['01'] })
    expect(lire('09122, 09').territoire).toEqual({ communes: ['09122'], epcis: [], departements: ['09'] })
    expect(lire('Foix, Ariège').territoire).toBeUndefined()
  })

  it('un mot qui dit un autre genre de lieu refuse la ligne (R-REC-70)', () => {
    for (const texte of ['commune 25', 'département de Nemours', 'département 77333', 'commune de l’Ariège'])
      expect(lire(texte).remarques).toMatchObject([{ code: 'territoire-inconnu', valeur: texte }])
  })
})

const ecrits = ({ remarques }: ReturnType<typeof lire>) =>
  remarques.flatMap(({ propositions = [] }) => propositions.map(({ ecritures }) => ecritures[0]?.valeur))

describe('un lieu desservi loin de la ligne', () => {
  const centre = {
    ...{ id: '00000000-0000-4000-8000-00000000000c', code: '25A01', siren: null, nom: 'Centre' },
    departements: ['25'],
  }

  it.each(['Langy', 'commune de Langy', 'Foix ; Langy', 'Langy et Foix'])(
    '« %s » se demande quand son nom seul le dit : son code est proposé (R-REC-70)',
    (territoire) => {
      const lu = lireSous({ territoire })
      expect(lu.territoire).toBeUndefined()
      expect(lu.remarques.filter(({ gravite }) => gravite === 'refus')).toMatchObject([
        { code: 'territoire-lointain', valeur: 'Langy', lieu: '03137 (Langy)' },
      ])
      const [ecrit = ''] = ecrits(lu)
      expect(lireSous({ territoire: ecrit }).territoire?.communes).toContain('03137')
    },
  )

  it.each([
    ['03137', ['03137'], []],
    ['Langy (03)', ['03137'], []],
    ['03137 (Langy)', ['03137'], []],
    ['Doubs (25) ; 09', ['25204'], ['09']],
    ['département du Doubs', [], ['25']],
    ['commune de Doubs, département 25', ['25204'], ['25']],
  ])('« %s » dit son code ou son département, et se lit (R-REC-70)', (territoire, communes, departements) =>
    expect(lireSous({ territoire }).territoire).toEqual({ communes, epcis: [], departements }),
  )

  it('est près de la ligne dans le département de son adresse, ou de son centre (R-REC-70)', () => {
    expect(lireSous({ territoire: 'Foix' }).territoire?.communes).toEqual(['09122'])
    const territoire = 'commune de Doubs'
    expect(lireSous({ territoire }).territoire).toBeUndefined()
    const chez = lireSous({ territoire, codeGuichet: '25A01' }, { centres: [centre] })
    expect(chez.territoire?.communes).toEqual(['25204'])
    const lecteur = { role: 'gestionnaire', departements: ['25'] } as const
    expect(lireSous({ ...SANS_ADRESSE, territoire }, { lecteur }).territoire?.communes).toEqual(['25204'])
  })

  it('n’est pas proposé à qui ne publie pas là (R-REC-70)', () => {
    const lu = lireSous({ ...SANS_ADRESSE, territoire: 'Langy' }, { lecteur: { role: 'centre', centre } })
    expect(lu.remarques).toMatchObject([{ code: 'territoire-lointain' }])
    expect(ecrits(lu)).toEqual([''])
  })
})

describe('un lieu desservi que deux lieux peuvent être', () => {
  it.each([
    ['Doubs', ['25', '25204']],
    ['Foix ; Doubs', ['09122 ; 25', '09122 ; 25204']],
    ['25 - Doubs', ['25', '25204']],
    ['77333 - Soissons', ['77333', '02722']],
    ['Ville Langy', ['58304', '03137']],
    ['Foix, Ariège', ['09122', '09']],
    ['Nemours (77) ; Foix, 09', ['77333 ; 09122', '77333 ; 09']],
    ['Soissons, Pargny - Filain', ['02722 ; 02589', '02722 ; 80616 ; 70234']],
  ])('« %s » se choisit d’un geste, le reste de la cellule est gardé (R-REC-70)', (texte, valeurs) => {
    const lu = lire(texte)
    expect(lu.territoire).toBeUndefined()
    expect(ecrits(lu)).toEqual(valeurs)
    for (const valeur of valeurs) expect(lire(valeur).territoire).toBeDefined()
  })

  it.each([
    ['09122 Foix', ['09122'], []],
    ['Foix (09122)', ['09122'], []],
    ['09000 - Foix', ['09122'], []],
    ['Foix 09', ['09122'], []],
    ['09 - Foix', ['09122'], []],
    ['01 - Ain ; Ariège (09)', [], ['01', '09']],
    ['Doubs (25)', ['25204'], []],
  ])('« %s » : un nom et son code sont un seul lieu (R-REC-70)', (texte, communes, departements) =>
    expect(lire(texte).territoire).toEqual({ communes, epcis: [], departements }),
  )
})

describe('une cellule de lieux par centaines', () => {
  const inconnus = (count: number) => Array.from({ length: count }, (_, rang) => `Inconnu${rang}`).join(' ; ')
  const dites = (territoire: string, faits: Faits = {}) =>
    lireSous({ territoire }, faits).remarques.filter(({ colonne }) => colonne === 'territoire')

  it('dit trente lieux inconnus, puis en compte le reste en une remarque (R-TAB-15)', () => {
    expect(dites(inconnus(30)).map(({ code }) => code)).toEqual(Array(30).fill('territoire-inconnu'))
    expect(dites(inconnus(31)).slice(30)).toMatchObject([{ code: 'et-autres', gravite: 'refus', nombre: 1 }])
    const tous = dites(inconnus(2_000))
    expect(tous).toHaveLength(31)
    expect(tous[30]).toMatchObject({ code: 'et-autres', gravite: 'refus', nombre: 1_970 })
  })

  it('ne propose pas mille fois d’écrire toute la cellule (R-TAB-15)', () => {
    const tous = dites('NC ; '.repeat(1_000))
    expect(tous).toHaveLength(31)
    expect(tous.flatMap(({ propositions = [] }) => propositions).length).toBeLessThanOrEqual(60)
  })

  it('est un seul texte inconnu, montré par son début, quand elle joint plus de lieux que n’en a un département', () => {
    const [seule, ...autres] = dites('a / '.repeat(1_001))
    expect(autres).toEqual([])
    expect(seule).toMatchObject({ code: 'territoire-inconnu', valeur: 'a / '.repeat(50) })
  })

  it('se lit quand elle nomme toutes les communes d’un département, et le dit trente fois (R-TAB-15)', () => {
    const ariege = Array.from({ length: 326 }, (_, rang) =>
      commune(
        `09${String(rang + 1).padStart(3, '0')}`,
        `Village ${String.fromCharCode(97 + (rang % 26))}${'x'.repeat(rang / 26)}`,
      ),
    )
    const faits = {
      referentiel: buildReferentiel({
        communes: [...ariege, commune('31555', 'Toulouse')].map((one) => ({ ...one, codesPostaux: ['09000'] })),
        anciennes: [],
        departements: [{ code: '09', nom: 'Ariège' }],
        epcis: [],
      }),
    }
    const lieu = { commune: ariege[0]?.nom ?? '', codePostal: '09000' }
    const parNom = lireSous({ ...lieu, territoire: ariege.map(({ nom }) => nom).join(' ; ') }, faits)
    expect(parNom.territoire?.communes).toHaveLength(326)
    const lues = parNom.remarques.filter(({ colonne }) => colonne === 'territoire')
    expect(lues).toHaveLength(31)
    expect(lues[30]).toMatchObject({ code: 'et-autres', gravite: 'corrige', nombre: 296 })
    const parCode = lireSous({ ...lieu, territoire: ariege.map(({ codeInsee }) => codeInsee).join(' ; ') }, faits)
    expect(parCode.territoire?.communes).toHaveLength(326)
    expect(parCode.remarques).toEqual([])
  })
})
