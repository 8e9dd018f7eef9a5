/**
 * What the demonstration says of a département: invented centres and points on real communes, figures that hold
 * together. Deterministic: the same lists give the same workbooks. Nothing here is true, and every name says so.
 */

import { lieuDe } from '#lib/documents/lieux.ts'
import { jour } from '#lib/domain/calendrier.ts'
import type { ChiffresDeclares } from '#lib/domain/guichet/chiffres.ts'
import type { ContenuDePoint } from '#lib/domain/guichet/point-de-contact.ts'
import type { Service, TypeDeLogement } from '#lib/domain/guichet/vocabulaire.ts'
import { slugOf } from '#lib/domain/territoire/slug.ts'
import { inventAutresPoints } from './autres-points.ts'
import { contenu, type Departement, type Lieu } from './formes.ts'

export const SOURCE = 'Données de démonstration, inventées'
const ANNEE = 2026
const ARRETE_AU = jour('2025-12-31')
/** Ranges that the numbering plan keeps for fiction: nobody answers there. */
const NUMEROS: Readonly<Record<string, string>> = { '27': '02 61 91', '76': '02 61 91' }
const MIDI = ['04', '05', '06', '13', '83', '84']

const HORAIRES = [
  'Mo-Fr 09:00-12:00,13:30-17:00; Sa-Su off; PH off',
  'Mo-Th 08:30-12:30,13:30-17:30; Fr 08:30-12:30; Sa-Su off; PH off',
  'Mo off; Tu 09:00-12:00,14:00-18:00; We off; Th 09:00-12:00,14:00-18:00; Fr off; Sa 09:00-12:00; Su off; PH off',
  'Mo 09:00-12:30; Tu off; We 09:00-12:30; Th off; Fr 09:00-12:30; Sa-Su off; PH off',
]
const VOIES = [
  'place de la Mairie',
  'avenue de la Gare',
  'rue des Écoles',
  'rue de la République',
  'boulevard des Tilleuls',
]

/** Numbers drawn from a seed: mulberry32. */
export function drawer(seed: string): (max: number) => number {
  let state = [...seed].reduce((hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 16_777_619), 2_166_136_261)
  return (max) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * max)
  }
}

const codesDeCentre = ({ code }: Departement): [string, string] => [`G${code}01`, `G${code}02`]

/** The two invented centres of a département. */
export const centresOf = (
  departement: Departement,
): readonly Readonly<{ code: string; nom: string; courriel: string }>[] =>
  codesDeCentre(departement).map((code, index) => ({
    code,
    nom:
      index === 0
        ? `Office fictif de l’habitat (${departement.nom})`
        : `Maison fictive du logement (${departement.nom})`,
    courriel: `accueil@centre-${code.toLowerCase()}.invalid`,
  }))

const bySize = (communes: readonly Lieu[]) =>
  [...communes].sort((a, b) => b.population - a.population || (a.codeInsee < b.codeInsee ? -1 : 1))

/** A number at the right end of the range, all different within a département. */
function numbers(departement: Departement): () => string {
  const range = NUMEROS[departement.code] ?? (MIDI.includes(departement.code) ? '04 65 71' : '05 36 49')
  let next = Number(departement.code) * 100
  return () => {
    next += 1
    const digits = String(next).padStart(4, '0')
    return `${range} ${digits.slice(0, 2)} ${digits.slice(2)}`
  }
}

const TOUT: readonly Service[] = [
  'creation',
  'renouvellement',
  'modification',
  'depot-pieces',
  'information',
  'entretien',
]
const ACCUEIL: readonly Service[] = ['renouvellement', 'information', 'aide-numerique']

/** At least one point of each canal serves every commune: the two first telephones and sites serve the département. */
export function inventPoints(departement: Departement): ContenuDePoint[] {
  const draw = drawer(`points ${departement.code}`)
  const number = numbers(departement)
  const [office, maison] = codesDeCentre(departement)
  const partout = { communes: [], epcis: [], departements: [departement.code] }
  const slug = slugOf(departement.nom)
  const [chefLieu, ...others] = bySize(departement.communes)
  if (!chefLieu) return []
  // The first commune of each EPCI has a guichet that serves its EPCI; a few large towns have a second place.
  const seats = [chefLieu, ...firstOfEachEpci(others, chefLieu.epci).slice(0, 11)]
  const guichets = seats.map((lieu, index) => {
    const type = index % 4 === 3 ? ('lieu-information' as const) : ('guichet-enregistreur' as const)
    const jitter = () => (draw(200) - 100) / 20_000
    return {
      ...contenu({
        nom:
          type === 'lieu-information'
            ? `Point d’accueil fictif ${lieuDe(lieu.nom)}`
            : `Guichet fictif ${lieuDe(lieu.nom)}`,
        type,
        services: type === 'lieu-information' ? ACCUEIL : TOUT,
        organisme:
          index % 2 === 0
            ? `Office fictif de l’habitat (${departement.nom})`
            : `Commune ${lieuDe(lieu.nom)} (démonstration)`,
        natureOrganisme: index % 2 === 0 ? 'bailleur' : 'commune',
        codeGuichet: index % 2 === 0 ? office : maison,
        position: lieu.position && {
          latitude: Math.round((lieu.position.latitude + jitter()) * 100_000) / 100_000,
          longitude: Math.round((lieu.position.longitude + jitter()) * 100_000) / 100_000,
          precision: 'adresse',
        },
        telephone: number(),
        rendezVous: (['sans', 'possible', 'obligatoire'] as const)[draw(3)] ?? 'sans',
        territoire: index === 0 ? partout : { communes: [], epcis: lieu.epci ? [lieu.epci] : [], departements: [] },
        accessibilitePmr: (['oui', 'oui', 'partielle', 'non'] as const)[draw(4)] ?? 'oui',
        horaires: { osm: HORAIRES[draw(HORAIRES.length)] ?? null, texte: null, aVerifier: false },
        fermetures: index % 5 === 0 ? [{ du: jour('2026-12-24'), au: jour('2027-01-03') }] : [],
      }),
      canal: 'physique' as const,
      adresse: {
        voie: `${1 + draw(60)} ${VOIES[draw(VOIES.length)] ?? 'place de la Mairie'}`,
        complement: index % 6 === 2 ? 'Au rez-de-chaussée' : null,
        codePostal: lieu.codePostal,
        commune: lieu.nom,
        codeInsee: lieu.codeInsee,
      },
    }
  })
  return [
    ...guichets,
    {
      ...contenu({
        nom: `Téléphone fictif du logement (${departement.nom})`,
        type: 'lieu-information',
        services: ['information', 'renouvellement'],
        codeGuichet: office,
        territoire: partout,
        coutAppel: 'Gratuit',
        horaires: { osm: 'Mo-Fr 09:00-18:00; Sa-Su off; PH off', texte: null, aVerifier: false },
      }),
      canal: 'telephone',
      telephone: number(),
    },
    {
      ...contenu({
        nom: `Ligne fictive des salariés (${departement.nom})`,
        type: 'lieu-information',
        services: ['information', 'creation'],
        codeGuichet: maison,
        territoire: partout,
        publicReserve: 'salaries-action-logement',
        horaires: { osm: 'Mo-Fr 10:00-16:00; Sa-Su off; PH off', texte: null, aVerifier: false },
      }),
      canal: 'telephone',
      telephone: number(),
    },
    {
      ...contenu({
        nom: `Site fictif du logement (${departement.nom})`,
        type: 'site-local',
        services: ['creation', 'renouvellement', 'modification', 'depot-pieces'],
        codeGuichet: office,
        territoire: partout,
        courriel: `bonjour@${slug}.invalid`,
      }),
      canal: 'internet',
      siteWeb: `https://logement-${slug}.invalid/`,
    },
    ...inventAutresPoints({ nom: departement.nom, code: departement.code, chefLieu, centre: maison, number }),
  ]
}

function firstOfEachEpci(communes: readonly Lieu[], taken: string | null): Lieu[] {
  const seen = new Set([taken])
  return communes.filter(({ epci }) => epci !== null && !seen.has(epci) && seen.add(epci))
}

const TYPES: readonly TypeDeLogement[] = ['chambre', 't1', 't2', 't3', 't4', 't5', 't6-et-plus']
const PART_DU_PARC = [0.02, 0.09, 0.23, 0.35, 0.23, 0.07, 0.01]
const PART_DES_DEMANDES = [0.03, 0.24, 0.4, 0.32, 0.18, 0.06, 0.02]

/** Shares a whole into parts that add up to it: the largest remainders get what rounding left. */
export function share(total: number, parts: readonly number[]): number[] {
  const sum = parts.reduce((a, b) => a + b, 0)
  const exact = parts.map((part) => (total * part) / sum)
  const shares = exact.map(Math.floor)
  const left = total - shares.reduce((a, b) => a + b, 0)
  const order = exact
    .map((value, at) => ({ at, rest: value - Math.floor(value) }))
    .sort((a, b) => b.rest - a.rest || a.at - b.at)
  for (const { at } of order.slice(0, left)) shares[at] = (shares[at] ?? 0) + 1
  return shares
}

const DETAILLEES = 20
const ENSEMBLE_SEUL = 60
const SANS_PARC = 90

/**
 * Large towns have their parc by type, smaller ones the whole alone, some villages none, the others nothing declared.
 * The total of the demandes is less than the sum of the types: a demande may accept several.
 */
export function inventChiffres(departement: Departement): { commune: string; chiffres: ChiffresDeclares }[] {
  const draw = drawer(`chiffres ${departement.code}`)
  return bySize(departement.communes)
    .slice(0, SANS_PARC)
    .flatMap((lieu, rank) => {
      const row = (type: TypeDeLogement, logements: number, demandes: number, attributions: number) => ({
        commune: lieu.nom,
        chiffres: {
          codeInsee: lieu.codeInsee,
          annee: ANNEE,
          type,
          logements,
          demandesEnAttente: demandes,
          attributionsN1: attributions,
          arreteAu: ARRETE_AU,
          source: SOURCE,
        },
      })
      if (rank >= ENSEMBLE_SEUL) return [row('ensemble', 0, draw(3), 0)]
      const logements = Math.round((lieu.population / 2.2) * (0.04 + draw(16) / 100))
      const attributions = Math.round(logements * (0.04 + draw(5) / 100))
      const demandes = Math.round(attributions * (2 + draw(60) / 10))
      if (rank >= DETAILLEES) return [row('ensemble', logements, demandes, attributions)]
      const parc = share(logements, PART_DU_PARC)
      const attribues = share(attributions, PART_DU_PARC)
      return [
        row('ensemble', logements, demandes, attributions),
        ...TYPES.map((type, at) =>
          row(type, parc[at] ?? 0, Math.round(demandes * (PART_DES_DEMANDES[at] ?? 0)), attribues[at] ?? 0),
        ),
      ]
    })
}
