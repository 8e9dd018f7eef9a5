/** What search engines read of a point (schema.org). */
import { fromOsm } from '#lib/domain/guichet/horaires/osm.ts'
import type { PointPublie } from '#lib/domain/guichet/point-publie.ts'
import { formatServices } from './points.ts'

const JOURS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

const pad = (value: number): string => String(value).padStart(2, '0')
const heure = (minutes: number): string => `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`

/**
 * `openingHoursSpecification` of the ordinary week, with 24:00 written 23:59 as the vocabulary asks. It has no word for
 * « le 1er mardi du mois » nor for appointments: what depends on them is left out rather than said wrong.
 */
function openingHours({ horaires }: PointPublie) {
  const lu = horaires.osm === null ? null : fromOsm(horaires.osm)
  if (!lu?.ok) return undefined
  const { semaine, exceptions } = lu.value
  return semaine.flatMap((journee, index) =>
    typeof journee === 'string' || exceptions.some(({ jours }) => jours.some((jour) => jour === index))
      ? []
      : journee
          .filter(({ surRendezVous }) => !surRendezVous)
          .map(({ de, a }) => ({
            '@type': 'OpeningHoursSpecification',
            dayOfWeek: `https://schema.org/${JOURS[index]}`,
            opens: heure(de),
            closes: a === 1440 ? '23:59' : heure(a),
          })),
  )
}

/** A physical point is an office; a number or a site is a service and its channel. Undefined members are left out. */
export function jsonLdDuPoint(point: PointPublie, siteUrl: string): Record<string, unknown> {
  const { adresse, position, telephone, siteWeb, courriel } = point
  const commun = {
    '@context': 'https://schema.org',
    '@id': `${siteUrl}/points-de-contact/${point.id}`,
    url: `${siteUrl}/points-de-contact/${point.id}`,
    name: point.nom,
    description: formatServices(point).join(', ') || undefined,
  }
  if (!adresse)
    return {
      ...commun,
      '@type': 'GovernmentService',
      serviceType: 'Demande de logement social',
      availableChannel: {
        '@type': 'ServiceChannel',
        serviceUrl: siteWeb ?? undefined,
        servicePhone: telephone
          ? { '@type': 'ContactPoint', telephone, hoursAvailable: openingHours(point) }
          : undefined,
      },
    }
  return {
    ...commun,
    '@type': 'GovernmentOffice',
    address: {
      '@type': 'PostalAddress',
      streetAddress: adresse.voie,
      postalCode: adresse.codePostal,
      addressLocality: adresse.commune,
      addressCountry: 'FR',
    },
    geo: position
      ? { '@type': 'GeoCoordinates', latitude: position.latitude, longitude: position.longitude }
      : undefined,
    telephone: telephone ?? undefined,
    email: courriel ?? undefined,
    sameAs: siteWeb ?? undefined,
    openingHoursSpecification: openingHours(point),
  }
}

/** JSON that may stand inside a `<script>`: no value can close it. */
export const scriptJson = (value: unknown): string => JSON.stringify(value).replace(/</g, '\\u003c')
