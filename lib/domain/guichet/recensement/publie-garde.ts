/**
 * A blank cell empties what is published; one that says « néant » or « NC » is not blank, and nobody knows that it
 * wanted to: what is published is kept until the centre says otherwise.
 */

import type { Coordonnees } from '../../territoire/distance.ts'
import { writeSaisie } from '../horaires/saisie.ts'
import type { ContenuDePoint } from '../point-de-contact.ts'
import { type Colonne, JOURS_DE_LA_SEMAINE } from './colonnes.ts'
import { aPartDesMots, gardeFermetures, sansFermeturesGardees } from './fermetures-gardees.ts'
import { estMuet, motMuet, muetteDe } from './muettes.ts'
import type { RangDePoint, Valeurs } from './points.ts'
import { withoutDecimals } from './rang.ts'
import { isRefused, type Proposition, type Remarque } from './remarques.ts'
import { fold, foldCommune } from './texte.ts'

type Muette = Extract<Remarque, { code: 'rien-d-ecrit' | 'inconnu-d-ecrit' | 'publie-garde' }>
const isMuette = (remarque: Remarque): remarque is Muette =>
  remarque.code === 'rien-d-ecrit' || remarque.code === 'inconnu-d-ecrit' || remarque.code === 'publie-garde'

const JOURS: readonly Colonne[] = JOURS_DE_LA_SEMAINE
/** What makes an address: without one of them there is none. */
const LIEU: ReadonlySet<Colonne> = new Set<Colonne>(['voie', 'codePostal', 'commune'])
const HEURES: ReadonlySet<Colonne> = new Set<Colonne>([...JOURS, 'horairesTexte'])
const SANS_HORAIRES = { osm: null, texte: null, aVerifier: false } as const

const SIMPLES = [
  ...(['organisme', 'natureOrganisme', 'siren', 'codeGuichet', 'telephone', 'coutAppel', 'courriel'] as const),
  ...(['siteWeb', 'rendezVous', 'lienRendezVous', 'commentaire'] as const),
]

/** What the row would say of a column that says nothing, were its cell blank. */
function videDe(colonne: Colonne, { adresse }: ContenuDePoint): object | undefined {
  const simple = SIMPLES.find((one) => one === colonne)
  if (simple) return { [simple]: null }
  if (HEURES.has(colonne)) return { horaires: SANS_HORAIRES }
  if (colonne === 'complement') return { adresse: adresse && { ...adresse, complement: null } }
  if (colonne === 'latitude' || colonne === 'longitude') return { position: null }
  if (LIEU.has(colonne)) return { adresse: null }
  if (colonne === 'fermetures') return { fermetures: [] }
  return colonne === 'accessibilitePmr' ? { accessibilitePmr: 'inconnue' } : undefined
}

/** The same as it is published, where the row leaves room for it; a place is kept with its own street only. */
function gardeDe(colonne: Colonne, own: ContenuDePoint, publie: ContenuDePoint): object | undefined {
  const simple = SIMPLES.find((one) => one === colonne)
  if (simple) return own[simple] === null && publie[simple] !== null ? { [simple]: publie[simple] } : undefined
  if (HEURES.has(colonne)) {
    const { osm, texte } = publie.horaires
    return own.horaires.osm === null && own.horaires.texte === null && (osm !== null || texte !== null)
      ? { horaires: publie.horaires }
      : undefined
  }
  const isSamePlace = own.adresse?.codeInsee === publie.adresse?.codeInsee && own.adresse?.voie === publie.adresse?.voie
  if (LIEU.has(colonne) && own.adresse === null) return publie.adresse ? { adresse: publie.adresse } : undefined
  if (colonne === 'codePostal')
    return isSamePlace && own.adresse && publie.adresse && own.adresse.codePostal !== publie.adresse.codePostal
      ? { adresse: { ...own.adresse, codePostal: publie.adresse.codePostal } }
      : undefined
  if (colonne === 'complement')
    return isSamePlace && own.adresse?.complement === null && publie.adresse?.complement
      ? { adresse: { ...own.adresse, complement: publie.adresse.complement } }
      : undefined
  if (colonne === 'latitude' || colonne === 'longitude')
    return isSamePlace && publie.position ? { position: publie.position } : undefined
  if (colonne === 'fermetures') return publie.fermetures.length > 0 ? { fermetures: publie.fermetures } : undefined
  return colonne === 'accessibilitePmr' && publie.accessibilitePmr !== 'inconnue'
    ? { accessibilitePmr: publie.accessibilitePmr }
    : undefined
}

/** The row as its own cells say it, whatever was kept of what was published when it was compared before. */
export const sansGarde = (rang: RangDePoint): RangDePoint =>
  sansCodePostalGarde(sansFermeturesGardees(aPartDesMots(rang, sansMuettesGardees)))

function sansCodePostalGarde(rang: RangDePoint): RangDePoint {
  if (!rang.remarques.some((remarque) => remarque.code === 'code-postal-d-ailleurs' && remarque.estGarde)) return rang
  const remarques = rang.remarques.map((remarque): Remarque => {
    if (remarque.code !== 'code-postal-d-ailleurs') return remarque
    const { estGarde: _, ...rest } = remarque
    return { ...rest, gravite: 'refus' }
  })
  return { ...rang, contenu: null, remarques }
}

function sansMuettesGardees(rang: RangDePoint): RangDePoint {
  const { contenu } = rang
  if (!contenu || !rang.remarques.some(({ code }) => code === 'publie-garde')) return rang
  let own = contenu
  const remarques = rang.remarques.flatMap((remarque): Remarque[] => {
    if (remarque.code !== 'publie-garde') return [remarque]
    const { cellule, colonne, valeur, deduit: codePostal } = remarque
    const code = muetteDe(colonne, valeur) ?? motMuet(valeur) ?? 'inconnu-d-ecrit'
    const muette = {
      cellule,
      colonne,
      valeur,
      code,
      gravite: code === 'rien-d-ecrit' ? 'corrige' : 'a-verifier',
    } as const
    const { adresse } = own
    if (codePostal === undefined || !adresse) {
      own = Object.assign({}, own, videDe(colonne, own))
      return [muette]
    }
    own = Object.assign({}, own, { adresse: { ...adresse, codePostal } })
    return [
      muette,
      { cellule, colonne, gravite: 'corrige', code: 'code-postal-deduit', codePostal, commune: adresse.commune },
    ]
  })
  return { ...rang, contenu: own, valeurs: own, remarques }
}

/** The row with what is published wherever its cell says nothing in words; `contenu` null when that is to be asked. */
export const gardePublie = (rang: RangDePoint, point: ContenuDePoint): RangDePoint =>
  aPartDesMots(gardeFermetures(rang, point), (own) => gardeMuettes(own, point))

/** The row with the published position where its own is the same one, less precise or not, or is no position at all. */
export function gardePosition(rang: RangDePoint, publie: ContenuDePoint): RangDePoint {
  const { contenu, remarques } = rang
  const kept = publie.position
  if (!contenu || !kept) return rang
  const isKept = ({ latitude, longitude }: Coordonnees) => latitude === kept.latitude && longitude === kept.longitude
  const [laissee] = remarques.flatMap((one) =>
    one.code === 'position-grossiere' || one.code === 'position-hors-de-la-commune' ? [one] : [],
  )
  const isPlace = contenu.adresse?.codeInsee === publie.adresse?.codeInsee
  // R-REC-132 — choix du portail : un nombre relu ne dit pas mieux qu’avant où est le point, un nombre faux ne l’efface pas
  const isGardee = contenu.position
    ? isKept(contenu.position)
    : laissee !== undefined && isPlace && (laissee.code === 'position-grossiere' || !isKept(laissee))
  if (!isGardee) return rang
  const own = Object.assign({}, contenu, { position: kept })
  return { ...rang, contenu: own, valeurs: own }
}

/** Whether a refused row says all that makes a point. */
const isComplet = (valeurs: Valeurs): valeurs is ContenuDePoint =>
  Boolean(valeurs.nom && valeurs.type && valeurs.misAJourLe && valeurs.services && valeurs.services.length > 0) &&
  ((valeurs.canal === 'physique' && Boolean(valeurs.adresse)) ||
    (valeurs.canal === 'telephone' && Boolean(valeurs.telephone)) ||
    (valeurs.canal === 'internet' && Boolean(valeurs.siteWeb)))

/** The refused row, whole, when it waits for nothing but a postcode of elsewhere that its published point says too. */
export function gardeCodePostal(rang: RangDePoint, publie: ContenuDePoint | undefined): RangDePoint {
  const { contenu, valeurs, remarques } = rang
  if (contenu || !publie?.adresse || !isComplet(valeurs)) return rang
  const isAutreRefus = ({ gravite, code }: Remarque) => gravite === 'refus' && code !== 'code-postal-d-ailleurs'
  const { adresse } = publie
  const isDit = (['voie', 'codePostal', 'codeInsee'] as const).every((un) => valeurs.adresse?.[un] === adresse[un])
  if (!isDit || remarques.some(isAutreRefus)) return rang
  // R-REC-36 — choix du portail : renvoyer ce qui est publié ne change rien ; ce qui s’y contredit reste à vérifier
  const gardees = remarques.map(
    (remarque): Remarque =>
      remarque.code === 'code-postal-d-ailleurs' ? { ...remarque, gravite: 'a-verifier', estGarde: true } : remarque,
  )
  return { ...rang, contenu: valeurs, remarques: gardees }
}

function gardeMuettes(rang: RangDePoint, point: ContenuDePoint): RangDePoint {
  const { contenu } = rang
  if (!contenu || !rang.remarques.some(isMuette)) return rang
  let kept = contenu
  const duLieu = rang.remarques.filter((remarque) => isMuette(remarque) && LIEU.has(remarque.colonne))
  const [premiere] = duLieu
  const demandeDuLieu = premiere && isMuette(premiere) ? askAdresse(premiere, rang, point) : undefined
  const deduit = rang.remarques.find(({ code }) => code === 'code-postal-deduit')
  const remarques = rang.remarques.map((remarque): Remarque => {
    if (!isMuette(remarque)) return remarque
    if (remarque === premiere && demandeDuLieu) return demandeDuLieu
    if (demandeDuLieu && LIEU.has(remarque.colonne)) return remarque
    const demande = askHeures(remarque, rang, point)
    if (demande) return demande
    const isPartie = HEURES.has(remarque.colonne) && !isSemaineTue(rang, point)
    const garde = isPartie ? undefined : gardeDe(remarque.colonne, contenu, point)
    // R-REC-97 — choix du portail : seule une cellule vide efface ; « NC » ou « néant » gardent ce qui est publié
    if (garde) {
      kept = Object.assign({}, kept, garde)
      const { cellule, colonne, valeur } = remarque
      const dit = { cellule, colonne, valeur, code: 'publie-garde', gravite: 'a-verifier' } as const
      if (colonne === 'codePostal' && deduit?.code === 'code-postal-deduit')
        return { ...dit, deduit: deduit.codePostal }
      if (!LIEU.has(colonne)) return { ...dit, propositions: [vider(remarque)] }
      // An address is emptied whole, by one button.
      return remarque === premiere ? { ...dit, propositions: [vider(...duLieu)] } : dit
    }
    return remarque
  })
  if (isRefused(remarques)) return { ...rang, contenu: null, remarques }
  const garde = remarques.some((remarque) => remarque.code === 'publie-garde' && remarque.deduit !== undefined)
  const dites = garde ? remarques.filter((remarque) => remarque !== deduit) : remarques
  return { ...rang, contenu: kept, valeurs: kept, remarques: dites }
}

const vider = (...muettes: readonly Pick<Remarque, 'colonne' | 'cellule'>[]): Proposition => ({
  pourquoi: 'cellule-videe',
  ecritures: muettes.map(({ colonne, cellule }) => ({ colonne, cellule, valeur: '' })),
})

/** What stands in a cell as it is read: as it was corrected, and nothing where it says nothing in words. */
function ditDe({ trouve, corrigees = [] }: RangDePoint, colonne: Colonne): string {
  const corrigee = corrigees.find((one) => one.colonne === colonne)
  const texte = corrigee ? corrigee.valeur.trim() : (trouve[colonne] ?? '')
  return estMuet(texte) ? '' : texte
}

/** An address not known whole beside another place than the published one: neither is thrown away unasked. */
function askAdresse(remarque: Muette, rang: RangDePoint, publie: ContenuDePoint): Remarque | undefined {
  const { cellule, colonne, valeur } = remarque
  const { adresse } = publie
  if (rang.contenu?.adresse !== null || !adresse) return undefined
  const codeDit = (one: Colonne) => withoutDecimals(ditDe(rang, one)).replace(/\s/g, '').toUpperCase()
  const agrees = (code: string, known: string) => code === '' || code.padStart(5, '0') === known
  const [voie, commune, complement] = [ditDe(rang, 'voie'), ditDe(rang, 'commune'), ditDe(rang, 'complement')]
  if (
    (voie === '' || fold(voie) === fold(adresse.voie)) &&
    agrees(codeDit('codePostal'), adresse.codePostal) &&
    agrees(codeDit('codeInsee'), adresse.codeInsee) &&
    (commune === '' || foldCommune(commune) === foldCommune(adresse.commune)) &&
    (complement === '' || fold(complement) === fold(adresse.complement ?? ''))
  )
    return undefined
  const publiee = [adresse.voie, adresse.complement, `${adresse.codePostal} ${adresse.commune}`]
    .filter(Boolean)
    .join(', ')
  const lieu = [
    { colonne: 'voie', cellule: colonne === 'voie' ? cellule : null, valeur: adresse.voie } as const,
    ...(['complement', 'codePostal', 'commune', 'codeInsee'] as const)
      .filter((one) => ditDe(rang, one) !== '' || (one !== 'codeInsee' && adresse[one] !== null))
      .map((one) => ({ colonne: one, cellule: null, valeur: adresse[one] ?? '' })),
  ]
  // R-REC-97 — choix du portail : un autre lieu à côté de « NC » ne se jette pas, celui qui est publié non plus
  const propositions = [{ pourquoi: 'publie' as const, ecritures: lieu, libelle: publiee }, vider(remarque)]
  return { cellule, colonne, valeur, code: 'publie-a-garder', publiee, gravite: 'refus', propositions }
}

/** What is published of a column of hours, as its cell would say it. */
function heuresDe(publie: ContenuDePoint, colonne: Colonne): string {
  const { jours, texte } = writeSaisie(publie.horaires)
  return colonne === 'horairesTexte' ? texte : (jours[JOURS.indexOf(colonne)] ?? '')
}

/** Whether nothing is known of the week as a whole: no hours, and no day left blank that would empty its own. */
function isSemaineTue({ contenu, remarques }: RangDePoint, publie: ContenuDePoint): boolean {
  const isTu = (one: Colonne) => remarques.some((remarque) => isMuette(remarque) && remarque.colonne === one)
  // R-REC-97 — choix du portail : une semaine est gardée entière ou pas du tout ; un jour vide efface le sien
  return (
    contenu?.horaires.osm === null &&
    contenu.horaires.texte === null &&
    (isTu('horairesTexte') || JOURS.every((jour) => isTu(jour) || heuresDe(publie, jour) === ''))
  )
}

/** A day not known beside others that are, or that are blank: what is published of it is kept only when asked. */
function askHeures(remarque: Muette, rang: RangDePoint, publie: ContenuDePoint): Remarque | undefined {
  const { cellule, colonne, valeur } = remarque
  if (!HEURES.has(colonne) || isSemaineTue(rang, publie)) return undefined
  const publiee = heuresDe(publie, colonne)
  if (publiee === '') return undefined
  const garder: Proposition = { pourquoi: 'publie', ecritures: [{ colonne, cellule, valeur: publiee }] }
  const propositions = [garder, vider(remarque)]
  return { cellule, colonne, valeur, code: 'publie-a-garder', publiee, gravite: 'refus', propositions }
}
