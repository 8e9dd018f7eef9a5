/**
 * Resources and taxable income, which are answered anew at each renewal: last year's amounts are shown, one tap keeps
 * them, and what is not known yet stays unknown.
 */
import type { Jour } from '../../../calendrier.ts'
import { isCleDe } from '../../../tables.ts'
import { RESSOURCES } from '../codes.ts'
import type { Contenu } from '../contenu.ts'
import { areConnues, eurosDe, eurosSchema, type Montant, type Ressources, totalDesRessources } from '../montants.ts'
import type { Anomalie } from '../validite.ts'
import { ecrireNombre } from './champs-saisis.ts'
import { lireNombre } from './ecriture.ts'
import type { Reponses } from './groupes.ts'

/** Lines of resources that a person may write. */
const LIGNES_AU_PLUS = 6

/** Who has resources in the demande; `cle` is their place in the content as it was registered. */
export type Porteur = Readonly<{
  cle: string
  nom: string
  ressources: Ressources
  /** Null: nobody asks for the income of these (persons à charge). */
  revenu: Revenu | null
}>
/** The last amount that is known, with its year; both null when none is. */
export type Revenu = Readonly<{ annee: number | null; montant: Montant }>

export const champDeRessources = (cle: string): string => `${cle}.ressources.reponse`
export const champDeRevenu = (cle: string): string => `${cle}.revenuFiscal.reponse`
/** Where the amount is typed: the path of the content, so that an error of the content finds the field. */
export const champDuMontant = (cle: string): string => `${cle}.revenuFiscal.anneeMoins2.montant.euros`
export const champDeLigne = (cle: string, rang: number, quoi: 'code' | 'euros'): string =>
  `${lignesDe(cle)}${rang}.${quoi}`
/** Whether a field is of a line of resources of theirs. */
export const isDeLaLigne = (cle: string, nom: string): boolean => nom.startsWith(lignesDe(cle))
const lignesDe = (cle: string): string =>
  `${cle === 'foyer' ? 'foyer.ressourcesDesPersonnesACharge' : `${cle}.ressources`}.lignes.`

/** The year whose taxable income is asked on a day: the year before the last. Source: CCH, R441-2-2 and cerfa n° 14069. */
export const anneeDuRevenu = (le: Jour): number => Number(le.slice(0, 4)) - 2

/** Where a draft keeps the year for which the income was answered. */
export const CHAMP_DE_L_ANNEE = 'revenuFiscal.annee'

export const isDuRevenu = (champ: string): boolean => champ === CHAMP_DE_L_ANNEE || champ.includes('.revenuFiscal.')

/** Whether the answers about the income, if there are any, are for that year. */
export const isDeLAnnee = (reponses: Reponses, annee: number): boolean => reponses[CHAMP_DE_L_ANNEE] === String(annee)

/** The answers, without those about the income of another year than the one that is asked. */
export const reponsesDeLAnnee = (reponses: Reponses, annee: number): Reponses =>
  // R-BRO-08 — choix du portail : un montant écrit pour une année ne se certifie pas pour une autre, il se redemande
  isDeLAnnee(reponses, annee)
    ? reponses
    : Object.fromEntries(Object.entries(reponses).filter(([champ]) => !isDuRevenu(champ)))

type AvecRevenu = Readonly<{ ressources: Ressources; revenuFiscal: Contenu['cotitulaires'][number]['revenuFiscal'] }>

/** The amount known for the year that is asked, else the last one known. */
function revenuConnu({ anneeMoins1, anneeMoins2 }: AvecRevenu['revenuFiscal'], annee: number): Revenu {
  const connus = [anneeMoins1, anneeMoins2].filter(({ montant }) => montant !== null)
  return (
    connus.find((one) => one.annee === annee) ??
    connus.find((one) => one.annee !== null && one.annee < annee) ??
    connus[0] ?? { annee: null, montant: null }
  )
}

const nomDe = ({ prenom, nom }: Readonly<{ prenom: string | null; nom: string | null }>) =>
  [prenom, nom].filter(Boolean).join(' ')

/** Everyone whose resources are asked; `cles` are the places of the co-titulaires as they were registered. */
export function porteursDe(
  { demandeur, cotitulaires, foyer }: Contenu,
  cles: readonly string[],
  le: Jour,
): readonly Porteur[] {
  if (demandeur.nature === 'personne-morale') return []
  const annee = anneeDuRevenu(le)
  return [
    {
      cle: 'demandeur',
      nom: nomDe(demandeur),
      ressources: demandeur.ressources,
      revenu: revenuConnu(demandeur.revenuFiscal, annee),
    },
    ...cotitulaires.map((qui, rang) => ({
      cle: cles[rang] ?? `cotitulaires.${rang}`,
      nom: nomDe(qui),
      ressources: qui.ressources,
      revenu: revenuConnu(qui.revenuFiscal, annee),
    })),
    // Asked again of those of whom it was said once: the form asks it of nobody else.
    ...(foyer.ressourcesDesPersonnesACharge
      ? [{ cle: 'foyer', nom: 'Les personnes à charge', ressources: foyer.ressourcesDesPersonnesACharge, revenu: null }]
      : []),
  ]
}

/** What « toujours … par mois » keeps for all at once; null when something of it is not known. */
export function totalConnu(porteurs: readonly Porteur[]): number | null {
  const totaux = porteurs.map(({ ressources }) => totalDesRessources(ressources))
  return totaux.length === 0 || totaux.includes(null) || !porteurs.every((one) => areConnues(one.ressources))
    ? null
    : totaux.reduce<number>((sum, one) => sum + Math.round((one ?? 0) * 100), 0) / 100
}

/** The lines that the fields start from. */
const ligneEcrite = ({ cle, ressources }: Porteur, rang: number, reponses: Reponses) => {
  const ligne = ressources?.statut === 'declarees' ? ressources.lignes[rang] : undefined
  return {
    code: reponses[champDeLigne(cle, rang, 'code')] ?? ligne?.code ?? '',
    euros: reponses[champDeLigne(cle, rang, 'euros')] ?? ecrireNombre(ligne?.euros ?? null),
  }
}

/** As many as are registered and one more, never fewer than the form has: a line that is not shown is not lost. */
export const lignesEcrites = (porteur: Porteur, reponses: Reponses) =>
  Array.from(
    {
      length: Math.max(
        LIGNES_AU_PLUS,
        porteur.ressources?.statut === 'declarees' ? porteur.ressources.lignes.length + 1 : 0,
      ),
    },
    (_, rang) => ({ rang, ...ligneEcrite(porteur, rang, reponses) }),
  )

type Lu = Readonly<{ valeur: unknown; anomalies: readonly Anomalie[] }>
const lu = (valeur: unknown, ...anomalies: readonly Anomalie[]): Lu => ({ valeur, anomalies })

const anomalieDe = (champ: string, euros: number | string): readonly Anomalie[] => {
  const parsed = eurosSchema.safeParse(euros)
  return parsed.success ? [] : [{ champ, message: parsed.error.issues[0]?.message ?? '' }]
}

const CONTRADICTION = 'Vous avez écrit un montant : choisissez « Le montant écrit ci-dessous », ou effacez-le.'

const AUTRE_SOURCE =
  'Vous avez changé d’où vient l’argent : choisissez « Le montant écrit ci-dessous », ou remettez ce qui était.'

const ZERO_ECRIT = 'Vous avez écrit 0 : choisissez « Rien », ou effacez-le.'
const ZERO_A_COTE =
  'Écrivez un montant plus grand que 0. Pour retirer cette ligne, effacez le 0 et, dans « D’où vient l’argent », remettez « Choisir ».'

/** « 0 », « 0 € », « 0,00 ». */
const isZero = (texte: string): boolean => lireNombre(texte) === 0

/** What an answer without an amount is worth, unless an amount was written beside it. */
function sansMontant(
  valeur: unknown,
  { champ, ecrits, isToutAZero }: Readonly<{ champ: string; ecrits: readonly string[]; isToutAZero: boolean }>,
): Lu {
  // R-MAJ-05 — choix du portail : zéro écrit à côté de « rien » dit la même chose, si nul autre montant n’est là
  const contraires = valeur === null || !isToutAZero ? ecrits : ecrits.filter((texte) => !isZero(texte))
  if (contraires.length === 0) return lu(valeur)
  // R-MAJ-05 — choix du portail : deux réponses qui se contredisent se redemandent
  return lu(undefined, { champ, message: isToutAZero ? ZERO_ECRIT : CONTRADICTION })
}

/** What « la même chose » is worth, unless something else was written beside it: then `contraire` says what to do. */
const laMemeChose = (valeur: unknown, champ: string, contraire: string | null): Lu =>
  // R-MAJ-11 — choix du portail : de deux montants, celui que l’on vient d’écrire ne se perd pas sans être vu
  valeur === null || contraire === null ? lu(valeur ?? undefined) : lu(undefined, { champ, message: contraire })

/** The amounts that say something, and not what stood. */
function montantsEcrits(porteur: Porteur, reponses: Reponses): readonly string[] {
  const debout = lignesEcrites(porteur, {})
  return lignesEcrites(porteur, reponses)
    .filter(({ euros }, rang) => euros.trim() !== '' && euros.trim() !== debout[rang]?.euros)
    .map(({ euros }) => euros)
}

/** Whether no amount stands beside the zero that was written: « rien » would take it away. */
const isToutAZero = (lignes: readonly Readonly<{ euros: string }>[]): boolean =>
  lignes.every(({ euros }) => euros.trim() === '' || isZero(euros))

/** What the lines say that is not what stood, in whatever order and however it is written; null: nothing. */
function autreChose(porteur: Porteur, reponses: Reponses): string | null {
  const lignes = lignesEcrites(porteur, reponses)
  const ecrites = lignes.filter(({ euros }) => euros.trim() !== '')
  const debout = lignesEcrites(porteur, {})
  const restantes = [...debout]
  const autres = ecrites.filter(({ code, euros }) => {
    const rang = restantes.findIndex((une) => une.code === code && lireNombre(une.euros) === lireNombre(euros))
    if (rang >= 0) restantes.splice(rang, 1)
    return rang < 0 && !(porteur.ressources?.statut === 'aucune' && isZero(euros))
  })
  const isSourceEcrite = lignes.some(
    ({ rang, code, euros }) => euros.trim() === '' && code !== '' && code !== debout[rang]?.code,
  )
  if (autres.length === 0) return isSourceEcrite ? AUTRE_SOURCE : null
  if (isToutAZero(ecrites)) return ZERO_ECRIT
  const isSourceSeule = autres.every(({ rang, euros }) => lireNombre(euros) === lireNombre(debout[rang]?.euros ?? ''))
  return isSourceSeule ? AUTRE_SOURCE : CONTRADICTION
}

/** The resources as answered, for the content to judge; undefined while they are not answered. */
export function lireRessources(porteur: Porteur, reponses: Reponses): Lu {
  const { cle, ressources } = porteur
  const ecrits = () => ({
    champ: champDeRessources(cle),
    ecrits: montantsEcrits(porteur, reponses),
    isToutAZero: isToutAZero(lignesEcrites(porteur, reponses)),
  })
  switch (reponses[champDeRessources(cle)]) {
    case 'toujours':
      return laMemeChose(ressources, champDeRessources(cle), autreChose(porteur, reponses))
    case 'rien':
      return sansMontant({ statut: 'aucune' }, ecrits())
    case 'inconnu':
      // R-FORM-11 — choix du portail : « je ne l’ai pas encore » est une réponse, et le montant reste inconnu
      return sansMontant(null, ecrits())
    case 'autre':
      return lireLignes(porteur, reponses)
    default:
      return lu(undefined)
  }
}

function lireLignes(porteur: Porteur, reponses: Reponses): Lu {
  const { cle } = porteur
  const lignes = lignesEcrites(porteur, reponses).filter(({ code, euros }) => code !== '' || euros.trim() !== '')
  const isRienDePlus = isToutAZero(lignes)
  const anomalies = lignes.flatMap(({ rang, code, euros }): readonly Anomalie[] => {
    // R-FORM-12 — choix du portail : qui écrit une ligne l’écrit entière, sinon elle passerait pour inconnue sans être vue
    if (!isCleDe(RESSOURCES, code))
      return [{ champ: champDeLigne(cle, rang, 'code'), message: 'Choisissez d’où vient ce montant.' }]
    const champ = champDeLigne(cle, rang, 'euros')
    // « Rien » would not be true beside another amount.
    if (isZero(euros) && !isRienDePlus) return [{ champ, message: ZERO_A_COTE }]
    return euros.trim() === ''
      ? [{ champ, message: 'Écrivez le montant de chaque mois, par exemple 1240.' }]
      : anomalieDe(champ, lireNombre(euros))
  })
  if (lignes.length === 0)
    return lu(undefined, {
      champ: champDeLigne(cle, 0, 'euros'),
      message: 'Écrivez un montant, ou choisissez « Rien » ou « Je ne sais pas encore ».',
    })
  if (anomalies.length > 0) return lu(undefined, ...anomalies)
  return lu({ statut: 'declarees', lignes: lignes.map(({ code, euros }) => ({ code, euros: lireNombre(euros) })) })
}

const SILENCE = 'Choisissez une réponse, ou écrivez un montant.'

/** Of whom a form that was sent said nothing: nothing of it is wrong, and something is left to say. */
export const anomaliesDeSilence = (
  porteurs: readonly Porteur[],
  reponses: Reponses,
  quoi: 'ressources' | 'revenu',
): readonly Anomalie[] =>
  porteurs.flatMap((porteur) => {
    if (quoi === 'revenu' && !porteur.revenu) return []
    const { valeur, anomalies } = quoi === 'revenu' ? lireRevenu(porteur, reponses) : lireRessources(porteur, reponses)
    const champ = quoi === 'revenu' ? champDeRevenu(porteur.cle) : champDeRessources(porteur.cle)
    // R-MAJ-12 — choix du portail : une page qui revient dit pourquoi
    return valeur === undefined && anomalies.length === 0 ? [{ champ, message: SILENCE }] : []
  })

/** The income as answered; undefined while it is not answered. */
export function lireRevenu({ cle, revenu }: Porteur, reponses: Reponses): Lu {
  const champ = champDuMontant(cle)
  const texte = reponses[champ]?.trim() ?? ''
  const ecrits = { champ: champDeRevenu(cle), ecrits: texte === '' ? [] : [texte], isToutAZero: isZero(texte) }
  switch (reponses[champDeRevenu(cle)]) {
    case 'toujours': {
      const debout = revenu?.montant ?? null
      const isLeMeme = texte === '' || lireNombre(texte) === eurosDe(debout)
      return laMemeChose(debout, champDeRevenu(cle), isLeMeme ? null : isZero(texte) ? ZERO_ECRIT : CONTRADICTION)
    }
    case 'rien':
      return sansMontant({ statut: 'zero-declare' }, ecrits)
    case 'inconnu':
      // R-FORM-11 — choix du portail : « je ne l’ai pas encore » est une réponse, et le montant reste inconnu
      return sansMontant(null, ecrits)
    case 'autre': {
      if (texte === '') return lu(undefined, { champ, message: 'Écrivez le montant, ou choisissez une autre réponse.' })
      const euros = lireNombre(texte)
      const anomalies = anomalieDe(champ, euros)
      return anomalies.length > 0 ? lu(undefined, ...anomalies) : lu({ statut: 'declare', euros })
    }
    default:
      return lu(undefined)
  }
}
