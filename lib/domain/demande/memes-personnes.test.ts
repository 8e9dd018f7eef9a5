import { describe, expect, it } from 'vitest'
import type { Demande } from './demande.ts'
import type { Contenu } from './formulaire/contenu.ts'
import { type Changement, unContenu, unContenuDAssociation, unCotitulaire } from './formulaire/testing.ts'
import { type CleDePersonne, listClesDesTitulaires, listComparables, rankMemesPersonnes } from './memes-personnes.ts'
import { codeOf, granted, numeroDuMois, refDe, uneDemande } from './testing.ts'

type Qui = Readonly<{
  nom?: string | null
  nee?: string | null
  prenom?: string | null
  unSeulNom?: boolean
  le?: string | null
}>

const une = ({
  nom = 'Durand',
  nee = 'Lefèvre',
  prenom = 'Anne-Marie',
  unSeulNom = prenom === null,
  le = '1984-05-12',
}: Qui = {}): Contenu =>
  unContenu(
    ['demandeur.nom', nom],
    ['demandeur.nomDeNaissance', nee],
    ['demandeur.prenom', prenom],
    ['demandeur.unSeulNom', unSeulNom],
    ['demandeur.naissance', le],
  )

const textesDe = (contenu: Contenu, certitude: CleDePersonne['certitude']) =>
  listClesDesTitulaires(contenu).flatMap((cle) => (cle.certitude === certitude ? cle.texte : []))

/** How surely the holders of two contents have somebody in common. */
function rapprocher(a: Contenu, b: Contenu): CleDePersonne['certitude'] | 'non' {
  const isCommune = (certitude: CleDePersonne['certitude']) =>
    textesDe(a, certitude).some((texte) => textesDe(b, certitude).includes(texte))
  return isCommune('certaine') ? 'certaine' : isCommune('probable') ? 'probable' : 'non'
}

describe('deux demandes d’une même personne', () => {
  it.each<[string, Qui]>([
    ['rien ne change', {}],
    ['la casse et les accents', { nee: 'LEFEVRE', prenom: 'ANNE-MARIE' }],
    ['une espace pour un tiret', { prenom: 'Anne Marie' }],
    ['le tiret insécable, l’apostrophe, le point', { nee: 'Le.f’èvre', prenom: 'Anne\u2011Marie' }],
    ['des accents écrits à part', { nee: 'Lefe\u0300vre' }],
    ['le nom d’usage', { nom: 'Petit' }],
    ['le nom d’usage tu', { nom: null }],
    ['le nom de naissance dans la case du nom', { nom: 'Lefèvre', nee: null }],
    ['le nom et le prénom échangés', { nee: 'Anne-Marie', prenom: 'Lefèvre' }],
  ])('certaine : %s (R-PER-01)', (_, autre) => {
    expect(rapprocher(une(), une(autre))).toBe('certaine')
    expect(rapprocher(une(autre), une())).toBe('certaine')
  })

  it.each<[string, Qui, Qui]>([
    ['ß et ss', { nee: 'Strauß' }, { nee: 'STRAUSS' }],
    ['ø et o', { nee: 'Sørensen' }, { nee: 'Sorensen' }],
    ['ł et l, au prénom', { prenom: 'Łukasz' }, { prenom: 'Lukasz' }],
    ['þ et th, ð et d', { nee: 'Þórðarson' }, { nee: 'Thordarson' }],
    ['ı et i, İ et I', { nee: 'Yıldız', prenom: 'İrem' }, { nee: 'Yildiz', prenom: 'Irem' }],
    ['œ et oe, æ et ae', { nee: 'Lœuvre', prenom: 'Lætitia' }, { nee: 'Loeuvre', prenom: 'Laetitia' }],
    ['une apostrophe rare', { nee: 'Nʼguyen' }, { nee: 'N’Guyen' }],
  ])('certaine : %s, comme l’état civil français les écrit (R-IDE-14)', (_, a, b) => {
    expect(rapprocher(une(a), une(b))).toBe('certaine')
    expect(rapprocher(une(b), une(a))).toBe('certaine')
  })

  it('probable : une lettre d’un autre alphabet, et une voyelle (R-IDE-14)', () => {
    expect(rapprocher(une({ nee: 'Sørensen' }), une({ nee: 'Sarensen' }))).toBe('probable')
  })

  it('la clé d’avant reste à côté : une demande que nul n’a touchée depuis se retrouve (R-IDE-14)', () => {
    expect(textesDe(une({ nee: 'Strauß' }), 'certaine')).toEqual([
      'annemarie|strauss|1984-05-12',
      'annemarie|strauß|1984-05-12',
    ])
    expect(textesDe(une(), 'certaine')).toEqual(['annemarie|lefevre|1984-05-12'])
    // No consonant in it: the probable key is written as the certain one, and is another.
    const voyelles = une({ nom: null, nee: 'Aïe', prenom: 'Éo', le: '1984-05-05' })
    for (const certitude of ['certaine', 'probable'] as const)
      expect(textesDe(voyelles, certitude)).toEqual(['aie|eo|1984-05-05'])
  })

  it.each<[string, Qui]>([
    ['une voyelle', { nee: 'Lefaivre' }],
    ['une lettre doublée', { nee: 'Leffèvre', prenom: 'Ane-Marie' }],
    ['deux lettres échangées', { nee: 'Levèfre' }],
    ['un son écrit autrement', { nee: 'Lephèwre' }],
    ['le premier prénom seul', { prenom: 'Anne' }],
    ['d’autres prénoms après le premier', { prenom: 'Anne, Louise' }],
    ['le jour et le mois échangés', { le: '1984-12-05' }],
    ['le nom d’usage seul', { nom: 'Durand', nee: null }],
    ['le nom et le prénom échangés, et une voyelle', { nee: 'Anna', prenom: 'Lefeuvre' }],
  ])('probable : %s (R-PER-02)', (_, autre) => {
    expect(rapprocher(une(), une(autre))).toBe('probable')
    expect(rapprocher(une(autre), une())).toBe('probable')
  })

  it.each<[string, Qui]>([
    ['un autre jour', { le: '1984-05-13' }],
    ['une autre année', { le: '1985-05-12' }],
    ['un jour que l’on ne connaît pas', { le: '1984-05-00' }],
    ['un autre prénom', { prenom: 'Claire' }],
    ['un autre nom', { nom: 'Bernard', nee: 'Bernard' }],
    ['une autre consonne', { nom: 'Durant', nee: 'Lefèbre' }],
    ['aucune date', { le: null }],
    ['aucun nom', { nom: null, nee: null }],
  ])('non : %s (R-PER-01, R-PER-02, R-PER-03)', (_, autre) => {
    expect(rapprocher(une(), une(autre))).toBe('non')
  })

  it('un nom sans consonne, un seul nom se comparent aussi (R-PER-02)', () => {
    const [eau, ea] = [une({ nom: 'Eau', nee: 'Eau' }), une({ nom: 'Ea', nee: 'Ea' })]
    expect([rapprocher(eau, eau), rapprocher(eau, ea)]).toEqual(['certaine', 'non'])
    expect(rapprocher(une({ prenom: null }), une({ prenom: null }))).toBe('certaine')
    expect(rapprocher(une({ prenom: null }), une())).toBe('non')
  })

  it.each<[string, 'certaine' | 'probable', Qui]>([
    ['le premier jour connu', 'certaine', { le: '1980-01-01' }],
    ['le jour inconnu', 'probable', { le: '1980-01-00' }],
    ['le jour et le mois inconnus', 'probable', { le: '1980-00-00' }],
    ['une année qui finit par deux zéros', 'certaine', { le: '1900-01-01' }],
    ['pas de prénom', 'probable', { prenom: null, unSeulNom: false }],
    ['un prénom sans une lettre', 'probable', { prenom: ' - ', unSeulNom: false }],
    ['un seul nom', 'certaine', { prenom: null, unSeulNom: true }],
    ['un prénom d’une lettre', 'certaine', { prenom: 'A' }],
    ['un seul nom, le jour inconnu', 'probable', { prenom: null, unSeulNom: true, le: '1980-01-00' }],
  ])('écrits pareil, mais %s : %s (R-PER-08)', (_, certitude, qui) => {
    expect(rapprocher(une(qui), une(qui))).toBe(certitude)
  })

  it('un cotitulaire compte comme le demandeur, dans les deux sens (R-PER-01)', () => {
    const lui: readonly Changement[] = [
      ['prenom', 'Dominique'],
      ['naissance', '1980-02-01'],
    ]
    const couple = unContenu(['cotitulaires', [unCotitulaire(...lui)]])
    const seul = unContenu(['demandeur.prenom', 'dominique'], ['demandeur.naissance', '1980-02-01'])
    const ensemble = unContenu(['demandeur.prenom', 'Alix'], ['cotitulaires', [unCotitulaire(...lui)]])
    expect([rapprocher(couple, seul), rapprocher(seul, couple), rapprocher(couple, ensemble)]).toEqual(
      Array(3).fill('certaine'),
    )
    expect(rapprocher(unContenu(), seul)).toBe('non')
  })

  it('ni une association, ni une personne à charge, ni qui n’a pas de date (R-PER-03)', () => {
    const enfant = { nom: 'Inventée', prenom: 'Lou', naissance: '2004-03-02', sexe: 'F', lien: 'E' }
    const parent = unContenu(['foyer.personnesACharge', [enfant]])
    const parti = unContenu(['demandeur.prenom', 'Lou'], ['demandeur.naissance', '2004-03-02'])
    expect(rapprocher(parent, parti)).toBe('non')
    expect(listClesDesTitulaires(unContenuDAssociation())).toEqual([])
    expect(listClesDesTitulaires(une({ le: null }))).toEqual([])
  })

  it('se disent chacune une fois, au plus sûr, les certaines d’abord', () => {
    const [a, b, c] = [1, 2, 3].map((suite) => numeroDuMois('2024-03-15', suite))
    if (!a || !b || !c) throw new Error('numéros')
    const trouvees = [
      { numeroUnique: a, certitude: 'probable' },
      { numeroUnique: c, certitude: 'certaine' },
      { numeroUnique: b, certitude: 'probable' },
      { numeroUnique: c, certitude: 'probable' },
    ] as const
    expect(rankMemesPersonnes(trouvees).map(({ numeroUnique, certitude }) => [numeroUnique, certitude])).toEqual([
      [c, 'certaine'],
      [a, 'probable'],
      [b, 'probable'],
    ])
  })
  it('ne se disent de deux personnes que si elles attendent, dans un même territoire, et se ressemblent ; de plusieurs, paire par paire (R-PER-09, R-PER-11)', () => {
    const deposee = (contenu: Contenu, rang: number, territoire = '09') =>
      uneDemande()
        .avec(contenu)
        .deposeeLe('2024-03-15', numeroDuMois('2024-03-15', rang, territoire), refDe(rang))
    const ici = deposee(unContenu(), 1).build()
    const certaine = deposee(unContenu(), 2)
    const probable = deposee(unContenu(['demandeur.prenom', 'Kamile']), 3).build()
    const autre = deposee(unContenu(['demandeur.naissance', '1950-01-01']), 4).build()
    const ailleurs = { ...certaine.build(), territoire: '32' } as const
    const radiee = certaine.radieeLe('2024-04-01', 'RADABA').build()
    const dire = (...demandes: readonly Demande[]) => codeOf(listComparables(demandes))
    expect([certaine.build(), probable].map((une) => dire(ici, une))).toEqual(['ok', 'ok'])
    for (const une of [autre, ailleurs, radiee])
      expect([dire(ici, une), dire(une, ici)]).toEqual(['plus-comparables', 'plus-comparables'])
    // Of one that waits no more, nothing is said of the others either: who looks at them does not see it.
    expect(dire(ici, probable, radiee)).toBe('plus-comparables')
    expect([dire(), dire(ici)]).toEqual(['demandes-a-cocher', 'demandes-a-cocher'])
    // Of several, each pair that looks alike, once.
    const paires = granted(listComparables([ici, autre, probable, certaine.build()]))
    expect(paires.map((paire) => paire.map(({ ref }) => ref))).toEqual(
      [
        [1, 3],
        [1, 2],
        [3, 2],
      ].map((rangs) => rangs.map(refDe)),
    )
  })
})
