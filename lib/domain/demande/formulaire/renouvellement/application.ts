/** Puts the answers in their places in a content, and tells an error of the content at the field that it comes from. */
import type { Jour } from '../../../calendrier.ts'
import { direNomIllisible, isImprimable } from '../../../signes-imprimes.ts'
import { removeInvisibles } from '../../../signes-invisibles.ts'
import { TYPES } from '../codes.ts'
import type { Contenu } from '../contenu.ts'
import type { Anomalie } from '../validite.ts'
import { appliquerLAdresse } from './adresse.ts'
import type { ChampSaisi } from './champs-saisis.ts'
import { put, read } from './chemins.ts'
import { COMMUNE_INCONNUE, type Communes } from './communes.ts'
import { lireChamp } from './ecriture.ts'
import type { Reponses } from './groupes.ts'
import { handicapsDe, type Personnes } from './personnes.ts'
import { oublierLesReponsesLiees } from './reponses-liees.ts'
import { anneeDuRevenu, lireRessources, lireRevenu, type Porteur } from './ressources.ts'

type Faits = Readonly<{
  champs: readonly ChampSaisi[]
  personnes: Personnes
  porteurs: readonly Porteur[]
  communes: Communes
  le: Jour
}>
export type Application = Readonly<{
  envoi: unknown
  anomalies: readonly Anomalie[]
  /** The field of a path of the content. */
  champDe: (chemin: string) => string
}>

const LISTES = ['cotitulaires', 'foyer.personnesACharge', 'foyer.enfantsEnGarde'] as const

export function appliquer(avant: Contenu, reponses: Reponses, faits: Faits): Application {
  const { champs, personnes } = faits
  const texteDe = ({ nom, valeur }: Pick<ChampSaisi, 'nom' | 'valeur'>) => (reponses[nom] ?? valeur).trim()
  const change = champs.filter((one) => texteDe(one) !== one.valeur)
  const { cotitulaires, personnesACharge, enfantsEnGarde } = personnes
  // By their place while the fields are put in: a person who left leaves a gap, closed at the end.
  const envoi: unknown = structuredClone({
    ...avant,
    cotitulaires: parPlace(cotitulaires),
    foyer: { ...avant.foyer, personnesACharge: parPlace(personnesACharge), enfantsEnGarde: parPlace(enfantsEnGarde) },
    handicaps: handicapsDe(avant, personnes),
  })
  const anomalies: Anomalie[] = []
  for (const one of change)
    if (!isPart(one.nom) && one.sorte !== 'commune') put(envoi, one.nom, lireChamp(one, texteDe(one)))
  // R-ATS-19 — choix du portail : un nom se lit sur l’attestation ; celui que la demande a déjà ne bouge pas, et n’est pas refusé
  for (const one of change) {
    const nom = enUneLigne(texteDe(one))
    if (NOM_DE_QUELQU_UN.test(one.nom) && !isImprimable(nom))
      anomalies.push({ champ: one.nom, message: direNomIllisible([nom], one.nom.endsWith('raisonSociale')) })
  }
  oublierLesReponsesLiees(envoi, change, texteDe)
  const isTouche = (debut: string) => change.some(({ nom }) => nom.startsWith(debut))
  const champNomme = (nom: string) => champs.find((one) => one.nom === nom)
  if (isTouche('foyer.enfantsANaitre.')) {
    const [nombre, prevusLe] = ['nombre', 'prevusLe'].map((quoi) => {
      const one = champNomme(`foyer.enfantsANaitre.${quoi}`)
      return one ? lireChamp(one, texteDe(one)) : null
    })
    put(envoi, 'foyer.enfantsANaitre', nombre === null && prevusLe === null ? null : { nombre, prevusLe })
    // R-FORM-28 — choix du portail : zéro emporte la date d’avant, pas celle que l’on vient d’écrire
    if (nombre === 0 && prevusLe !== null && change.some(({ nom }) => nom === 'foyer.enfantsANaitre.prevusLe'))
      anomalies.push({
        champ: 'foyer.enfantsANaitre.nombre',
        message: 'Écrivez combien d’enfants sont attendus, ou videz la date.',
      })
  }
  if (isTouche('recherche.types.'))
    put(
      envoi,
      'recherche.types',
      Object.keys(TYPES).filter((code) => {
        const one = champNomme(`recherche.types.${code}`)
        return one && texteDe(one) !== ''
      }),
    )
  const localisations = rangsEcrits(champs, 'recherche.localisations', 'commune', texteDe)
  if (isTouche('recherche.localisations.')) {
    const voulues = appliquerLesVoeux(avant.recherche.localisations, localisations, faits.communes, texteDe)
    put(envoi, 'recherche.localisations', voulues.valeur)
    anomalies.push(...voulues.anomalies)
  }
  const motifs = rangsEcrits(champs, 'motifs', 'code', texteDe)
  if (isTouche('motifs.'))
    put(
      envoi,
      'motifs',
      motifs.map(({ rang, champ }) => {
        const precision = champNomme(`motifs.${rang}.precision`)
        return { code: texteDe(champ), precision: (precision && texteDe(precision)) || null }
      }),
    )
  // R-FORM-10 — choix du portail : une précision que l’on écrit sans choisir de motif ne serait gardée nulle part
  for (const { nom } of change.filter((one) => PRECISION.test(one.nom) && texteDe(one) !== '')) {
    const code = champNomme(nom.replace(PRECISION, 'code'))
    if (code && texteDe(code) === '')
      anomalies.push({ champ: code.nom, message: 'Choisissez le motif que vous précisez, ou videz sa précision.' })
  }
  for (const { nom } of champs.filter((one) => one.nom.endsWith('.unSeulNom') && texteDe(one) !== '')) {
    const prenom = champNomme(nom.replace(/unSeulNom$/, 'prenom'))
    // R-FORM-07 — choix du portail : un prénom et « un seul nom » se contredisent, on redemande
    const isLa = read(envoi, nom.replace(/\.unSeulNom$/, '')) instanceof Object
    if (isLa && prenom && texteDe(prenom) !== '')
      anomalies.push({
        champ: prenom.nom,
        message: 'Videz ce champ, ou décochez « Cette personne n’a qu’un seul nom ».',
      })
  }
  anomalies.push(...appliquerLAdresse(envoi, avant, { champs, communes: faits.communes, texteDe }))
  anomalies.push(...appliquerLesRessources(envoi, avant, reponses, faits))
  const gardees: Readonly<Record<string, readonly number[]>> = {
    cotitulaires: cotitulaires.map(({ place }) => place),
    'foyer.personnesACharge': personnesACharge.map(({ place }) => place),
    'foyer.enfantsEnGarde': enfantsEnGarde.map(({ place }) => place),
    'recherche.localisations': localisations.map(({ rang }) => rang),
    motifs: motifs.map(({ rang }) => rang),
  }
  for (const liste of LISTES) {
    const found = read(envoi, liste)
    if (Array.isArray(found))
      put(
        envoi,
        liste,
        found.filter((one) => one !== null),
      )
  }
  return { envoi, anomalies, champDe: (chemin) => champDe(chemin, gardees, champs) }
}

const PRECISION = /(?<=^motifs\.\d+\.)precision$/
const NOM_DE_QUELQU_UN = /\.(?:nom|nomDeNaissance|prenom|raisonSociale)$/
/** As the content will have it: a tabulation or a wide space is a space of the name. */
const enUneLigne = (texte: string): string => removeInvisibles(texte).replace(/\s+/g, ' ')

/** Fields whose value is made with others: they are put in together. */
const isPart = (nom: string): boolean =>
  ['foyer.enfantsANaitre.', 'recherche.types.', 'recherche.localisations.', 'motifs.'].some((debut) =>
    nom.startsWith(debut),
  )

function parPlace<T>(liste: readonly Readonly<{ place: number; qui: T }>[]): (T | null)[] {
  const rangs: (T | null)[] = []
  for (const { place, qui } of liste) {
    while (rangs.length < place) rangs.push(null)
    rangs.push(qui)
  }
  return rangs
}

const rangsEcrits = (
  champs: readonly ChampSaisi[],
  liste: string,
  quoi: string,
  texteDe: (champ: ChampSaisi) => string,
): readonly Readonly<{ rang: number; champ: ChampSaisi }>[] =>
  champs
    .filter(({ nom }) => nom.startsWith(`${liste}.`) && nom.endsWith(`.${quoi}`))
    .map((champ, rang) => ({ rang, champ }))
    .filter(({ champ }) => texteDe(champ) !== '')

type Voeu = Contenu['recherche']['localisations'][number]

/** The communes as they are wanted now, each with the quartier that it had at any rank. */
function appliquerLesVoeux(
  avant: readonly Voeu[],
  ecrites: readonly Readonly<{ rang: number; champ: ChampSaisi }>[],
  communes: Communes,
  texteDe: (champ: ChampSaisi) => string,
): Readonly<{ valeur: readonly Voeu[]; anomalies: readonly Anomalie[] }> {
  const demandees = avant.map(({ commune }) => commune)
  const restes = new Set(avant)
  const laissees = ecrites.map(({ rang, champ }) => (texteDe(champ) === champ.valeur ? avant[rang] : undefined))
  for (const laissee of laissees) if (laissee) restes.delete(laissee)
  const anomalies: Anomalie[] = []
  const valeur = ecrites.map(({ champ }, at) => {
    const laissee = laissees[at]
    if (laissee) return laissee
    const commune = communes.voulue(texteDe(champ), demandees)
    if (!commune)
      anomalies.push({
        champ: champ.nom,
        message: `${COMMUNE_INCONNUE}. Elle doit être dans le territoire de votre demande.`,
      })
    // R-FORM-18 — choix du portail : une commune qui change de rang garde son quartier, que nul champ ne redit
    const deja = [...restes].find((une) => une.commune === commune)
    if (deja) restes.delete(deja)
    return deja ?? { commune: commune ?? avant[0]?.commune ?? '01001', quartier: null }
  })
  return { valeur, anomalies }
}

function appliquerLesRessources(
  envoi: unknown,
  avant: Contenu,
  reponses: Reponses,
  { porteurs, le }: Faits,
): readonly Anomalie[] {
  const anneeMoins2 = anneeDuRevenu(le)
  return porteurs.flatMap((porteur) => {
    const { cle } = porteur
    const ressources = lireRessources(porteur, reponses)
    const chemin = cle === 'foyer' ? 'foyer.ressourcesDesPersonnesACharge' : `${cle}.ressources`
    if (ressources.valeur !== undefined) put(envoi, chemin, ressources.valeur)
    if (!porteur.revenu) return ressources.anomalies
    const revenu = lireRevenu(porteur, reponses)
    if (revenu.valeur !== undefined) {
      const recent = [read(avant, `${cle}.revenuFiscal.anneeMoins1`)].find(
        (one) => read(one, 'annee') === anneeMoins2 + 1,
      )
      put(envoi, `${cle}.revenuFiscal`, {
        anneeMoins2: { annee: anneeMoins2, montant: revenu.valeur },
        anneeMoins1: recent ?? { annee: anneeMoins2 + 1, montant: null },
      })
    }
    return [...ressources.anomalies, ...revenu.anomalies]
  })
}

function champDe(
  chemin: string,
  gardees: Readonly<Record<string, readonly number[]>>,
  champs: readonly ChampSaisi[],
): string {
  const liste = Object.keys(gardees).find((one) => chemin.startsWith(`${one}.`))
  const [rang, ...suite] = liste ? chemin.slice(liste.length + 1).split('.') : []
  const place = liste && gardees[liste]?.[Number(rang)]
  const nom = place === undefined || place === '' ? chemin : [liste, place, ...suite].join('.')
  return (
    champs.find((one) => one.nom === nom)?.nom ??
    champs.find((one) => nom.startsWith(`${one.nom}.`))?.nom ??
    champs.find((one) => one.nom.startsWith(`${nom}.`))?.nom ??
    nom
  )
}
