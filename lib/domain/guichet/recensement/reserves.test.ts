import { describe, expect, it } from 'vitest'
import { jour } from '../../calendrier.ts'
import { analyseClasseur } from './analyse.ts'
import type { Fusion } from './classeur.ts'
import { listTelephones } from './joindre.ts'
import { FAITS, feuilleDe, rangDe } from './testing.ts'

const codes = ({ remarques }: ReturnType<typeof rangDe>) =>
  remarques.map(({ colonne, gravite, code }) => `${colonne}:${gravite}:${code}`)
const valeurs = ({ remarques }: ReturnType<typeof rangDe>) =>
  remarques.flatMap(({ propositions = [] }) => propositions.map(({ ecritures }) => ecritures[0]?.valeur))

describe('ce qu’une cellule dit contre sa publication', () => {
  it.each(['Mme DUPONT', 'M. Martin', 'Madame Dupont'])('« %s » n’est pas un point (R-TAB-01)', (nom) =>
    expect(codes(rangDe({ nom }))).toEqual(['nom:refus:nom-de-personne']),
  )
  it.each(['Mmexpo', 'Maison Madame Sans-Gêne', 'MM Habitat'])('« %s » peut en être un (R-TAB-01)', (nom) =>
    expect(rangDe({ nom }).contenu?.nom).toBe(nom),
  )

  it('un numéro ou une adresse à ne pas publier attend, vider en premier (R-TAB-13)', () => {
    const numero = rangDe({ telephone: '05 61 02 33 00 (ne pas publier)' })
    expect([numero.contenu, codes(numero)]).toEqual([null, ['telephone:refus:a-ne-pas-publier']])
    expect(valeurs(numero)).toEqual(['', '05 61 02 33 00'])
    expect(codes(rangDe({ courriel: 'a@b.fr (usage interne)' }))).toEqual(['courriel:refus:a-ne-pas-publier'])
    expect(codes(rangDe({ courriel: 'a@b.fr (accueil)' }))).toEqual(['courriel:a-verifier:courriel-accompagne'])
  })
  it('un fax n’est pas un téléphone (R-REC-41)', () => {
    expect(listTelephones('05 61 02 33 00 Fax : 05 61 02 33 01').numeros).toEqual(['05 61 02 33 00'])
    expect(rangDe({ telephone: 'Fax 05 61 02 33 01' }).contenu).toBeNull()
  })

  it.each([
    { nom: 'Mairie (fermée définitivement)' },
    { nom: 'FERMÉ - Mairie annexe' },
    { commentaire: 'À supprimer' },
  ])('%o : le point est à vérifier (R-TAB-13)', (changes) => {
    const rang = rangDe(changes)
    expect(rang.contenu).not.toBeNull()
    expect(codes(rang)).toEqual([expect.stringContaining('a-verifier:point-dit-ferme')])
  })
  it.each([
    { nom: 'Foyer (ne pas publier)' },
    { commentaire: 'Confidentiel, ne pas diffuser' },
    { voie: '12 rue Inventée (adresse confidentielle)' },
    { complement: 'Ne pas communiquer' },
  ])('%o : le point attend (R-TAB-13)', (changes) => {
    const rang = rangDe(changes)
    expect(rang.contenu).toBeNull()
    expect(codes(rang)).toEqual([expect.stringContaining('refus:a-ne-pas-publier')])
  })
  it.each(['Accueil en toute confidentialité', 'Ne pas sonner', 'Entretien non confidentialisé'])(
    '« %s » ne demande rien de tel (R-TAB-13)',
    (commentaire) => expect(codes(rangDe({ commentaire }))).toEqual([]),
  )
  it.each([
    'Ferme pédagogique',
    'Fermé le mercredi',
    'Fermé en août',
    'Fermeture estivale',
    'Fermé au public le lundi',
  ])('« %s » ne le ferme pas (R-TAB-13)', (commentaire) => expect(codes(rangDe({ commentaire }))).toEqual([]))

  it.each([
    { accessibilitePmr: 'Oui ?' },
    { publicReserve: 'Tout public ?' },
    { type: 'SIAD ?' },
    { services: 'Création ; Information ?' },
  ])('un doute se demande : %o (R-TAB-06)', (changes) => {
    const rang = rangDe(changes)
    expect(rang.contenu).toBeNull()
    expect(valeurs(rang).length).toBeGreaterThan(0)
  })
  it('des degrés sans décimales ne situent rien (R-TAB-05)', () => {
    expect(codes(rangDe({ latitude: '43', longitude: '2' }))).toEqual(['latitude:a-verifier:position-grossiere'])
    expect(rangDe({ latitude: '42,966', longitude: '1,607' }).contenu?.position).toMatchObject({ latitude: 42.966 })
  })
  it('des zéros ne sont ni un SIREN ni un code guichet (R-REC-18, R-REC-19)', () => {
    expect(codes(rangDe({ siren: '000000000' }))).toEqual(['siren:refus:siren-faux'])
    expect(codes(rangDe({ codeGuichet: '0' }))).toEqual(['codeGuichet:refus:code-guichet-faux'])
  })

  const defauts = {
    canal: 'physique',
    type: 'siad',
    services: ['information'],
    misAJourLe: jour('2026-03-03'),
  } as const
  const lire = (rows: (string | number | null)[][], fusions: Fusion[] = []) => {
    const found = analyseClasseur({ feuilles: [{ ...feuilleDe('X', rows), fusions }] }, { ...FAITS, defauts })
    return found.ok ? found.value : undefined
  }
  it.each(['Responsable', 'Contact', 'Personne à contacter'])(
    'sous « %s », rien n’est du point (R-TAB-01)',
    (titre) => {
      const entetes = ['Adresse', 'Code postal', 'Ville', 'Téléphone']
      const analyse = lire(
        [
          ['Structure', titre, null, ...entetes],
          [null, 'Nom', 'Téléphone', null, null, null, null],
          ['Mairie de Foix', 'DUPONT', '06 12 34 56 78', '1 rue Inventée', '09000', 'Foix', '05 61 02 33 00'],
        ],
        [{ haut: 1, bas: 1, gauche: 1, droite: 2 }],
      )
      expect(analyse?.points.map(({ contenu }) => [contenu?.nom, contenu?.telephone])).toEqual([
        ['Mairie de Foix', '05 61 02 33 00'],
      ])
    },
  )
  it('« Contact » sans nom dit comment joindre le point, et l’adresse du siège n’est pas la sienne (R-TAB-01)', () => {
    const [point] =
      lire([
        ['Nom', 'Siège', null, null, 'Accueil', null, null, 'Contact', null],
        [null, 'Adresse', 'CP', 'Ville', 'Adresse', 'CP', 'Ville', 'Téléphone', 'Mail'],
        ['Mairie', '9 rue Y', '09100', 'Pamiers', '1 rue X', '09000', 'Foix', '05 61 02 33 00', 'a@b.fr'],
      ])?.points ?? []
    expect(point?.contenu).toMatchObject({ telephone: '05 61 02 33 00', adresse: { voie: '1 rue X', commune: 'Foix' } })
  })
  it('une note sous les chiffres des communes est ignorée, et c’est dit (R-TAB-10)', () => {
    const analyse = lire([
      ['Code INSEE', 'Année', 'Type de logement', 'Logements'],
      ['09122', 2025, 'T1', 12],
      ['Source : RPLS 2025'],
      ['* estimation'],
    ])
    expect(analyse?.chiffres).toHaveLength(1)
    expect(analyse?.alertes).toMatchObject([{ motif: 'note' }, { motif: 'note' }])
  })
})
