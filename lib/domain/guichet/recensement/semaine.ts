/** The hours of a row: seven day cells and a free text. What is not understood is kept as written. */
import { toOsm } from '../horaires/ecriture-osm.ts'
import { readPlages } from '../horaires/plages.ts'
import type { HorairesDuJour } from '../horaires/semaine.ts'
import type { HorairesDuPoint } from '../point-de-contact.ts'
import { COLONNES_DES_POINTS, JOURS_DE_LA_SEMAINE } from './colonnes.ts'
import { readTexte } from './listes.ts'
import type { Rang } from './rang.ts'

const TEXTE_MAX = 500

export function readHoraires(rang: Rang): HorairesDuPoint {
  const keep: string[] = []
  const [lu, ma, me, je, ve, sa, di] = JOURS_DE_LA_SEMAINE.map((jour): HorairesDuJour => {
    const typed = rang.texte(jour)
    const lu = readPlages(typed)
    if (lu.ok) return lu.value
    // R-REC-15 — recensement.md §1 : ce qui n’est pas compris est gardé tel qu’écrit, « à vérifier »
    keep.push(`${COLONNES_DES_POINTS[jour]} : ${typed}`)
    rang.note(jour, 'a-verifier', { code: 'horaires-du-jour', valeur: typed, refus: lu.refus })
    return 'inconnu'
  })
  const libre = readTexte(rang, 'horairesTexte', TEXTE_MAX)
  if (libre !== null) rang.note('horairesTexte', 'a-verifier', { code: 'horaires-libres' })
  const day = (journee: HorairesDuJour | undefined): HorairesDuJour => journee ?? 'inconnu'
  const texte = [...keep, ...(libre === null ? [] : [libre])].join(' ; ')
  return {
    osm: toOsm([day(lu), day(ma), day(me), day(je), day(ve), day(sa), day(di)]),
    texte: texte === '' ? null : texte,
    aVerifier: texte !== '',
  }
}
