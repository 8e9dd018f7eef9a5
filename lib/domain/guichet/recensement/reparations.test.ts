import { describe, expect, it } from 'vitest'
import { expandScientific, openRang } from './rang.ts'
import { rangDe } from './testing.ts'

type Changes = Parameters<typeof rangDe>[0]
const lu = (
  changes: Changes,
  champ: 'telephone' | 'siren' | 'canal' | 'rendezVous' | 'services' | 'misAJourLe' | 'accessibilitePmr',
) => {
  const rang = rangDe(changes)
  return [
    rang.contenu === null ? null : rang.contenu[champ],
    ...rang.remarques.map(({ gravite, code }) => `${gravite}:${code}`),
  ]
}

describe('ce qui se répare sans risque est réparé, et montré', () => {
  it.each<[string | number, string]>([
    [536_490_001, '05 36 49 00 01'],
    ['536490001', '05 36 49 00 01'],
    ['5 36 49 00 01', '05 36 49 00 01'],
    ['33536490001', '05 36 49 00 01'],
    ['+33 5 36 49 00 01', '05 36 49 00 01'],
    ['0590410000', '05 90 41 00 00'],
  ])('le téléphone « %s »', (telephone, read) => {
    expect(lu({ telephone }, 'telephone')).toEqual([read, 'corrige:ecriture-retablie'])
  })

  it('un numéro et des mots : le numéro est gardé, à vérifier (R-REC-41)', () => {
    expect(lu({ telephone: '05 36 49 00 01 (standard)' }, 'telephone')).toEqual([
      '05 36 49 00 01',
      'a-verifier:telephone-accompagne',
    ])
  })

  it('deux numéros : chacun est proposé, la ligne attend (R-REC-41)', () => {
    const rang = rangDe({ telephone: '05 36 49 00 01 / 06 39 98 00 00' })
    expect(rang.contenu).toBeNull()
    expect(rang.remarques[0]?.propositions?.map(({ ecritures }) => ecritures[0]?.valeur)).toEqual([
      '05 36 49 00 01',
      '06 39 98 00 00',
    ])
  })

  it('un SIRET en notation scientifique, entier ou perdu (R-REC-18)', () => {
    expect(lu({ siren: 21_090_122_900_018 }, 'siren')).toEqual(['210901229', 'corrige:siret-reduit'])
    expect(lu({ siren: '2,1090122900018E+13' }, 'siren')).toEqual(['210901229', 'corrige:siret-reduit'])
    expect(lu({ siren: '2.10901E+13' }, 'siren')).toEqual([null, 'refus:chiffres-perdus'])
    expect(expandScientific('5,926E4')).toBeUndefined()
  })

  it('un nombre que la feuille montre avec son zéro n’a rien perdu', () => {
    const cellule = { adresse: 'A2', valeur: 9000, texte: '09000' }
    const rang = openRang({ numero: 2, cellules: [{ colonne: 0, cellule }] }, new Map([['codePostal', 0]]))
    expect(rang.texte('codePostal')).toBe('09000')
  })

  it.each<[Changes, 'canal' | 'rendezVous' | 'services' | 'accessibilitePmr', unknown]>([
    [{ canal: 'Sur place' }, 'canal', 'physique'],
    [{ rendezVous: 'Sur RDV' }, 'rendezVous', 'obligatoire'],
    [{ rendezVous: 'avec rdv' }, 'rendezVous', 'obligatoire'],
    [{ accessibilitePmr: 'en partie' }, 'accessibilitePmr', 'partielle'],
    [{ rendezVous: 'Sur rendez-vous uniquement' }, 'rendezVous', 'obligatoire'],
    [{ rendezVous: 'uniquement sur rdv' }, 'rendezVous', 'obligatoire'],
    [{ rendezVous: 'RDV obligatoire' }, 'rendezVous', 'obligatoire'],
    [{ rendezVous: 'Avec ou sans rendez-vous' }, 'rendezVous', 'possible'],
    [{ services: 'Infos ; Création de la demande' }, 'services', ['creation', 'information']],
  ])('une autre façon d’écrire %j (R-REC-40)', (changes, champ, value) => {
    const [read, ...remarques] = lu(changes, champ)
    expect(read).toEqual(value)
    expect(new Set(remarques)).toEqual(new Set(['corrige:ecriture-retablie']))
  })

  it('ce qui peut dire deux choses n’est pas deviné (R-REC-40)', () => {
    expect(lu({ rendezVous: 'Oui' }, 'rendezVous')).toEqual([null, 'refus:hors-liste'])
    expect(lu({ services: 'Dépôt' }, 'services')).toEqual([null, 'refus:hors-liste'])
  })

  // The file is read on 1 June 2026.
  it.each([
    ['01/06/26', '2026-06-01', 'corrige:annee-completee'],
    ['31/05/26', '2026-05-31', 'corrige:annee-completee'],
    ['02/06/26', null, 'refus:jour-illisible'],
    ['03/03/98', null, 'refus:jour-illisible'],
  ])('la date « %s » (R-REC-42)', (misAJourLe, read, remarque) => {
    expect(lu({ misAJourLe }, 'misAJourLe')).toEqual([read, remarque])
  })

  it.each(['-', '—', 'néant', 'NEANT', 'N/A', 'sans objet', 'Aucun', 'aucune', 'non concerné', '/', 's/o', 'S.O.'])(
    '« %s » dit qu’il n’y a rien (R-REC-93)',
    (courriel) => {
      const rang = rangDe({ courriel, fermetures: courriel })
      expect(rang.contenu).toMatchObject({ courriel: null, fermetures: [] })
      expect(rang.trouve.courriel).toBe(courriel)
      expect(rang.remarques.map(({ colonne, gravite, code }) => [colonne, gravite, code])).toEqual([
        ['courriel', 'corrige', 'rien-d-ecrit'],
        ['fermetures', 'corrige', 'rien-d-ecrit'],
      ])
    },
  )

  it.each([
    'NC',
    'n.c.',
    'N/C',
    'non renseigné',
    'Non communiquée',
    'à compléter',
    'A préciser…',
    'n.r.',
    'n.d.',
    'Inconnu',
    'pas connu',
    'à voir',
  ])('« %s » dit que ce n’est pas su : rien n’est effacé sans être à vérifier (R-REC-93)', (telephone) => {
    const rang = rangDe({ telephone })
    expect(rang.contenu).toMatchObject({ telephone: null })
    expect(rang.remarques.map(({ colonne, gravite, code }) => [colonne, gravite, code])).toEqual([
      ['telephone', 'a-verifier', 'inconnu-d-ecrit'],
    ])
  })

  it.each<Changes>([
    { territoire: 'aucun' },
    { territoire: 'NC' },
    { publicReserve: 'NC' },
    { courriel: '?' },
    { courriel: 'x' },
    { courriel: '0' },
    { courriel: 'aucun le samedi' },
    { nom: 'NC' },
  ])('ce qui ne le dit pas, ou pas là, n’est pas vidé : %j (R-REC-93)', (changes) => {
    const rang = rangDe(changes)
    expect(rang.contenu).toBeNull()
    expect(rang.remarques.map(({ code }) => code)).not.toContain('rien-d-ecrit')
  })
  it('un coût garde ses mots (R-REC-93)', () => {
    expect(rangDe({ coutAppel: 'aucun' }).contenu?.coutAppel).toBe('aucun')
    expect(rangDe({ accessibilitePmr: 'Inconnue' })).toMatchObject({ remarques: [] })
  })

  it.each([
    ['<accueil@exemple.fr>', 'accueil@exemple.fr', 'corrige:ecriture-retablie'],
    ['accueil@exemple.fr.', 'accueil@exemple.fr', 'corrige:ecriture-retablie'],
    ['Mme A : accueil@exemple.fr', 'accueil@exemple.fr', 'a-verifier:courriel-accompagne'],
    ['a@exemple.fr ; a@exemple.fr', 'a@exemple.fr', 'corrige:ecriture-retablie'],
    ['accueil(at)exemple.fr', null, 'refus:courriel-faux'],
    ['a @exemple.fr', null, 'refus:courriel-faux'],
  ])('le courriel « %s » (R-REC-94)', (courriel, read, remarque) => {
    const rang = rangDe({ courriel })
    expect([
      rang.contenu?.courriel ?? null,
      ...rang.remarques.map(({ gravite, code }) => `${gravite}:${code}`),
    ]).toEqual([read, remarque])
  })

  it('deux courriels, deux sites, un site mal écrit : proposés, la ligne attend (R-REC-94)', () => {
    const proposees = (changes: Changes) => {
      const rang = rangDe(changes)
      expect(rang.contenu).toBeNull()
      return rang.remarques[0]?.propositions?.map(({ ecritures }) => ecritures[0]?.valeur)
    }
    expect(proposees({ courriel: 'a@exemple.fr ; b@exemple.fr' })).toEqual(['a@exemple.fr', 'b@exemple.fr'])
    expect(proposees({ siteWeb: 'www.exemple.fr et www.exemple.org' })).toEqual([
      'https://www.exemple.fr',
      'https://www.exemple.org',
    ])
    expect(proposees({ siteWeb: 'https//exemple.fr' })).toEqual(['https://exemple.fr'])
    expect(proposees({ siteWeb: 'http:/exemple.fr/a' })).toEqual(['http://exemple.fr/a'])
    expect(proposees({ siteWeb: 'javascript:alert(1)' })).toBeUndefined()
  })

  it.each([
    ['Création / Information', ['creation', 'information']],
    ['création et renouvellement', ['creation', 'renouvellement']],
    ['Création + Infos', ['creation', 'information']],
    ['Création - Information ; Entretien', ['creation', 'information', 'entretien']],
  ])('des services joints d’une autre façon, « %s » (R-REC-40)', (services, read) => {
    expect(lu({ services }, 'services')).toEqual([read, 'corrige:ecriture-retablie'])
  })
  it('des services joints dont un n’est pas dans la liste ne sont pas lus à moitié (R-REC-40)', () => {
    expect(lu({ services: 'Création / Magie' }, 'services')[0]).toBeNull()
  })

  it.each([
    ['2026/03/03', '2026-03-03'],
    ['le 3 mars 2026', '2026-03-03'],
    ['03/03/2026 10:30', '2026-03-03'],
    ['2026-03-03 à 10h30', '2026-03-03'],
    ['2026/13/03', null],
    ['mars 2026', null],
  ])('la date « %s » (R-REC-20)', (misAJourLe, read) => expect(lu({ misAJourLe }, 'misAJourLe')[0]).toBe(read))

  it('un téléphone dont l’indicatif est entre parenthèses', () => {
    expect(lu({ telephone: '(05) 36 49 00 01' }, 'telephone')[0]).toBe('05 36 49 00 01')
    expect(lu({ telephone: '(+33) 5 36 49 00 01' }, 'telephone')[0]).toBe('05 36 49 00 01')
  })

  it('un SIREN précédé de son nom (R-REC-18)', () => {
    expect(lu({ siren: 'SIREN : 210901229' }, 'siren')[0]).toBe('210901229')
    expect(lu({ siren: 'n° SIRET 21090122900018' }, 'siren')).toEqual(['210901229', 'corrige:siret-reduit'])
  })

  it('deux jours de fermeture joints par « et » (R-REC-08)', () => {
    expect(rangDe({ fermetures: '24/12/2026 et 31/12/2026' }).contenu?.fermetures.map(({ du }) => du)).toEqual([
      '2026-12-24',
      '2026-12-31',
    ])
  })

  it.each([
    ['42,9654 N', 42.9654],
    ['N 42.9654°', 42.9654],
    ['42.9654 E', null],
    ['N42.9654N', null],
    ['42 57 N', null],
  ])('la latitude « %s » (R-REC-71)', (latitude, read) => {
    expect(rangDe({ latitude, longitude: '1,607' }).contenu?.position?.latitude ?? null).toBe(read)
  })
})
