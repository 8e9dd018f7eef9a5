/** One row of `Points de contact`: values found, point understood, remarks by cell. */
import type { Jour } from '../../calendrier.ts'
import { parseSiren, parseSiret } from '../../siret.ts'
import type { ContenuDePoint } from '../point-de-contact.ts'
import { ACCESSIBILITES, CANAUX, NATURES, PUBLICS, RENDEZ_VOUS, TYPES_DE_POINT } from '../vocabulaire.ts'
import { separeAdresse } from './adresse-entiere.ts'
import { type Defauts, readContact, readMisAJourLe, readServices } from './champs.ts'
import type { Ligne } from './classeur.ts'
import { askCodePostal } from './code-postal.ts'
import { COLONNES_DONNEES_UNE_FOIS, type Colonne, type ColonneDePoint } from './colonnes.ts'
import type { CelluleCorrigee, Correction } from './corrections.ts'
import type { ColonnesDites } from './correspondance.ts'
import { type Alentours, checkPortee, readTerritoire } from './desservi.ts'
import { writeFermeture } from './ecriture.ts'
import { readFermetures } from './fermetures.ts'
import { type CentreConnu, findCentre, type Lecteur, porteeDe } from './lecteur.ts'
import { readLieu } from './lieu.ts'
import { keepLongueur, readChoix, readTexte, readTexteLibre } from './listes.ts'
import { COMMENTAIRE_MAX, joinMarque } from './mots-de-fermetures.ts'
import { readPosition } from './position.ts'
import { expandScientific, isScientific, openRang, type Rang, withoutDecimals } from './rang.ts'
import type { CommuneConnue, Referentiel } from './referentiel.ts'
import { isRefused, type Proposition, type Remarque } from './remarques.ts'
import { checkNomDePoint, checkPointFerme } from './reserves.ts'
import { readHoraires } from './semaine.ts'

/** What reading a row needs to know. `le` is the civil day on which the file is read. */
export type FaitsDeLecture = Readonly<{
  referentiel: Referentiel
  centres: readonly CentreConnu[]
  lecteur: Lecteur
  le: Jour
  defauts: Defauts
  /** What the headers mean, when the centre said it. */
  colonnes?: ColonnesDites
  /** What people wrote in the preview over the cells of this file. */
  corrections?: readonly Correction[]
}>

/** A row read. `contenu` is null when it is refused; `valeurs` is what was understood all the same, or the same. */
export type RangDePoint = Readonly<{
  feuille: string
  ligne: number
  identifiant: string | null
  centreId: string | null
  trouve: Readonly<Partial<Record<Colonne, string>>>
  valeurs: Valeurs
  contenu: ContenuDePoint | null
  /** Where a remark on the whole row stands. */
  repere: string
  remarques: readonly Remarque[]
  /** Cells read as they were corrected in the preview. */
  corrigees?: readonly CelluleCorrigee[]
  /** It was answered that the row is none of the published points that it looks like. */
  estNouveau?: boolean
}>

export type Valeurs = Readonly<{ [K in keyof ContenuDePoint]?: ContenuDePoint[K] | null }>

export function readPoint(
  { feuille, ligne, colonnes }: Readonly<{ feuille: string; ligne: Ligne; colonnes: ReadonlyMap<Colonne, number> }>,
  faits: FaitsDeLecture,
): RangDePoint {
  const { referentiel, lecteur, defauts } = faits
  const entiere = separeAdresse({ ligne, colonnes }, referentiel)
  const rang = openRang(entiere?.ligne ?? ligne, entiere?.colonnes ?? colonnes)
  const siren = readSiren(rang)
  const typedCode = readCodeGuichet(rang)
  const centre = findCentre(lecteur, faits.centres, { codeGuichet: typedCode, siren })
  if (!centre.ok) rang.note('siren', 'refus', centre.refus, proposeCentres(rang, faits.centres, centre.refus.siren))
  const rattache = centre.ok ? centre.value : null
  const type = need(
    rang,
    'type',
    rang.hasColonne('type') ? readChoix(rang, 'type', TYPES_DE_POINT) : (defauts.type ?? null),
  )
  const canal = need(
    rang,
    'canal',
    rang.hasColonne('canal') ? readChoix(rang, 'canal', CANAUX) : (defauts.canal ?? null),
  )
  const { codePostal, commune, propres } = readLieu(rang, referentiel, canal !== 'telephone' && canal !== 'internet')
  const departements = commune ? [commune.departement] : alentoursDe(lecteur, null, rattache).departements
  const contact = readContact(rang, departements)
  const voie = keepLongueur(rang, 'voie', entiere?.note(rang) ?? rang.texte('voie'), { min: 2, max: 200 })
  const adresse =
    voie !== null && codePostal !== null && commune
      ? {
          voie,
          complement: readTexteLibre(rang, 'complement', 200),
          codePostal,
          commune: commune.nom,
          codeInsee: commune.codeInsee,
        }
      : null
  const commun = {
    nom: need(rang, 'nom', readTexte(rang, 'nom', 150, 3)),
    type,
    organisme: readTexteLibre(rang, 'organisme', 150),
    natureOrganisme: readChoix(rang, 'natureOrganisme', NATURES),
    siren,
    codeGuichet: completeCodeGuichet(rang, { typed: typedCode, type, centre: rattache }),
    services: readServices(rang, defauts),
    adresse,
    position: readPosition(rang, commune),
    ...contact,
    rendezVous: readChoix(rang, 'rendezVous', RENDEZ_VOUS),
    publicReserve: readChoix(rang, 'publicReserve', PUBLICS) ?? 'tout-public',
    territoire: readTerritoire(rang, referentiel, alentoursDe(lecteur, commune, rattache)),
    accessibilitePmr: readChoix(rang, 'accessibilitePmr', ACCESSIBILITES) ?? 'inconnue',
    horaires: readHoraires(rang),
    ...readClosures(rang, faits.le),
    misAJourLe: readMisAJourLe(rang, defauts, faits.le),
  } as const
  if (canal === 'physique') {
    // R-PDC-01 — bulletin de juillet 2014 : un point physique a une adresse, un code postal, une commune
    if (voie === null) need(rang, 'voie', null)
    if (codePostal === null) askCodePostal(rang, commune, propres)
    if (codePostal === null) need(rang, 'codePostal', null)
    if (!commune && rang.texte('commune') === '' && rang.texte('codeInsee') === '') need(rang, 'commune', null)
  }
  if (canal !== 'physique' && voie !== null && !adresse && !entiere)
    rang.note('voie', 'a-verifier', { code: 'adresse-incomplete' })
  checkNomDePoint(rang)
  checkPointFerme(rang)
  const contenu = toContenu(rang, canal, commun)
  if (contenu) checkPortee(rang, contenu, porteeDe(lecteur), referentiel)
  const accepte = isRefused(rang.remarques) ? null : contenu
  return {
    feuille,
    ligne: ligne.numero,
    identifiant: rang.texte('identifiant') || null,
    centreId: rattache?.id ?? null,
    trouve: entiere ? withoutColonnes(rang.trouve, entiere.remplies) : rang.trouve,
    valeurs: accepte ?? { ...commun, canal },
    contenu: accepte,
    repere: rang.repere,
    remarques: rang.remarques,
  }
}

/** Where the places that a row serves are looked for: about its address and its centre, else where the reader publishes. */
function alentoursDe(lecteur: Lecteur, commune: CommuneConnue | null, centre: CentreConnu | null): Alentours {
  const portee = porteeDe(lecteur)
  const propres = [...new Set([...(commune ? [commune.departement] : []), ...(centre?.departements ?? [])])]
  return { departements: propres.length > 0 ? propres : (portee ?? []), portee }
}

/** What the cells of the file hold: those that were filled from another one hold nothing. */
const withoutColonnes = (trouve: RangDePoint['trouve'], remplies: readonly Colonne[]): RangDePoint['trouve'] =>
  Object.fromEntries(Object.entries(trouve).filter(([colonne]) => !remplies.some((one) => one === colonne)))

/** The point that the row says, when its canal has what it needs; what lacks is noted. */
function toContenu(
  rang: Rang,
  canal: ContenuDePoint['canal'] | null,
  { nom, type, misAJourLe, adresse = null, telephone, siteWeb, ...rest }: Commun,
): ContenuDePoint | null {
  // R-PDC-02 — bulletin de juillet 2014 : un numéro pour le téléphone, un site pour internet
  if (canal === 'telephone') need(rang, 'telephone', telephone)
  if (canal === 'internet') need(rang, 'siteWeb', siteWeb)
  if (!nom || !type || !misAJourLe || rest.services.length === 0) return null
  const base = { ...rest, nom, type, misAJourLe }
  if (canal === 'physique' && adresse) return { ...base, canal, adresse, telephone, siteWeb }
  if (canal === 'telephone' && telephone) return { ...base, canal, adresse, telephone, siteWeb }
  if (canal === 'internet' && siteWeb) return { ...base, canal, adresse, telephone, siteWeb }
  return null
}

type Nullable<T, K extends keyof T> = Omit<T, K> & { readonly [P in K]: T[P] | null }
type Commun = Nullable<Omit<ContenuDePoint, 'canal'>, 'nom' | 'type' | 'misAJourLe'>

/** Notes an empty required cell once: a cell already refused says more. */
function need<T>(rang: Rang, colonne: ColonneDePoint, value: T | null): T | null {
  // A column that the whole table lacks is asked once, not row by row (R-REC-21).
  if (!rang.hasColonne(colonne) && COLONNES_DONNEES_UNE_FOIS.some((once) => once === colonne)) return value
  if (value === null) rang.note(colonne, 'refus', { code: 'manquant' })
  return value
}

/** The centres of a SIREN, each by the code guichet that would say it. */
const proposeCentres = (rang: Rang, centres: readonly CentreConnu[], siren: string): Proposition[] =>
  centres.flatMap((centre) =>
    centre.siren === siren && centre.code !== null
      ? [rang.propose('centre', { codeGuichet: centre.code }, centre.nom)]
      : [],
  )

function readSiren(rang: Rang): string | null {
  const written = rang.texte('siren').replace(/^(?:n°\s*)?sire[nt]\s*[:n°]*\s*(?=\d)/i, '')
  const typed = expandScientific(written) ?? withoutDecimals(written)
  if (typed === '') return null
  if (isScientific(typed)) {
    rang.note('siren', 'refus', { code: 'chiffres-perdus', valeur: written })
    return null
  }
  // Zeros have a right key, and are nobody's.
  const siren = /^[0\s]+$/.test(typed) ? undefined : parseSiren(typed)
  if (siren) return siren
  const padded = /^\d{7,8}$/.test(typed) ? parseSiren(typed.padStart(9, '0')) : undefined
  if (padded) {
    rang.note('siren', 'corrige', { code: 'zero-retabli', avant: typed, apres: padded })
    return padded
  }
  const siret = parseSiret(typed)
  if (siret) {
    rang.note('siren', 'corrige', { code: 'siret-reduit', valeur: typed, siren: siret.slice(0, 9) })
    return siret.slice(0, 9)
  }
  // R-REC-18 — INSEE, répertoire Sirene : neuf chiffres et leur clé
  rang.note('siren', 'refus', { code: 'siren-faux', valeur: typed })
  return null
}

function readCodeGuichet(rang: Rang): string | null {
  const typed = withoutDecimals(rang.texte('codeGuichet')).replace(/\s/g, '').toUpperCase()
  if (typed === '') return null
  if (/^0+$/.test(typed)) {
    rang.note('codeGuichet', 'refus', { code: 'code-guichet-faux', valeur: typed })
    return null
  }
  if (/^[0-9A-Z]{5}$/.test(typed)) return typed
  // R-TAB-07 — choix du portail : un nombre perd ses zéros, et un autre programme l’enregistre comme un texte
  if (/^\d{1,4}$/.test(typed)) {
    const apres = typed.padStart(5, '0')
    rang.note('codeGuichet', 'corrige', { code: 'zero-retabli', avant: typed, apres })
    return apres
  }
  rang.note('codeGuichet', 'refus', { code: 'code-guichet-faux', valeur: typed })
  return null
}

/** A counter that registers demandes has its code: the row's, else its centre's. */
function completeCodeGuichet(
  rang: Rang,
  {
    typed,
    type,
    centre,
  }: Readonly<{ typed: string | null; type: ContenuDePoint['type'] | null; centre: CentreConnu | null }>,
): string | null {
  // R-REC-19 — arrêté du 7 novembre 2000, article 1er : le code guichet est dû par qui enregistre des demandes
  if (typed !== null || type !== 'guichet-enregistreur') return typed
  if (centre?.code) {
    rang.note('codeGuichet', 'corrige', { code: 'code-guichet-du-centre', apres: centre.code })
    return centre.code
  }
  return need(rang, 'codeGuichet', null)
}

/** The closures of a row, and its comment, which holds the words of those that have no certain day. */
function readClosures(rang: Rang, le: Jour): Pick<ContenuDePoint, 'fermetures' | 'commentaire'> {
  const commentaire = readTexte(rang, 'commentaire', COMMENTAIRE_MAX)
  const cellule = rang.cellule('fermetures')
  if (!cellule) return { fermetures: [], commentaire }
  const lues = readFermetures(cellule, le)
  const { fermetures, illisibles, gardee, proposees, enMots, lointaines } = lues
  for (const valeur of illisibles) rang.note('fermetures', 'refus', { code: 'fermeture-illisible', valeur })
  if (enMots || lointaines)
    rang.note('fermetures', lointaines ? 'a-verifier' : 'corrige', { code: 'fermetures-comprises', fermetures })
  if (gardee === null) return { fermetures, commentaire }
  const complet = joinMarque(commentaire, gardee)
  const isFit = complet.length <= COMMENTAIRE_MAX
  rang.note(
    'fermetures',
    isFit ? 'a-verifier' : 'refus',
    {
      code: lues.sansAnnee ? 'fermetures-sans-annee' : 'fermetures-en-mots',
      valeur: gardee.slice(0, COMMENTAIRE_MAX),
    },
    proposees.length > 0
      ? [
          rang.propose(lues.sansAnnee ? 'prochaine-fois' : 'jours-sans-mots', {
            fermetures: proposees.map(writeFermeture).join(' ; '),
          }),
        ]
      : [],
  )
  return { fermetures, commentaire: isFit ? complet : commentaire }
}
