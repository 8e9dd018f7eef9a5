/**
 * What a radiation for attribution says of the dwelling and of the bailleur, and the controls that it passes.
 * Source: bulletin de juillet 2014 (SNE 3.3); arrêté du 17 septembre 2012; CCH, R441-2-9.
 */
import type { Jour } from '../calendrier.ts'
import { accept, type Resultat, refuse } from '../resultat.ts'
import { type DefautDeNumero, defautDeNumero, parseSiren } from '../siret.ts'
import { type CommunesActuelles, isMemeLieu } from '../territoire/code-insee.ts'
import type { Contenu } from './formulaire/contenu.ts'
import { isCommuneDuTerritoire, type Territoire } from './territoire.ts'

export const CONTINGENTS = {
  COLTER: 'Collectivités et EPCI',
  COLACT: 'Action Logement et employeurs',
  PPRIOR: 'Préfet, prioritaires',
  PFONCT: 'Préfet, fonctionnaires',
  AUTRES: 'Autres réservataires',
  AUCUN: 'Hors contingent',
} as const
export const ACCORDS_COLLECTIFS = {
  ACD: 'Départemental',
  ACI: 'Intercommunal',
  AUCUN: 'Aucun',
  NONDOC: 'Non renseigné',
} as const
export const STATUTS_DALO = { NON: 'Non', ACTIF: 'Actif', CADUC: 'Caduc', ACTREL: 'Actif, relogé' } as const
export const DEJA_LOCATAIRE = { OUI: 'Oui', NON: 'Non', NONDOC: 'Non renseigné' } as const

/** The dwelling, by its RPLS identifier or described; euros a month, m². */
export type LogementAttribue =
  | Readonly<{ identifiantRpls: string }>
  | Readonly<{
      identifiantRpls: null
      adresse: string
      pieces: number
      surface: number
      enQuartierPrioritaire: boolean
      loyer: number
    }>

export type Attribution = Readonly<{
  /** Of the bailleur whose commission attributed. */
  siren: string
  bailSigneLe: Jour
  /** INSEE code. */
  commune: string
  logement: LogementAttribue
  dejaLocataire: keyof typeof DEJA_LOCATAIRE
  accordCollectif: keyof typeof ACCORDS_COLLECTIFS
  dalo: keyof typeof STATUTS_DALO
  contingent: keyof typeof CONTINGENTS
}>

export type RefusDAttribution =
  | { code: 'siren-invalide'; defaut: DefautDeNumero }
  | { code: 'siren-different' }
  | { code: 'logement-hors-territoire' }
  | { code: 'bail-apres-la-radiation'; le: Jour }
  | { code: 'logement-a-decrire' }
/** Said, never blocking. */
export type AvertissementDAttribution = 'commune-hors-des-voeux' | 'bail-avant-le-depot'

/** Judges an attribution sent by the body of `sirenEmetteur`, on the day its radiation is recorded. */
export function checkAttribution(
  attribution: Attribution,
  { territoire, sirenEmetteur, le }: Readonly<{ territoire: Territoire; sirenEmetteur: string; le: Jour }>,
): Resultat<Attribution, RefusDAttribution> {
  const siren = parseSiren(attribution.siren)
  // R-ATT-01 — INSEE, répertoire Sirene : la clé d’un SIREN est celle de Luhn
  if (!siren) return refuse({ code: 'siren-invalide', defaut: defautDeNumero('SIREN', attribution.siren) })
  // R-ATT-02 — bulletin de juillet 2014, « Bonnes pratiques » : la radiation se rattache au SIREN qui l’émet
  if (siren !== parseSiren(sirenEmetteur)) return refuse({ code: 'siren-different' })
  // R-ATT-03 — bulletin de juillet 2014 (SNE 3.3) : la commune du logement appartient au territoire de la demande
  if (!isCommuneDuTerritoire(attribution.commune, territoire)) return refuse({ code: 'logement-hors-territoire' })
  // R-ATT-04 — bulletin de juillet 2014 (SNE 3.3) : bail signé au plus tard le jour où la radiation est enregistrée
  if (le < attribution.bailSigneLe) return refuse({ code: 'bail-apres-la-radiation', le })
  // R-ATT-05 — arrêté du 17 septembre 2012 : l’identifiant RPLS, dix caractères, ou la description entière du logement
  if (!isDecrit(attribution.logement)) return refuse({ code: 'logement-a-decrire' })
  return accept({ ...attribution, siren })
}

/** What deserves to be looked at again without stopping the act. `actuelles`: of the communes asked for and of the dwelling. */
export function listAvertissements(
  { commune, bailSigneLe }: Attribution,
  { contenu, deposeeLe, actuelles }: Readonly<{ contenu: Contenu; deposeeLe: Jour; actuelles: CommunesActuelles }>,
): readonly AvertissementDAttribution[] {
  const { localisations, accepteDAutresCommunes } = contenu.recherche
  const isSouhaitee = localisations.some((souhait) => isMemeLieu(souhait.commune, commune, actuelles))
  return [
    // R-ATT-06 — choix du portail : loger hors des vœux surprend, mais le demandeur a pu l’accepter
    ...(!isSouhaitee && accepteDAutresCommunes === false ? (['commune-hors-des-voeux'] as const) : []),
    // R-ATT-07 — choix du portail : un bail d’avant le dépôt est souvent celui d’un autre logement
    ...(bailSigneLe < deposeeLe ? (['bail-avant-le-depot'] as const) : []),
  ]
}

function isDecrit(logement: LogementAttribue): boolean {
  if (logement.identifiantRpls !== null) return /^[0-9A-Z]{10}$/i.test(logement.identifiantRpls)
  const { adresse, pieces, surface, loyer } = logement
  return adresse.trim() !== '' && Number.isInteger(pieces) && pieces > 0 && surface > 0 && loyer >= 0
}
