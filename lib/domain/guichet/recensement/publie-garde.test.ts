import { describe, expect, it } from 'vitest'
import { jour } from '../../calendrier.ts'
import type { ContenuDePoint } from '../point-de-contact.ts'
import { comparePoints, type RangCompare } from './comparaison.ts'
import { sansGarde } from './publie-garde.ts'
import { CENTRE, rangDe as rangDeFichier } from './testing.ts'

type Changes = Parameters<typeof rangDeFichier>[0]
const rangDe = (changes: Changes) => rangDeFichier(changes, { lecteur: { role: 'centre', centre: CENTRE } })

const PLEIN: Changes = {
  organisme: 'Ville de Foix',
  natureOrganisme: 'Commune',
  siren: '210901229',
  codeGuichet: '09A01',
  complement: 'Étage 2',
  latitude: 42.966,
  longitude: 1.607,
  lundi: '9h-12h',
  mardi: 'fermé',
  telephone: '05 36 49 00 01',
  coutAppel: 'Appel gratuit',
  courriel: 'accueil@exemple.fr',
  siteWeb: 'https://exemple.fr/',
  rendezVous: 'Possible',
  lienRendezVous: 'https://exemple.fr/rdv',
  fermetures: '24/12/2026',
  accessibilitePmr: 'Oui',
  commentaire: 'Sonner',
}
const publieDe = (changes: Changes = PLEIN): ContenuDePoint => {
  const { contenu, remarques } = rangDe(changes)
  if (!contenu) throw new Error(JSON.stringify(remarques))
  return contenu
}
/** The row beside one published point, which says all that may be said, then `avant`. */
function compare(changes: Changes, avant: Changes = {}): RangCompare {
  const point = { ...publieDe({ ...PLEIN, ...avant }), id: 'p1', centreId: CENTRE.id }
  const [rang] = comparePoints([rangDe({ ...PLEIN, ...avant, ...changes })], [{ point, version: 1 }]).points
  if (!rang) throw new Error('no row')
  return rang
}
const dits = ({ remarques }: RangCompare) => remarques.map(({ colonne, gravite, code }) => [colonne, gravite, code])

describe('une cellule qui ne dit rien', () => {
  it.each<keyof Changes>([
    ...(['organisme', 'natureOrganisme', 'siren', 'codeGuichet', 'complement', 'telephone', 'courriel'] as const),
    ...(['siteWeb', 'lienRendezVous', 'fermetures', 'accessibilitePmr', 'commentaire'] as const),
  ])(
    '« néant », « NC » gardent ce qui est publié dans « %s » ; seule une cellule vide efface (R-REC-97)',
    (colonne) => {
      for (const texte of ['néant', 'NC', 'à compléter', '-', 'Non renseigné']) {
        const rang = compare({ [colonne]: texte })
        expect([rang.statut, ...dits(rang)]).toEqual(['inchange', [colonne, 'a-verifier', 'publie-garde']])
        expect(rang.contenu).toEqual(publieDe())
        expect(rang.valeurs).toBe(rang.contenu)
        expect(rang.remarques[0]?.propositions?.map(({ ecritures }) => ecritures.map(({ valeur }) => valeur))).toEqual([
          [''],
        ])
      }
      expect(compare({ [colonne]: null }).statut).toBe('modifie')
    },
  )

  it('un coût et un rendez-vous que personne ne sait gardent ce qui est publié ; « aucun » est une réponse (R-REC-97)', () => {
    expect(compare({ coutAppel: 'NC', rendezVous: 'à préciser' }).statut).toBe('inchange')
    expect(compare({ coutAppel: 'aucun' }).contenu?.coutAppel).toBe('aucun')
    expect(compare({ rendezVous: 'aucun' }).statut).toBe('refuse')
  })

  it('une position est gardée avec sa rue, et pas avec une autre (R-REC-97)', () => {
    const nc = { latitude: 'NC', longitude: 'NC' }
    expect(compare(nc).contenu?.position).toEqual(publieDe().position)
    const ailleurs = compare({ ...nc, complement: 'NC', voie: '2 rue Inventée' })
    expect(ailleurs.contenu).toMatchObject({ position: null, adresse: { complement: null } })
  })

  it('une adresse que personne ne sait est demandée à un point physique, gardée à un numéro (R-REC-97)', () => {
    expect(dits(compare({ voie: 'à compléter' }))).toContainEqual(['voie', 'refus', 'manquant'])
    expect(compare({ voie: 'NC' }, { canal: 'Téléphone' })).toMatchObject({
      statut: 'inchange',
      contenu: { adresse: { voie: '45 cours Gabriel-Fauré' } },
    })
  })

  it('des heures que personne ne sait gardent toutes celles qui sont publiées (R-REC-97)', () => {
    const rang = compare({ lundi: 'NC', mardi: 'NC', horairesTexte: 'à compléter' })
    expect(rang.contenu?.horaires).toEqual(publieDe().horaires)
    expect(compare({ lundi: null, mardi: null }).contenu?.horaires.osm).toBeNull()
  })

  it('à côté d’autres heures, un jour que personne ne sait se demande : garder ou vider (R-REC-97)', () => {
    const rang = compare({ lundi: 'NC' })
    expect([rang.statut, rang.contenu, ...dits(rang)]).toEqual(['refuse', null, ['lundi', 'refus', 'publie-a-garder']])
    expect(rang.remarques[0]?.propositions?.flatMap(({ ecritures }) => ecritures.map(({ valeur }) => valeur))).toEqual([
      '09:00-12:00',
      '',
    ])
    expect(compare({ mercredi: 'NC' })).toMatchObject({ statut: 'inchange', remarques: [{ code: 'inconnu-d-ecrit' }] })
  })

  it('à côté d’un jour vide, qui efface le sien, un jour que personne ne sait se demande (R-REC-97)', () => {
    const rang = compare({ lundi: 'NC', mardi: null })
    expect([rang.statut, rang.contenu, ...dits(rang)]).toEqual(['refuse', null, ['lundi', 'refus', 'publie-a-garder']])
    // Nothing is published of Wednesday: the blank days empty theirs, as they do alone.
    const vide = compare({ lundi: null, mardi: null, mercredi: 'NC' })
    expect([vide.statut, vide.contenu?.horaires.osm]).toEqual(['modifie', null])
    // The column of the text speaks for the whole week, in tables that have no days.
    expect(compare({ lundi: null, mardi: null, horairesTexte: 'NC' }).statut).toBe('inchange')
  })

  it.each<Changes>([
    { codePostal: '09100', commune: 'Pamiers' },
    { codePostal: null, commune: 'Pamiers' },
    { codePostal: null, commune: null, codeInsee: '09225' },
    { complement: 'Étage 3' },
  ])('une rue que personne ne sait ne jette pas un autre lieu : %o (R-REC-97)', (lieu) => {
    const rang = compare({ voie: 'NC', ...lieu }, { canal: 'Téléphone', latitude: null, longitude: null })
    expect([rang.statut, rang.contenu]).toEqual(['refuse', null])
    expect(rang.remarques.find(({ colonne }) => colonne === 'voie')).toMatchObject({
      code: 'publie-a-garder',
      gravite: 'refus',
      publiee: '45 cours Gabriel-Fauré, Étage 2, 09000 Foix',
    })
    const [garder] = rang.remarques.flatMap(({ propositions = [] }) => propositions)
    expect(garder).toMatchObject({ pourquoi: 'publie', libelle: '45 cours Gabriel-Fauré, Étage 2, 09000 Foix' })
    const ecrit = Object.fromEntries(garder?.ecritures.map(({ colonne, valeur }) => [colonne, valeur]) ?? [])
    const telephone = { canal: 'Téléphone', latitude: null, longitude: null }
    expect(compare({ ...lieu, ...ecrit }, telephone).contenu?.adresse).toEqual(publieDe().adresse)
  })

  it.each<Changes>([
    { codePostal: null, commune: null },
    { codePostal: 9000, commune: 'FOIX', codeInsee: '09122' },
    { codeInsee: 'NC', complement: 'NC' },
  ])('la même, à côté du même lieu ou de rien, garde l’adresse publiée : %o (R-REC-97)', (lieu) => {
    const rang = compare({ voie: 'NC', ...lieu }, { canal: 'Téléphone' })
    expect(rang.contenu?.adresse).toEqual(publieDe().adresse)
  })

  it('un lieu corrigé dans l’aperçu compte comme le lieu écrit (R-REC-97)', () => {
    const point = { ...publieDe({ ...PLEIN, canal: 'Téléphone' }), id: 'p1', centreId: CENTRE.id }
    const lu = rangDe({ ...PLEIN, canal: 'Téléphone', voie: 'NC', codePostal: null, commune: null })
    const compareAvec = (valeur: string) =>
      comparePoints(
        [{ ...lu, corrigees: [{ colonne: 'commune', cellule: 'M7', ecrit: '', valeur }] }],
        [{ point, version: 1 }],
      ).points[0]?.statut
    expect([compareAvec('Pamiers'), compareAvec('Foix')]).toEqual(['refuse', 'inchange'])
  })

  it('un nouveau point, ou un champ sans rien de publié, ne garde rien (R-REC-97)', () => {
    const nouveau = comparePoints([rangDe({ telephone: 'NC', courriel: 'néant' })], []).points[0]
    expect(nouveau).toMatchObject({ statut: 'nouveau', contenu: { telephone: null, courriel: null } })
    expect(dits(compare({ telephone: 'NC' }, { telephone: null }))).toEqual([
      ['telephone', 'a-verifier', 'inconnu-d-ecrit'],
    ])
  })

  it('comparée de nouveau, elle garde ce qui est publié alors, et plus ce qui l’était (R-REC-97)', () => {
    const vu = compare({ telephone: 'NC', commentaire: 'néant', lundi: 'NC', mardi: 'NC' })
    const point = {
      ...publieDe({ ...PLEIN, telephone: '05 36 49 00 02', commentaire: null }),
      id: 'p1',
      centreId: CENTRE.id,
    }
    const [apres] = comparePoints([vu], [{ point, version: 2 }]).points
    expect(apres?.contenu).toMatchObject({ telephone: '05 36 49 00 02', commentaire: null, horaires: point.horaires })
    expect(apres && dits(apres)).toContainEqual(['commentaire', 'corrige', 'rien-d-ecrit'])
    const [seule] = comparePoints([vu], []).points
    expect(seule).toMatchObject({ statut: 'nouveau', contenu: { telephone: null, horaires: { osm: null } } })
    expect(sansGarde(vu).contenu?.misAJourLe).toBe(jour('2026-03-03'))
  })
})

describe('des fermetures en mots', () => {
  const NOEL = [{ du: '2026-12-24', au: '2026-12-24' }]
  const MOTS = 'Fermetures à vérifier (24 décembre)'

  it('gardent celles qui sont publiées, et c’est dit ; seule une cellule vide les efface (R-REC-97)', () => {
    const rang = compare({ fermetures: '24 décembre' })
    expect(rang).toMatchObject({ statut: 'modifie', contenu: { fermetures: NOEL, commentaire: `Sonner ; ${MOTS}` } })
    expect(rang.remarques).toMatchObject([{ code: 'fermetures-sans-annee', gravite: 'a-verifier', estGarde: true }])
    expect(rang.remarques[0]?.propositions?.map(({ ecritures }) => ecritures[0]?.valeur)).toEqual(['24/12/2026', ''])
    expect(compare({ fermetures: null }).contenu?.fermetures).toEqual([])
    expect(compare({ fermetures: 'Noël 2026' }).contenu?.fermetures).toEqual(NOEL)
  })

  it('comparées de nouveau, gardent ce qui est publié alors (R-REC-97)', () => {
    const vu = compare({ fermetures: '24 décembre', commentaire: 'NC' })
    const point = { ...publieDe({ ...PLEIN, fermetures: null, commentaire: null }), id: 'p1', centreId: CENTRE.id }
    const [apres] = comparePoints([vu], [{ point, version: 2 }]).points
    expect(apres?.contenu).toMatchObject({ fermetures: [], commentaire: MOTS })
    const own = rangDe({ ...PLEIN, fermetures: '24 décembre', commentaire: 'NC' })
    expect(sansGarde(vu)).toMatchObject(own)
  })

  it('n’effacent pas le commentaire publié d’une ligne dont le commentaire ne dit rien (R-REC-97)', () => {
    const rang = compare({ fermetures: '24 décembre', commentaire: 'NC' })
    expect(rang.contenu?.commentaire).toBe(`Sonner ; ${MOTS}`)
    expect(dits(rang)).toContainEqual(['commentaire', 'a-verifier', 'publie-garde'])
    const [tient, deborde] = [500 - MOTS.length - 3, 500 - MOTS.length - 2].map((longueur) => {
      const point = { ...publieDe({ ...PLEIN, commentaire: 'x'.repeat(longueur) }), id: 'p1', centreId: CENTRE.id }
      const row = rangDe({ ...PLEIN, fermetures: '24 décembre', commentaire: 'NC' })
      return comparePoints([row], [{ point, version: 1 }]).points[0]
    })
    expect(tient?.contenu?.commentaire).toHaveLength(500)
    expect(deborde).toMatchObject({ statut: 'refuse', contenu: null })
    expect(deborde && dits(deborde)).toContainEqual(['fermetures', 'refus', 'fermetures-sans-annee'])
  })

  it.each([
    ['24/12 (matin)', '24/12 (matin)'],
    ['24/12 (matin', '24/12 [matin'],
    ['Noël (semaine (52))', 'Noël [semaine [52]]'],
    ['Noël :) et Pâques', 'Noël :] et Pâques'],
  ])('y sont une fois, quelles que soient leurs parenthèses : « %s » (R-REC-49)', (fermetures, mots) => {
    const commentaire = `Sonner ; Fermetures à vérifier (${mots})`
    const rang = compare({ fermetures })
    expect(rang.contenu?.commentaire).toBe(commentaire)
    expect(compare({ fermetures }, { commentaire }).statut).toBe('inchange')
    const [encore] = comparePoints([rang], []).points
    expect(encore?.contenu?.commentaire).toBe(commentaire)
  })

  it('quittent le commentaire quand leurs jours sont écrits, et y restent tant que rien n’est changé (R-REC-49)', () => {
    const avant = { commentaire: `Sonner ; ${MOTS}` }
    expect(compare({}, avant).statut).toBe('inchange')
    expect(compare({ telephone: '05 36 49 00 09' }, avant).contenu?.commentaire).toBe(avant.commentaire)
    expect(compare({ fermetures: '24/12/2026 ; 31/12/2026' }, avant).contenu?.commentaire).toBe('Sonner')
    expect(compare({ fermetures: '31/12/2026' }, { commentaire: MOTS }).contenu?.commentaire).toBeNull()
    expect(compare({ fermetures: '31/12' }, avant).contenu?.commentaire).toBe('Sonner ; Fermetures à vérifier (31/12)')
  })
})
