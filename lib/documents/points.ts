/** What is said of a point de contact, in French. Data in, text out. */
import type { PointPublie } from '#lib/domain/guichet/point-publie.ts'
import type { Canal, Public, Service, TypeDePoint } from '#lib/domain/guichet/vocabulaire.ts'

export const CANAUX_EN_CLAIR = {
  physique: 'Sur place',
  telephone: 'Par téléphone',
  internet: 'Sur internet',
} as const satisfies Record<Canal, string>

/** What a point is, for people who do not know the census's words; a sign on a door is kept beside what it means. */
const TYPES_EN_CLAIR = {
  'guichet-enregistreur': 'Guichet qui enregistre les demandes',
  'lieu-information': 'Lieu d’information',
  siad: 'SIAD (accueil et information des demandeurs)',
  siao: 'SIAO (aide aux personnes sans logement)',
  adil: 'ADIL (conseil gratuit sur le logement)',
  'site-local': 'Site internet local',
} as const satisfies Record<TypeDePoint, string>

/** What one comes for, as one would say it. */
export const SERVICES_EN_CLAIR = {
  creation: 'Déposer une demande',
  renouvellement: 'Renouveler une demande',
  modification: 'Modifier une demande',
  'depot-pieces': 'Remettre des documents',
  information: 'S’informer',
  entretien: 'Avoir un entretien',
  'aide-numerique': 'Être aidé pour utiliser internet',
} as const satisfies Record<Service, string>

/** Who is received, in a sentence. */
export const PUBLICS_EN_CLAIR = {
  'tout-public': 'Ouvert à tous',
  'salaries-action-logement': 'Réservé aux salariés d’entreprises cotisant à Action Logement',
  'agents-publics': 'Réservé aux agents publics',
  'salaries-employeur': 'Réservé aux salariés de l’employeur',
  locataires: 'Réservé aux locataires du bailleur',
  heberges: 'Réservé aux personnes hébergées',
} as const satisfies Record<Public, string>

const RENDEZ_VOUS_EN_CLAIR = {
  sans: 'Sans rendez-vous',
  obligatoire: 'Sur rendez-vous seulement',
  possible: 'Avec ou sans rendez-vous',
} as const

const ACCES_EN_CLAIR = {
  oui: 'Accessible en fauteuil roulant',
  partielle: 'En partie accessible en fauteuil roulant',
  non: 'Non accessible en fauteuil roulant',
  inconnue: 'Accessibilité en fauteuil roulant non renseignée',
} as const

export const formatRendezVous = ({ rendezVous }: PointPublie): string | null =>
  rendezVous && RENDEZ_VOUS_EN_CLAIR[rendezVous]

/** Nobody goes to a number or a site: nothing is said of their access. */
export const formatAcces = ({ canal, accessibilitePmr }: PointPublie): string | null =>
  canal === 'physique' ? ACCES_EN_CLAIR[accessibilitePmr] : null

/** « Guichet qui enregistre les demandes · Commune de Foix »; the body is not repeated when it is the name. */
export const formatType = ({ type, organisme, nom }: PointPublie): string =>
  [TYPES_EN_CLAIR[type], organisme === nom ? null : organisme].filter(Boolean).join(' · ')

export const formatServices = ({ services }: PointPublie): readonly string[] =>
  services.map((service) => SERVICES_EN_CLAIR[service])

export const formatEnviron = (km: number): string => `à environ ${km}\u00a0km`

/** What is said above the nearest places, or in their stead: with what was asked, since they hold it (R-ANN-04). */
export function titreDesProches(
  nombre: number,
  { ouvert, rayon }: Readonly<{ ouvert?: boolean; rayon?: number }>,
): string {
  const ouverts = ouvert ? ' ouverts maintenant' : ''
  const distance = rayon === undefined ? '' : `à moins de ${rayon.toLocaleString('fr-FR')}\u00a0km`
  if (nombre > 0)
    return `Les lieux${ouverts} les plus proches de vous, ${distance && `${distance}, `}à vol d’oiseau\u00a0:`
  return `Aucun lieu${ouvert ? ' ouvert maintenant' : ''} ne correspond à vos filtres${distance && ` ${distance} de vous`}.`
}

/** One line: « 45 cours Gabriel-Fauré, 09000 Foix ». */
export const formatAdresse = ({ voie, codePostal, commune }: NonNullable<PointPublie['adresse']>): string =>
  `${voie}, ${codePostal} ${commune}`

/** The way there, on the open map, asked by the person's own tap. */
export function itineraire({ adresse, position }: PointPublie): string | null {
  if (!adresse) return null
  return position && position.precision !== 'commune' && position.precision !== 'approximative'
    ? `https://www.openstreetmap.org/directions?to=${position.latitude}%2C${position.longitude}`
    : `https://www.openstreetmap.org/search?query=${encodeURIComponent(formatAdresse(adresse))}`
}

/** What `mailto:` opens: that address alone. A `?` or a `&` in it would otherwise add copies or a text to the message. */
export const adresserCourriel = (courriel: string): string =>
  `mailto:${encodeURIComponent(courriel).replaceAll('%40', '@')}`

/** The host of a site, as people read it; the whole address when it has none. */
export function formatSite(site: string): string {
  return URL.canParse(site) ? new URL(site).host.replace(/^www\./, '') : site
}
