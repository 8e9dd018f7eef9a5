import { describe, expect, it } from 'vitest'
import { jour } from '../../calendrier.ts'
import type { Element } from './element.ts'
import { readLigneSne } from './ligne.ts'
import { avecEcrit, feuillesDe, unCode, unElement, uneDemandeEntiere } from './testing.ts'

const LE = jour('2026-11-30')
const ENTETE = { typeFichier: 'DIS', dateFichier: '2026-11-02' }
const lire = (element: Element) => readLigneSne(element, ENTETE, LE)
const lireAcceptee = (element: Element) => accepter(lire(element))
function accepter(lu: ReturnType<typeof lire>) {
  if (!lu.ok || !lu.ligne.demande) throw new Error(JSON.stringify(lu))
  const { contenu, codeGuichet } = lu.ligne.demande
  return { contenu, codeGuichet, remarques: lu.remarques }
}

/** What the fields of a demande do not take, for most of them. */
const HOSTILES = [
  ...['NC', '-1', 'null', 'inconnu', '1e400', '0x10', '123456789.123', '20000 EUR'],
  ...['2024-13-45', '<b>', '😀', '1.240', '-0', 'É'.repeat(200)],
] as const
/** A sentence of ours: its end, and none of the words with which a library says what it expected. */
const FRANCAIS = /^(?!.*(?:Invalid|Too (?:big|small)|expected))\p{Lu}.*[.]$/u
const SEULS_A_REFUSER = new Set(['numUnique', 'dateCreationDemande'])
const ENTIERE = uneDemandeEntiere()
const FEUILLES = feuillesDe(ENTIERE)

/** Where people stand in a demande, and how many of them. */
const personnesDe = ({ contenu: { cotitulaires, foyer } }: ReturnType<typeof lireAcceptee>) => [
  cotitulaires.length,
  foyer.personnesACharge.length,
  foyer.enfantsEnGarde.length,
]

describe('une demande dont un seul texte est hostile (R-REP-02)', () => {
  it('se lit entière sans aucun doute quand rien ne l’est', () => {
    const { contenu, remarques } = lireAcceptee(ENTIERE)
    expect([remarques, contenu.autres]).toEqual([[], []])
    expect(FEUILLES.length).toBeGreaterThan(80)
  })

  it.each(FEUILLES)('%s ne prive personne de sa demande, ni de son foyer', (feuille) => {
    const isSeul = SEULS_A_REFUSER.has(feuille)
    // Read once and told in one value: asserting costs as much as reading, some thousands of times over.
    const dits = HOSTILES.map((ecrit) => {
      const lu = lire(avecEcrit(ENTIERE, feuille, ecrit))
      if (isSeul) return [ecrit, lu.ok]
      const acceptee = accepter(lu)
      const { contenu, codeGuichet, remarques } = acceptee
      const tout = JSON.stringify([contenu, codeGuichet?.toLowerCase()])
      const isGarde = tout.includes(JSON.stringify(ecrit.slice(0, 150)).slice(1, -1))
      const horsDePhrase = remarques.filter(({ message }) => !FRANCAIS.test(message))
      const champsEnTrop = remarques.length - new Set(remarques.map(({ champ }) => champ)).size
      return [ecrit, ...personnesDe(acceptee), isGarde, horsDePhrase, champsEnTrop]
    })
    expect(dits).toEqual(HOSTILES.map((ecrit) => (isSeul ? [ecrit, false] : [ecrit, 1, 1, 1, true, [], 0])))
  })

  it('toutes ensemble, un même texte partout, ne la refusent pas non plus', () => {
    const autres = FEUILLES.filter((feuille) => !SEULS_A_REFUSER.has(feuille) && feuille !== 'numGuichet')
    for (const ecrit of HOSTILES) {
      const hostile = autres.reduce((element, feuille) => avecEcrit(element, feuille, ecrit), ENTIERE)
      expect(personnesDe(lireAcceptee(hostile))).toEqual([1, 1, 1])
    }
  })
})

describe('un numéro de sécurité sociale (R-NIR-01)', () => {
  const NIR = '2850578006084'
  const FORMES = [NIR, '2 85 05 78 006 084', `${NIR}41`, '285-05-78-006\u200b-084', `Mme ${NIR}`]

  it.each(FEUILLES)('n’est gardé ni dit de ce que porte %s', (feuille) => {
    const dits = FORMES.filter((ecrit) =>
      JSON.stringify(lire(avecEcrit(ENTIERE, feuille, ecrit)))
        .replace(/[^\dA-Z]/gi, '')
        .includes(NIR),
    )
    expect(dits).toEqual([])
  })

  it('se dit une fois du champ qui le portait, dont le reste est gardé', () => {
    const nom = 'personnePhysique/logementActuel/nomHebergeant'
    const { contenu, remarques } = lireAcceptee(avecEcrit(ENTIERE, nom, `Camille Fictif ${NIR}`))
    expect(contenu.logementActuel.hebergeant).toBe('Camille Fictif')
    expect(contenu.autres).toEqual([])
    expect(remarques.map(({ champ }) => champ)).toEqual(['logementActuel.hebergeant'])
  })
})

it.each([
  ['demandeur/telPortable', 'Mme 2850578006084', 'demandeur.telephonePortable', 'Écrivez un numéro de téléphone'],
  ['demandeur/mel', '2850578006084@exemple.fr', 'demandeur.courriel', 'Écrivez une adresse de courriel'],
  ['demandeur/dateNaissance', 'né 2850578006084', 'demandeur.naissance', 'Écrivez'],
  [
    'demandeur/revenuFiscal/montantMoins2',
    '2850578006084 €',
    'demandeur.revenuFiscal.anneeMoins2.montant',
    'Vérifiez ce montant',
  ],
  [
    'demandeur/revenuFiscal/montantMoins1',
    'Mme 2850578006084',
    'demandeur.revenuFiscal.anneeMoins1.montant',
    'Écrivez un montant',
  ],
] as const)(
  'de %s « %s », le numéro de sécurité sociale se dit, et ce que son champ refuse (R-NIR-01)',
  (element, ecrit, champ, refus) => {
    const { remarques } = lireAcceptee(avecEcrit(ENTIERE, `personnePhysique/${element}`, ecrit))
    expect(remarques.map((une) => une.champ)).toEqual([champ])
    expect(remarques[0]?.message).toMatch(
      /^Un numéro de sécurité sociale était écrit là.*Retirez-le aussi de votre logiciel\. /,
    )
    expect(remarques[0]?.message).toContain(refus)
  },
)

it.each(['+2250707123456', '2250707123456', '225 07 07 12 34 56', '00 229 01 97 12 34 56'])(
  'le téléphone d’un autre pays « %s » n’est pas un numéro de sécurité sociale : il est gardé à côté, et se dit (R-NIR-01)',
  (ecrit) => {
    for (const nom of ['telPortable', 'telDomicile', 'telTravail']) {
      const { contenu, remarques } = lireAcceptee(avecEcrit(ENTIERE, `personnePhysique/demandeur/${nom}`, ecrit))
      expect(contenu.autres.map(({ valeur }) => valeur)).toEqual([ecrit])
      expect(remarques.map(({ message }) => message)).toEqual([
        expect.stringMatching(/^Écrivez un numéro de téléphone/),
      ])
    }
  },
)

describe('une liste trop longue (R-REP-16)', () => {
  const avecListe = (liste: string, enfants: readonly Element[]): Element => {
    const remplace = (element: Element): Element =>
      element.nom === liste ? { ...element, enfants } : { ...element, enfants: element.enfants.map(remplace) }
    return remplace(uneDemandeEntiere())
  }
  const enfant = (rang: number) =>
    unElement('personneACharge', [unElement('prenom', `Lou${rang}`), unElement('dateNaissance', 'inconnue')])

  it('garde les vingt premières personnes, les autres à côté, et le dit une fois', () => {
    const { contenu, remarques } = lireAcceptee(
      avecListe(
        'listePersonneACharge',
        Array.from({ length: 25 }, (_, rang) => enfant(rang)),
      ),
    )
    expect(contenu.foyer.personnesACharge.map(({ prenom }) => prenom)).toEqual(
      Array.from({ length: 20 }, (_, rang) => `Lou${rang}`),
    )
    const prenoms = contenu.autres.filter(({ chemin }) => chemin.endsWith('prenom'))
    expect(prenoms.map(({ valeur }) => valeur)).toEqual(['Lou20', 'Lou21', 'Lou22', 'Lou23', 'Lou24'])
    expect(remarques.filter(({ champ }) => champ === 'foyer.personnesACharge')).toEqual([
      {
        champ: 'foyer.personnesACharge',
        gravite: 'a-verifier',
        message:
          'Le formulaire en prend 20 au plus\u00a0: ce qui suit (5) n’est pas repris, et reste gardé à côté. Vérifiez-le dans votre logiciel.',
      },
    ])
    // Twenty birth dates that do not read: they are twenty doubts, and no refusal.
    expect(remarques).toHaveLength(21)
  })

  const motif = (code: string) => unElement('motif', [unCode('type', code), unElement('precision', `mots ${code}`)])
  const commune = (code: string) => unElement('localisationSouhaite', [unCode('commune', code)])
  const type = (code: string) => unCode('typeLogement', code)
  const HUIT = ['09122', '09225', '09261', '09160', '09185', '09332', '09042', '09282']
  const SEPT = ['C', 'T1', 'T2', 'T3', 'T4', 'T5', 'T6P']
  const illisibles = (nombre: number) => `Ce qui ne se lit pas (${nombre}) n’est pas repris, et reste gardé à côté.`
  const doubles = (nombre: number) =>
    `Ce qui est dit une seconde fois (${nombre}) n’est pas repris, et reste gardé à côté.`
  const enTrop = (auPlus: number, nombre: number) =>
    `Le formulaire en prend ${auPlus} au plus\u00a0: ce qui suit (${nombre}) n’est pas repris, et reste gardé à côté.`
  it.each([
    ['motifs', ['99', '98', '09', '01', '02'], ['09', '01', '02'], [illisibles(2)]],
    ['motifs', ['99', '09', '09', '01', '02', '03'], ['09', '01', '02'], [illisibles(1), doubles(1), enTrop(3, 1)]],
    ['motifs', ['99', '98', '97', '96', 'constructor'], [], [illisibles(5)]],
    ['motifs', ['01', '02', '03', '99'], ['01', '02', '03'], [illisibles(1)]],
    ['localisations', ['Foix', ...HUIT], HUIT, [illisibles(1)]],
    ['localisations', ['09122', ...HUIT], HUIT, [doubles(1)]],
    ['localisations', ['Foix', ...HUIT, '09324'], HUIT, [illisibles(1), enTrop(8, 1)]],
    ['types', ['ZZ', 'T4', ...SEPT], ['T4', ...SEPT.filter((un) => un !== 'T4')], [illisibles(1), doubles(1)]],
  ] as const)('de %s %j, prend %j : ce qui ne se lit pas n’ôte la place de rien', (liste, codes, attendus, phrases) => {
    const { contenu, remarques } = lireAcceptee(
      liste === 'motifs'
        ? avecListe('listeMotif', codes.map(motif))
        : liste === 'types'
          ? avecListe('listeTypeLogement', codes.map(type))
          : avecListe('listeLocalisationSouhaite', codes.map(commune)),
    )
    const { types, localisations } = contenu.recherche
    const pris = {
      types,
      localisations: localisations.map((un) => un.commune),
      motifs: contenu.motifs.map((un) => un.code),
    }
    expect(pris[liste]).toEqual(attendus)
    const champ = liste === 'motifs' ? liste : `recherche.${liste}`
    expect(remarques.map((une) => [une.champ, une.message])).toEqual([
      [champ, [...phrases, 'Vérifiez-le dans votre logiciel.'].join(' ')],
    ])
    const gardes = contenu.autres.map(({ valeur }) => valeur).filter((valeur) => !valeur.startsWith('mots'))
    expect([...gardes, ...attendus].toSorted()).toEqual(codes.toSorted())
  })

  it('un motif d’un code inconnu n’est pas repris : son code et ses mots sont à côté, et cela se dit une fois', () => {
    const { contenu, remarques } = lireAcceptee(avecListe('listeMotif', [motif('99'), motif('09')]))
    expect(contenu.motifs).toEqual([{ code: '09', precision: 'mots 09' }])
    expect(contenu.autres).toEqual([
      { chemin: 'motifs.0.code', valeur: '99' },
      { chemin: 'motifs.0.precision', valeur: 'mots 99' },
    ])
    expect(remarques.map(({ champ }) => champ)).toEqual(['motifs.0.code'])
    expect(remarques[0]?.message).toContain('n’est pas repris')
  })
})

it('le SIRET d’une association se dit de l’association, sans fiche de paie', () => {
  const morale = unElement('personneMorale', [
    unElement('raisonSociale', 'Inventée'),
    unElement('siret', '12345678900011'),
  ])
  const { enfants } = uneDemandeEntiere()
  const { remarques } = lireAcceptee(unElement('demandeLogement', [...enfants.slice(0, 4), morale]))
  expect(remarques).toEqual([
    {
      champ: 'demandeur.siret',
      gravite: 'a-verifier',
      message: 'Vérifiez le SIRET de l’association\u00a0: quatorze chiffres.',
    },
  ])
})
