import { describe, expect, it } from 'vitest'
import { recordDecisionDeCorrection, recordDemandeDeCorrection } from './correction-d-identite.ts'
import { unContenuDAssociation } from './formulaire/testing.ts'
import { compareIdentites, normalizeNom } from './identite.ts'
import { auGuichet, codeOf, granted, uneDemande } from './testing.ts'

const identite = (nom: string, prenom: string | null, nomDeNaissance: string | null = nom) => ({
  nom,
  nomDeNaissance,
  prenom,
})

describe('comparer deux écritures d’un nom', () => {
  it.each([
    ['accents', identite('Inventée', 'Zoé'), identite('INVENTEE', 'Zoe')],
    ['casse', identite('de la Tour', 'Anne'), identite('DE LA TOUR', 'ANNE')],
    ['espaces', identite('Delatour', 'Anne'), identite('De la Tour', 'Anne')],
    ['tirets', identite('Martin Inventé', 'Jean Paul'), identite('Martin-Inventé', 'Jean-Paul')],
    ['inversion', identite('Camille', 'Inventée'), identite('Inventée', 'Camille')],
    ['nom d’usage', identite('Inventée', 'Zoé', 'Née'), identite('Autre', 'Zoé', 'Née')],
    ['apostrophe', identite('L’Inventée', 'Zoé'), identite("L'Inventee", 'Zoé')],
    ['apostrophe ouvrante', identite('L’Inventée', 'Zoé'), identite('L‘Inventée', 'Zoé')],
    ['apostrophe modificative', identite('L’Inventée', 'Zoé'), identite('L\u02BCInventée', 'Zoé')],
    ['ligature', identite('Lebœuf', 'Zoé'), identite('Leboeuf', 'Zoé')],
    ['ligature en capitales', identite('LEBŒUF', 'Ælis'), identite('Leboeuf', 'AELIS')],
  ])('%s : une différence triviale (R-IDE-02)', (_, avant, apres) => {
    expect(compareIdentites(avant, apres)).toBe('triviale')
    expect(compareIdentites(avant, avant)).toBe('identique')
  })

  it.each([
    ['nom de naissance', identite('Inventée', 'Zoé'), identite('Autre', 'Zoé')],
    ['prénom', identite('Inventée', 'Zoé'), identite('Inventée', 'Chloé')],
    ['prénom ajouté', identite('Inventée', null), identite('Inventée', 'Zoé')],
    ['une lettre', identite('Inventée', 'Zoé'), identite('Inventées', 'Zoé')],
  ])('%s : un mouvement (R-IDE-02)', (_, avant, apres) => {
    expect(compareIdentites(avant, apres)).toBe('mouvement')
  })

  it.each([
    ['ß', 'Groß', 'GROSS'],
    ['ẞ', 'GROẞ', 'Gross'],
    ['ø', 'Sørensen', 'SORENSEN'],
    ['Ø', 'ØRSTED', 'Orsted'],
    ['ł', 'Łukasz Wałęsa', 'LUKASZ WALESA'],
    ['đ', 'Đặng', 'DANG'],
    ['ð', 'Sigurðardóttir', 'SIGURDARDOTTIR'],
    ['þ', 'Þórsson', 'THORSSON'],
    ['ı', 'Yıldız', 'YILDIZ'],
    ['İ', 'İNCE', 'Ince'],
    ['i et point décomposés', 'I\u0307nce', 'ince'],
    ['ş et ğ', 'Şahinoğlu', 'SAHINOGLU'],
    ['å', 'Ångström', 'ANGSTROM'],
  ])('%s se lit comme l’état civil français l’écrit (R-IDE-10)', (_, ecrit, transcrit) => {
    expect(normalizeNom(ecrit)).toBe(normalizeNom(transcrit))
    expect(compareIdentites(identite(ecrit, 'Zoé'), identite(transcrit, 'Zoé'))).toBe('triviale')
    expect(compareIdentites(identite('Inventée', ecrit), identite('Inventée', transcrit))).toBe('triviale')
  })

  it.each([
    ['ø n’est pas u', 'Sørensen', 'Surensen'],
    ['ł n’est pas t', 'Wałęsa', 'Watesa'],
    ['þ n’est pas p', 'Þórsson', 'Porsson'],
    ['ß n’est pas b', 'Groß', 'Grob'],
    ['ß n’est pas un seul s', 'Groß', 'Gros'],
    ['un autre alphabet n’est pas transcrit', 'Σωκράτης', 'Sokratis'],
  ])('%s : un mouvement (R-IDE-10)', (_, avant, apres) => {
    expect(compareIdentites(identite(avant, 'Zoé'), identite(apres, 'Zoé'))).toBe('mouvement')
  })

  it('le nom d’usage écrit à la place du nom de naissance ou du prénom est une inversion (R-IDE-11)', () => {
    const juste = identite('Mariée', 'Zoé', 'Née')
    for (const [autre, difference] of [
      [identite('NÉE', 'Zoe', 'MARIEE'), 'triviale'],
      [identite('Zoé', 'Mariée', 'Née'), 'triviale'],
      [identite('Mariée', 'Née', 'Zoé'), 'triviale'],
      // Three that turn, or a name that is not one of the three.
      [identite('Zoé', 'Née', 'Mariée'), 'mouvement'],
      [identite('Née', 'Mariée', 'Zoé'), 'mouvement'],
      [identite('Née', 'Chloé', 'Mariée'), 'mouvement'],
      [identite('Née', 'Zoé', 'Remariée'), 'mouvement'],
      // Where one is not known, nothing changed places.
      [{ nom: 'Née', nomDeNaissance: 'Mariée', prenom: null }, 'mouvement'],
    ] as const) {
      expect(compareIdentites(juste, autre), JSON.stringify(autre)).toBe(difference)
      expect(compareIdentites(autre, juste), JSON.stringify(autre)).toBe(difference)
    }
  })

  it('un nom composé ou décomposé en Unicode est le même', () => {
    expect(normalizeNom('Zoe\u0301')).toBe(normalizeNom('Zo\u00e9'))
  })
})

describe('corriger un nom', () => {
  const demande = uneDemande().deposeeLe('2024-03-31').build()
  const demandeDe = (nouvelle: ReturnType<typeof identite>, motif = 'Faute de frappe', sur = demande) =>
    recordDemandeDeCorrection(sur, { nouvelle, motif }, auGuichet('2024-06-01'))
  const decide = (sur: typeof demande, decision: 'acceptee' | 'refusee', piece: string | null = null) =>
    recordDecisionDeCorrection(sur, { decision, piece }, auGuichet('2024-06-08'))

  it('se demande, et ne change rien avant la décision', () => {
    const { demande: demandee } = granted(demandeDe(identite('Réelle', 'Camille')))
    expect(demandee).toMatchObject({
      contenu: { demandeur: { nom: 'Inventée' } },
      correction: { difference: 'mouvement', demandeeLe: '2024-06-01' },
    })
    expect(codeOf(demandeDe(identite('Réelle', 'Camille'), 'Faute', demandee))).toBe('correction-en-cours')
    expect(codeOf(demandeDe(identite('Inventée', 'Camille')))).toBe('sans-changement')
    expect(codeOf(demandeDe(identite('Réelle', 'Camille'), ' '))).toBe('raison-manquante')
    expect(codeOf(demandeDe(identite(' ', 'Camille')))).toBe('nom-manquant')
  })

  it('s’écrit en lettres que l’attestation imprime (R-ATS-19)', () => {
    for (const nom of ['محمد', 'Réelle 李', 'გიორგი'])
      expect(codeOf(demandeDe(identite(nom, 'Camille'))), nom).toBe('nom-en-autres-lettres')
    expect(codeOf(demandeDe(identite('Réelle', '李')))).toBe('nom-en-autres-lettres')
    expect(demandeDe(identite('Nguyễn-Œuvrard', 'Éloïse')).ok).toBe(true)
  })

  it('ne se décide que si elle est demandée', () => {
    expect(codeOf(decide(demande, 'acceptee'))).toBe('correction-absente')
  })

  it('un autre nom s’accepte sur pièce ; une autre écriture, sans (R-IDE-03)', () => {
    const mouvement = granted(demandeDe(identite('Réelle', 'Camille'))).demande
    expect(codeOf(decide(mouvement, 'acceptee'))).toBe('piece-manquante')
    expect(granted(decide(mouvement, 'acceptee', 'Acte de naissance')).demande).toMatchObject({
      contenu: { demandeur: { nom: 'Réelle', nomDeNaissance: 'Réelle' } },
      correction: null,
    })
    expect(granted(decide(mouvement, 'refusee')).demande).toMatchObject({
      contenu: { demandeur: { nom: 'Inventée' } },
      correction: null,
    })
    const triviale = granted(demandeDe(identite('INVENTEE', 'Camille'))).demande
    expect(granted(decide(triviale, 'acceptee')).demande).toMatchObject({ contenu: { demandeur: { nom: 'INVENTEE' } } })
  })

  it('se juge sur le nom du jour de la décision, et n’efface pas un nom de naissance appris depuis (R-IDE-07)', () => {
    const sansNaissance = granted(
      decide(granted(demandeDe(identite('Inventee', 'Camille', null))).demande, 'refusee'),
    ).demande
    const avec = (nomDeNaissance: string | null, sur: typeof demande) =>
      sur.statut === 'active'
        ? { ...sur, contenu: { ...sur.contenu, demandeur: { ...sur.contenu.demandeur, nomDeNaissance } } }
        : sur
    const demandee = granted(
      demandeDe(identite('Inventee', 'Camille', null), 'Accent', avec(null, sansNaissance)),
    ).demande
    expect(demandee).toMatchObject({ correction: { difference: 'triviale' } })
    expect(granted(decide(avec('Dupont', demandee), 'acceptee')).demande).toMatchObject({
      contenu: { demandeur: { nom: 'Inventee', nomDeNaissance: 'Dupont' } },
    })
    const autre = granted(
      demandeDe(identite('Inventee', 'Camille', 'Inventee'), 'Accent', avec(null, sansNaissance)),
    ).demande
    expect(autre).toMatchObject({ correction: { difference: 'triviale' } })
    expect(codeOf(decide(avec('Dupont', autre), 'acceptee'))).toBe('piece-manquante')
    const unAutreNom = granted(
      demandeDe(identite('Réelle', 'Camille', null), 'Accent', avec(null, sansNaissance)),
    ).demande
    expect(granted(decide(avec('Dupont', unAutreNom), 'acceptee', 'Acte')).demande).toMatchObject({
      contenu: { demandeur: { nom: 'Réelle', nomDeNaissance: 'Dupont' } },
    })
    const videe = granted(
      demandeDe(identite('Inventée', 'Camille', null), 'Faux', avec('Inventée', sansNaissance)),
    ).demande
    expect(granted(decide(videe, 'acceptee')).demande).toMatchObject({
      contenu: { demandeur: { nom: 'Inventée', nomDeNaissance: null } },
    })
  })

  it('d’une association, c’est sa raison sociale', () => {
    const association = uneDemande().avec(unContenuDAssociation()).deposeeLe('2024-03-31').build()
    const demandee = granted(demandeDe(identite('Le Toit', null, null), 'Nouveau nom', association)).demande
    expect(granted(decide(demandee, 'acceptee', 'Statuts')).demande).toMatchObject({
      contenu: { demandeur: { raisonSociale: 'Le Toit' } },
    })
  })
})
