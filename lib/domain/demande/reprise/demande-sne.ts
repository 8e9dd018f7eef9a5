/**
 * An existing demande, as an interface file of the SNE writes it: every element is kept, an amount without a value stays
 * unknown, a NIR is dropped. What a field refuses is kept beside it and told; only a number that is none refuses the demande.
 * Names of elements: interface SNE 02.01, public sample of 2018; those of headings that the sample lacks are ours.
 */
import { type Jour, jourEcrit } from '../../calendrier.ts'
import { removeNir } from '../../nir.ts'
import { removeInvisibles } from '../../signes-invisibles.ts'
import { parseSiren } from '../../siret.ts'
import { AUTRES_AU_PLUS, type Contenu } from '../formulaire/contenu.ts'
import { CODE_GUICHET, type NumeroUnique, parseNumeroUnique, readNumeroUnique } from '../numero-unique.ts'
import { fuseauDuTerritoire, isCommuneDuTerritoire, type Territoire } from '../territoire.ts'
import { type RemarqueDeReprise, readWhatHolds, removeNirCache, sayNirs } from './ecarts.ts'
import { type Autre, type Element, type Lecteur, openElement } from './element.ts'
import { adresse, contacts, cotitulaire, demandeur, jourDe, montant, nombre, ressources } from './personnes.ts'

export type DemandeLue = Readonly<{
  numeroUnique: NumeroUnique
  /** « dateCreationDemande »: the day of the first deposit; null when the file does not say it. */
  deposeeLe: Jour | null
  /** Day of the last renewal, where the file says it. */
  renouveleeLe: Jour | null
  /** Code guichet or SIREN of the service that registered it; null when the file says neither. */
  codeGuichet: string | null
  /** With, in `autres`, what the form has no field for. */
  contenu: Contenu
  remarques: readonly RemarqueDeReprise[]
}>
type Lecture =
  | Readonly<{ ok: true; demande: DemandeLue }>
  | Readonly<{ ok: false; numeroUnique: string | null; remarques: readonly RemarqueDeReprise[] }>

/** Reads one `demandeLogement`; `le` is the day of the loading in the territory. */
export function readDemandeSne(element: Element, le: Jour): Lecture {
  const ouvert = openElement(element)
  const ecrit = ouvert.texte(element, 'numUnique')
  const numeroUnique = parseNumeroUnique(ecrit ?? '')
  // R-REP-01 — choix du portail : tout élément peut manquer, sauf le numéro unique qui dit de qui l’on parle
  if (!numeroUnique)
    return refuseDemande(
      numeroEcrit(ecrit ?? ''),
      'numUnique',
      ecrit ? 'Ce numéro unique n’en est pas un.' : 'Le numéro unique manque.',
    )
  const { territoire } = readNumeroUnique(numeroUnique)
  const lecteur: Lecteur = { ...ouvert, fuseau: fuseauDuTerritoire(territoire) }
  const remarques: RemarqueDeReprise[] = []
  const ecartes: Autre[] = []
  const [deposeeLe, renouveleeLe] = (['dateCreationDemande', 'dateRenouvellement'] as const).map((champ) =>
    readJour(lecteur, [element, champ], { remarques, ecartes }),
  )
  const codeGuichet = readOrganisme(lecteur.texte(element, 'numGuichet'), { remarques, ecartes })
  const lu = readWhatHolds(toContenu(lecteur, element), le)
  if (!lu) return refuseDemande(numeroUnique, 'demandeLogement', NE_SE_LIT_PAS)
  const dits = new Set(lu.remarques.map(({ champ }) => champ))
  // Of one that does not read, it is told already how to write it.
  for (const champ of montantsInconnus(lu.contenu))
    if (!dits.has(`${champ}.euros`))
      remarques.push({ champ, gravite: 'a-verifier', message: 'Le montant de cette ressource n’est pas connu.' })
  for (const champ of communesDAilleurs(lu.contenu, territoire))
    remarques.push({ champ, gravite: 'a-verifier', message: COMMUNE_D_AILLEURS })
  const { autres: tous, nirs } = listAutres([...ecartes, ...lu.ecartes, ...lecteur.autres()])
  const autres = tous.slice(0, AUTRES_AU_PLUS)
  // R-REP-21 — choix du portail : ce qui ne tient pas à côté de la demande ne disparaît pas sans que l’on sache qu’il reste au fichier
  if (tous.length > AUTRES_AU_PLUS)
    remarques.push({ champ: 'autres', gravite: 'a-verifier', message: phraseDesAutres(tous.length - AUTRES_AU_PLUS) })
  return {
    ok: true,
    demande: {
      numeroUnique,
      deposeeLe: deposeeLe ?? null,
      renouveleeLe: renouveleeLe ?? null,
      codeGuichet,
      contenu: { ...lu.contenu, autres },
      remarques: sayNirs(nirs, [...remarques, ...lu.remarques]),
    },
  }
}

/** What stands where a number should, to find it in the file again; null when nothing that may be said does. */
export function numeroEcrit(texte: string): string | null {
  // R-NIR-01 — ADR 0013 : un numéro de sécurité sociale mis là ne se redit pas, même sans sa clé
  const lisible = removeInvisibles(texte)
  const sans = NIR_JOINT.test(lisible.replace(/[\s./_-]/g, '')) ? '' : removeNir(lisible)
  return cut(sans.replace(/[\p{Cc}\s]+/gu, ' ').trim(), NUMERO_ECRIT_AU_PLUS) || null
}
const NUMERO_ECRIT_AU_PLUS = 60
/** Thirteen signs of one, joined, or fifteen; a numéro unique of an Île-de-France goes on with a letter. */
const NIR_JOINT = /(?<!\d)[1278]\d{4}(?:\d{2}|2[AB])\d{6}(?:\d{2})?(?![\dA-Z])/i

/** Where a NIR stands by its name. */
const NIR_NOMME = /(?:\bnir|Nir|NIR)(?![a-z])|[sS]ecu(?:rite)?Sociale|umeroSecu/

/** Shortened without leaving half of a sign, which PostgreSQL would refuse. */
const cut = (text: string, length: number): string => text.slice(0, length).replace(/[\ud800-\udbff]$/, '')

const phraseDesAutres = (enTrop: number): string =>
  `Cette demande dit plus de ${AUTRES_AU_PLUS} choses sans champ ici\u00a0: les dernières (${enTrop}) ne sont pas gardées. Conservez ce fichier.`

/** What no field took; `nirs`: where a NIR was, of which nothing is kept. */
function listAutres(tous: readonly Autre[]): { autres: Contenu['autres']; nirs: readonly string[] } {
  const nirs: string[] = []
  const autres = tous.flatMap(({ chemin, valeur }) => {
    // R-NIR-01 — ADR 0013 : un numéro de sécurité sociale ne se garde pas, où qu’il soit écrit, et cela se dit
    const sans = NIR_NOMME.test(chemin) ? '' : removeNirCache(valeur, chemin)
    if (sans !== valeur) nirs.push(cut(chemin, 500))
    return chunk(sans.trim()).map((part) => ({ chemin: cut(chemin, 500), valeur: part }))
  })
  return { autres, nirs }
}

/** A long text in as many parts as it takes, none of which ends in half of a sign. */
function chunk(text: string): readonly string[] {
  const part = cut(text, 2000)
  return part ? [part, ...chunk(text.slice(part.length))] : []
}

const refuseDemande = (numeroUnique: string | null, champ: string, message: string): Lecture => ({
  ok: false,
  numeroUnique,
  remarques: [{ champ, gravite: 'refus', message }],
})

const NE_SE_LIT_PAS =
  'Cette demande ne se lit pas, sans que l’on sache quel champ corriger. Saisissez-la, et signalez-la à l’exploitant.'

type Dits = Readonly<{ remarques: RemarqueDeReprise[]; ecartes: Autre[] }>

function readOrganisme(texte: string | null, { remarques, ecartes }: Dits): string | null {
  if (texte === null) return null
  const code = texte.toUpperCase()
  const lu = CODE_GUICHET.test(code) ? code : parseSiren(texte)
  if (lu) return lu
  // R-REP-15 — choix du portail : ce qui n’a la forme d’aucun code n’est pas un organisme, et reste à côté de la demande
  remarques.push({ champ: 'numGuichet', gravite: 'a-verifier', message: PAS_UN_ORGANISME })
  ecartes.push({ chemin: 'numGuichet', valeur: texte })
  return null
}
const PAS_UN_ORGANISME = 'Ce n’est ni un code guichet, ni un SIREN\u00a0: l’organisme reste inconnu.'

/** The day of an act of the demande. */
function readJour(
  { texte: textOf, fuseau }: Lecteur,
  [element, champ]: readonly [Element, string],
  { remarques, ecartes }: Dits,
): Jour | null {
  const texte = textOf(element, champ)
  // R-REP-18 — XML Schema, dateTime : un instant est du jour qu’il est là où vit la demande, non de celui de son écriture
  const lu = texte === null ? undefined : jourEcrit(texte, fuseau)
  if (texte === null || lu) return lu ?? null
  remarques.push({ champ, gravite: 'a-verifier', message: 'Cette date n’existe pas.' })
  ecartes.push({ chemin: champ, valeur: texte })
  return null
}

const COMMUNE_D_AILLEURS =
  'Cette commune n’est pas du territoire que porte le numéro unique. Elle est gardée\u00a0; vérifiez le numéro et la commune.'

/** The paths of the communes asked for that are of another territory. */
const communesDAilleurs = ({ recherche: { localisations } }: Contenu, territoire: Territoire): readonly string[] =>
  localisations.flatMap(({ commune }, rang) =>
    // R-REP-12 — choix du portail : une demande qui vit ailleurs n’est pas perdue pour une commune d’un autre territoire (R-DEM-05)
    isCommuneDuTerritoire(commune, territoire) ? [] : [`recherche.localisations.${rang}.commune`],
  )

/** The paths of the monthly amounts that are not known, of every person. */
function* montantsInconnus({ demandeur: qui, cotitulaires, foyer: { ressourcesDesPersonnesACharge } }: Contenu) {
  const listes = [
    ['demandeur.ressources', qui.nature === 'personne-physique' ? qui.ressources : null],
    ...cotitulaires.map((un, rang) => [`cotitulaires.${rang}.ressources`, un.ressources] as const),
    ['foyer.ressourcesDesPersonnesACharge', ressourcesDesPersonnesACharge],
  ] as const
  for (const [champ, liste] of listes)
    if (liste?.statut === 'declarees')
      for (const [rang, { euros }] of liste.lignes.entries()) if (euros === null) yield `${champ}.lignes.${rang}`
}

/** The content as the form would send it. */
function toContenu(lecteur: Lecteur, element: Element): Record<string, unknown> {
  const morale = lecteur.un(element, 'personneMorale')
  // R-REP-13 — CCH, R441-2-2 : d’une association, les rubriques qu’elle n’a pas ne se lisent pas, et restent à côté
  const physique = morale ? undefined : lecteur.un(element, 'personnePhysique')
  const qui = lecteur.un(physique, 'demandeur')
  const vide: Element = { nom: 'demandeur', code: null, texte: '', enfants: [] }
  return {
    cerfa: '14069*04',
    demandeur: morale
      ? {
          nature: 'personne-morale',
          raisonSociale: lecteur.texte(morale, 'raisonSociale'),
          creeeLe: jourDe(lecteur, morale, 'dateCreation'),
          siret: lecteur.texte(morale, 'siret'),
          adresse: adresse(lecteur, lecteur.un(morale, 'adressePostale')),
          ...contacts(lecteur, morale),
        }
      : demandeur(lecteur, qui ?? vide),
    cotitulaires: lecteur.liste(physique, 'listeCotitulaire', 'cotitulaire').map((un) => cotitulaire(lecteur, un)),
    foyer: foyer(lecteur, physique, qui ?? vide),
    logementActuel: logementActuel(lecteur, lecteur.un(physique, 'logementActuel')),
    motifs: lecteur.liste(morale ? undefined : element, 'listeMotif', 'motif').map((motif) => ({
      code: lecteur.code(motif, 'type') ?? lecteur.codeDe(motif),
      precision: lecteur.texte(motif, 'precision'),
    })),
    recherche: recherche(lecteur, lecteur.un(element, 'logementRecherche')),
    handicaps: [],
  }
}

function foyer(lecteur: Lecteur, physique: Element | undefined, qui: Element) {
  const aNaitre = lecteur.un(physique, 'personneANaitre')
  return {
    personnesACharge: lecteur.liste(physique, 'listePersonneACharge', 'personneACharge').map((un) => ({
      nom: lecteur.texte(un, 'nom'),
      prenom: lecteur.texte(un, 'prenom'),
      naissance: jourDe(lecteur, un, 'dateNaissance'),
      sexe: lecteur.code(un, 'sexe'),
      lien: lecteur.code(un, 'lienParente'),
    })),
    enfantsANaitre: aNaitre
      ? {
          nombre: nombre(lecteur.texte(aNaitre, 'nombre')),
          prevusLe: jourDe(lecteur, aNaitre, 'dateNaissancePrevue'),
        }
      : null,
    enfantsEnGarde: lecteur.liste(physique, 'listePersonneEnGarde', 'personneEnGarde').map((un) => ({
      naissance: jourDe(lecteur, un, 'dateNaissance'),
      sexe: lecteur.code(un, 'sexe'),
      garde: lecteur.code(un, 'coParentalite'),
    })),
    ressourcesDesPersonnesACharge: ressources(lecteur, qui, 'listeRessourceRecuePersACharge'),
  }
}

const logementActuel = (lecteur: Lecteur, element: Element | undefined) => ({
  modele: lecteur.code(lecteur.un(element, 'listeModeleLogement'), 'modeleLogement'),
  loyerMensuel: montant(lecteur.texte(element, 'montantMensuelLoyer')),
  occupants: nombre(lecteur.texte(element, 'nombreHabitant')),
  categorie: lecteur.code(element, 'categorieLogement'),
  type: lecteur.code(element, 'typeLogementActuel'),
  surface: nombre(lecteur.texte(element, 'surface')),
  proprietaireDUnLogement: lecteur.ouiNon(element, 'proprietaire'),
  sirenDuBailleur: lecteur.texte(element, 'sirenBailleur'),
  entreLe: jourDe(lecteur, element, 'dateEntree'),
  hebergeant: lecteur.texte(element, 'nomHebergeant'),
})

const recherche = (lecteur: Lecteur, element: Element | undefined) => ({
  categorie: lecteur.code(element, 'categorieLogement'),
  types: lecteur.codes(element, 'listeTypeLogement', 'typeLogement'),
  localisations: lecteur.liste(element, 'listeLocalisationSouhaite', 'localisationSouhaite').flatMap((un) => {
    const commune = lecteur.code(un, 'commune')
    return commune === null ? [] : [{ commune, quartier: lecteur.texte(un, 'quartier') }]
  }),
  accepteDAutresCommunes: lecteur.ouiNon(element, 'demandeElargie'),
  quartierPrioritaire: lecteur.code(element, 'zus'),
  rezDeChaussee: lecteur.ouiNon(element, 'rezDeChaussee'),
  ascenseur: lecteur.ouiNon(element, 'ascenseur'),
  stationnement: lecteur.ouiNon(element, 'stationnement'),
  loyerMaximal: nombre(lecteur.texte(element, 'loyerMaximal')),
})
