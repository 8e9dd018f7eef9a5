/** What a batch of letters became, in words. */
import type { Jour } from '#lib/domain/calendrier.ts'
import type { EtatDeRappel } from '#lib/domain/rappels/etats.ts'
import { formatJourEntier } from './jours.ts'

type Lot = Readonly<{
  etat: 'pris' | 'remis' | 'abandonne'
  nombre: number
  remisLe: Jour | null
  remises: number | null
}>

export const combienDeLettres = (nombre: number): string =>
  nombre === 1 ? '1 lettre' : `${nombre.toLocaleString('fr-FR')} lettres`

export function phraseDuLot({ etat, nombre, remisLe, remises }: Lot): string {
  if (etat === 'pris') return 'À imprimer et à remettre'
  if (etat === 'abandonne' || remisLe === null) return 'Abandonné : ses lettres attendent de nouveau'
  const retirees = nombre - (remises ?? nombre)
  const retrait = retirees === 0 ? '' : `, ${combienDeLettres(retirees)} en moins`
  return `Remis le ${formatJourEntier(remisLe)}${retrait}`
}

/** Where a letter stands, in words. */
export const ETATS_DE_LETTRE = {
  'a-envoyer': 'à prendre',
  'en-cours': 'à prendre',
  'a-prendre': 'à prendre',
  pris: 'imprimée, à remettre',
  envoye: 'remise à la poste',
  remis: 'remise à la poste',
  echec: 'revenue',
  annule: 'annulée',
  'a-verifier': 'à vérifier',
} as const satisfies Readonly<Record<EtatDeRappel, string>>
