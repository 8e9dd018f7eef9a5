/**
 * A blank cell empties what is published; one that says « néant » or « NC » is not blank, and nobody knows that it
 * wanted to: what is published is kept until the centre says otherwise.
 */
import { writeSaisie } from '../horaires/saisie.ts'
import type { ContenuDePoint } from '../point-de-contact.ts'
import { type Colonne, JOURS_DE_LA_SEMAINE } from './colonnes.ts'
import { aPartDesMots, gardeFermetures, sansFermeturesGardees } from './fermetures-gardees.ts'
import { muetteDe } from './muettes.ts'
import type { RangDePoint } from './points.ts'
import { withoutDecimals } from './rang.ts'
import { isRefused, type Proposition, type Remarque } from './remarques.ts'
import { fold, foldCommune } from './texte.ts'

type Muette = Extract<Remarque, { code: 'rien-d-ecrit' | 'inconnu-d-ecrit' | 'publie-garde' }>
const isMuette = (remarque: Remarque): remarque is Muette =>
  remarque.code === 'rien-d-ecrit' || remarque.code === 'inconnu-d-ecrit' || remarque.code === 'publie-garde'

const JOURS: readonly Colonne[] = JOURS_DE_LA_SEMAINE
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
  if (colonne === 'voie') return { adresse: null }
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
  if (colonne === 'voie') return own.adresse === null && publie.adresse ? { adresse: publie.adresse } : undefined
  const isSamePlace = own.adresse?.codeInsee === publie.adresse?.codeInsee && own.adresse?.voie === publie.adresse?.voie
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
  sansFermeturesGardees(aPartDesMots(rang, sansMuettesGardees))

function sansMuettesGardees(rang: RangDePoint): RangDePoint {
  const { contenu } = rang
  if (!contenu || !rang.remarques.some(({ code }) => code === 'publie-garde')) return rang
  let own = contenu
  const remarques = rang.remarques.map((remarque): Remarque => {
    if (remarque.code !== 'publie-garde') return remarque
    const { cellule, colonne, valeur } = remarque
    own = Object.assign({}, own, videDe(colonne, own))
    const code = muetteDe(colonne, valeur) ?? 'inconnu-d-ecrit'
    return { cellule, colonne, valeur, code, gravite: code === 'rien-d-ecrit' ? 'corrige' : 'a-verifier' }
  })
  return { ...rang, contenu: own, valeurs: own, remarques }
}

/** The row with what is published wherever its cell says nothing in words; `contenu` null when that is to be asked. */
export const gardePublie = (rang: RangDePoint, point: ContenuDePoint): RangDePoint =>
  aPartDesMots(gardeFermetures(rang, point), (own) => gardeMuettes(own, point))

function gardeMuettes(rang: RangDePoint, point: ContenuDePoint): RangDePoint {
  const { contenu } = rang
  if (!contenu || !rang.remarques.some(isMuette)) return rang
  let kept = contenu
  const remarques = rang.remarques.map((remarque): Remarque => {
    if (!isMuette(remarque)) return remarque
    const demande = askAdresse(remarque, rang, point) ?? askHeures(remarque, rang, point)
    if (demande) return demande
    const isPartie = HEURES.has(remarque.colonne) && !isSemaineTue(rang, point)
    const garde = isPartie ? undefined : gardeDe(remarque.colonne, contenu, point)
    // R-REC-97 — choix du portail : seule une cellule vide efface ; « NC » ou « néant » gardent ce qui est publié
    if (garde) {
      kept = Object.assign({}, kept, garde)
      const { cellule, colonne, valeur } = remarque
      const propositions = [vider(remarque)]
      return { cellule, colonne, valeur, code: 'publie-garde', gravite: 'a-verifier', propositions }
    }
    return remarque
  })
  if (isRefused(remarques)) return { ...rang, contenu: null, remarques }
  return { ...rang, contenu: kept, valeurs: kept, remarques }
}

const vider = ({ colonne, cellule }: Muette): Proposition => ({
  pourquoi: 'cellule-videe',
  ecritures: [{ colonne, cellule, valeur: '' }],
})

/** What stands in a cell as it is read: as it was corrected, and nothing where it says nothing in words. */
function ditDe({ trouve, corrigees = [] }: RangDePoint, colonne: Colonne): string {
  const corrigee = corrigees.find((one) => one.colonne === colonne)
  const texte = corrigee ? corrigee.valeur.trim() : (trouve[colonne] ?? '')
  return muetteDe(colonne, texte) ? '' : texte
}

/** A street not known beside another place than the published one: neither of the two is thrown away unasked. */
function askAdresse(remarque: Muette, rang: RangDePoint, publie: ContenuDePoint): Remarque | undefined {
  const { cellule, colonne, valeur } = remarque
  const { adresse } = publie
  if (colonne !== 'voie' || rang.contenu?.adresse !== null || !adresse) return undefined
  const codeDit = (one: Colonne) => withoutDecimals(ditDe(rang, one)).replace(/\s/g, '').toUpperCase()
  const agrees = (code: string, known: string) => code === '' || code.padStart(5, '0') === known
  const [commune, complement] = [ditDe(rang, 'commune'), ditDe(rang, 'complement')]
  if (
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
    ...[{ colonne: 'voie', cellule, valeur: adresse.voie } as const],
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
