import { describe, expect, it } from 'vitest'
import { comparePoints } from './comparaison.ts'
import { sansGarde } from './publie-garde.ts'
import { CENTRE, rangDe } from './testing.ts'

type Changes = Parameters<typeof rangDe>[0]
const MUETS = ['NC', 'N.C.', 'à compléter', '-']
const dits = (changes: Changes) =>
  rangDe(changes).remarques.map(({ colonne, gravite, code }) => [colonne, gravite, code].join(':'))
const gestes = (changes: Changes) =>
  rangDe(changes)
    .remarques.filter(({ gravite }) => gravite === 'refus')
    .map(({ propositions = [] }) =>
      propositions.map(({ ecritures }) => ecritures.map(({ valeur }) => valeur).join('|')),
    )

describe('« NC » dans le lieu d’un nouveau point', () => {
  it.each(MUETS)('« %s » : le seul code postal de la commune est repris (R-REC-35, R-REC-93)', (codePostal) => {
    expect(rangDe({ codePostal }).contenu?.adresse).toMatchObject({ codePostal: '09000', commune: 'Foix' })
    expect(dits({ codePostal }).at(-1)).toBe('codePostal:corrige:code-postal-deduit')
    expect(rangDe({ codePostal }).trouve.codePostal).toBe(codePostal)
  })

  it.each(MUETS)('« %s » : entre plusieurs codes postaux, chacun se choisit d’un geste (R-REC-35)', (codePostal) => {
    const lieu = { codePostal, commune: 'Chemillé-en-Anjou' }
    expect(gestes(lieu)).toEqual([['49120', '49670', '49750']])
    expect(rangDe({ ...lieu, codePostal: '49670' }).contenu?.adresse?.codePostal).toBe('49670')
  })

  it.each(MUETS)('« %s » pour commune : celle du code postal est proposée, jamais prise (R-REC-93)', (commune) => {
    expect(dits({ commune })).toContain('commune:refus:commune-non-dite')
    expect(gestes({ commune })).toEqual([['Foix|09122']])
    expect(gestes({ commune, codePostal: null })).toContainEqual([])
  })

  it.each(MUETS)('« %s » partout : un numéro ou un site n’a pas besoin d’adresse (R-REC-93)', (nc) => {
    const lieu = { voie: nc, codePostal: nc, commune: nc }
    for (const canal of [
      { canal: 'Téléphone', telephone: '36 46' },
      { canal: 'Internet', siteWeb: 'https://exemple.fr/' },
    ])
      expect(rangDe({ ...lieu, ...canal }).contenu).toMatchObject({ adresse: null })
    expect(rangDe(lieu).contenu).toBeNull()
  })
})

describe('un jour d’ouverture qui ne dit rien (R-REC-93)', () => {
  it.each(['-', '—', '/', 'néant', 'Néant', 's/o'])('« %s » n’est ni ouvert ni fermé, et ne paraît pas', (mardi) => {
    const rang = rangDe({ lundi: '9h-12h', mardi, mercredi: 'fermé' })
    expect(rang.contenu?.horaires).toEqual({ osm: 'Mo 09:00-12:00; We off; PH off', texte: null, aVerifier: false })
    expect(dits({ lundi: '9h-12h', mardi, mercredi: 'fermé' })).toEqual(['mardi:corrige:rien-d-ecrit'])
  })
  it.each(['x', 'X', '✓'])('« %s » est à vérifier, et ne paraît pas non plus (R-REC-113)', (mardi) => {
    const rang = rangDe({ lundi: '9h-12h', mardi })
    expect(rang.contenu?.horaires).toMatchObject({ osm: 'Mo 09:00-12:00; PH off', texte: null })
    expect(dits({ lundi: '9h-12h', mardi })).toEqual(['mardi:a-verifier:croix-sans-heures'])
  })
})

describe('« NC » dans « Mis à jour le »', () => {
  it.each([...MUETS, null])(
    '« %s » : le jour de la lecture se donne d’un geste, jamais tout seul (R-REC-20)',
    (jour) => {
      const [remarque] = rangDe({ misAJourLe: jour }).remarques
      expect(remarque).toMatchObject({
        ...{ colonne: 'misAJourLe', gravite: 'refus', code: jour === null ? 'manquant' : 'jour-non-dit' },
        propositions: [{ pourquoi: 'jour-de-lecture', ecritures: [{ colonne: 'misAJourLe', valeur: '01/06/2026' }] }],
      })
      expect(rangDe({ misAJourLe: '01/06/2026' })).toMatchObject({
        contenu: { misAJourLe: '2026-06-01' },
        remarques: [],
      })
    },
  )

  it('une date mal écrite ne propose pas le jour de la lecture (R-REC-20)', () => {
    expect(dits({ misAJourLe: '31/02/2026' })).toEqual(['misAJourLe:refus:jour-illisible'])
    expect(gestes({ misAJourLe: '31/02/2026' })).toEqual([[]])
  })
})

describe('« NC » dans le lieu d’un point publié', () => {
  const lecteur = { role: 'centre', centre: CENTRE } as const
  const publier = (changes: Changes) => {
    const { contenu } = rangDe(changes, { lecteur })
    if (!contenu) throw new Error('refused')
    return { point: { ...contenu, id: 'p1', centreId: CENTRE.id }, version: 1 }
  }
  const comparer = (changes: Changes, publie: Changes) => {
    const [rang] = comparePoints([rangDe(changes, { lecteur })], [publier(publie)]).points
    if (!rang) throw new Error('no row')
    return rang
  }

  it('un code CEDEX publié reste, et n’est pas remplacé par celui de la commune (R-REC-97)', () => {
    const rang = comparer({ codePostal: 'NC' }, { codePostal: '09008 CEDEX' })
    expect([rang.statut, rang.contenu?.adresse?.codePostal]).toEqual(['inchange', '09008'])
    expect(rang.remarques).toMatchObject([{ colonne: 'codePostal', code: 'publie-garde', deduit: '09000' }])
    const [lu] = [sansGarde(rang)]
    expect(lu.contenu).toEqual(rangDe({ codePostal: 'NC' }, { lecteur }).contenu)
    expect(lu.remarques.map(({ code }) => code)).toEqual(['inconnu-d-ecrit', 'code-postal-deduit'])
  })

  const TELEPHONE = { canal: 'Téléphone', telephone: '36 46' }
  it('l’adresse d’un numéro reste, et se vide d’un geste (R-REC-97)', () => {
    const rang = comparer({ ...TELEPHONE, voie: 'NC', codePostal: '-', commune: 'NC' }, TELEPHONE)
    expect([rang.statut, rang.contenu?.adresse?.commune]).toEqual(['inchange', 'Foix'])
    const vider = rang.remarques.flatMap(({ propositions = [] }) => propositions)
    expect(vider.map(({ ecritures }) => ecritures.map(({ colonne }) => colonne))).toEqual([
      ['voie', 'codePostal', 'commune'],
    ])
    const vide = comparer({ ...TELEPHONE, voie: null, codePostal: null, commune: null }, TELEPHONE)
    expect(vide).toMatchObject({ statut: 'modifie', contenu: { adresse: null } })
  })

  it('une autre rue, de lieu inconnu, ne la jette pas : cela se demande (R-REC-97)', () => {
    const rang = comparer({ ...TELEPHONE, voie: '2 rue Inventée', codePostal: 'NC', commune: 'NC' }, TELEPHONE)
    expect(rang.statut).toBe('refuse')
    expect(rang.remarques.filter(({ gravite }) => gravite === 'refus')).toMatchObject([
      { code: 'publie-a-garder', publiee: '45 cours Gabriel-Fauré, 09000 Foix' },
    ])
  })
})
