/** The doors of the open data, without the code behind them: the OpenAPI document and the routes share these. */
import { z } from 'zod'
import { hasLieu, OUVERT_MAINTENANT, RAYON_MAX_KM, readPlace, readRayon } from '#lib/domain/guichet/filtres.ts'
import { CANAUX, PUBLICS, SERVICES } from '#lib/domain/guichet/vocabulaire.ts'
import { FORME_DE_CODE_INSEE, FORME_DE_DEPARTEMENT } from '#lib/domain/territoire/code-insee.ts'
import { defineContrat } from '../define-route.ts'
import { codeDe, entier } from '../parametres.ts'
import { communeSchema, communeTrouveeSchema, echeancesSchema, listeDePointsSchema } from './schemas.ts'

const codeInsee = z
  .string()
  .toUpperCase()
  .regex(FORME_DE_CODE_INSEE, { error: 'Écrivez un code INSEE de cinq caractères, par exemple 09122 ou 2A004.' })
const codeDepartement = z
  .string()
  .toUpperCase()
  .regex(FORME_DE_DEPARTEMENT, { error: 'Écrivez un code de département, par exemple 09, 2A ou 974.' })

/** A chosen place, rounded by the domain (R-ANN-02): a person's own position never needs to be sent. */
const pres = z.string().transform((text, ctx) => {
  const place = readPlace(text)
  if (place) return place
  ctx.addIssue({ code: 'custom', message: 'Écrivez une latitude et une longitude, par exemple 42.97,1.61.' })
  return z.NEVER
})
const rayon = z
  .string()
  .transform((text, ctx) => {
    const value = readRayon(text)
    if (value !== undefined) return value
    ctx.addIssue({ code: 'custom', message: `Écrivez un nombre de kilomètres, ${RAYON_MAX_KM} au plus.` })
    return z.NEVER
  })
  .meta({ type: 'number', exclusiveMinimum: 0, maximum: RAYON_MAX_KM })
/** « non » would ask for those that are closed, whose hours nobody may have said: it is refused rather than dropped. */
const ouvert = z
  .enum(OUVERT_MAINTENANT, { error: 'Écrivez oui. Pour avoir tous les points, enlevez « ouvert ».' })
  .transform(() => true as const)

export const contratCommunes = defineContrat({
  chemin: '/api/v1/communes',
  operation: 'chercherCommunes',
  resume: 'Chercher une commune',
  description:
    'Par nom d’aujourd’hui ou d’autrefois, code postal ou code INSEE, avec ou sans accents, une faute de frappe ' +
    'comprise (« st jeannet 06 »). La meilleure réponse d’abord.',
  entree: z.object({
    q: z.string().max(100, { error: 'Écrivez au plus 100 caractères.' }).describe('Nom, code postal ou code INSEE.'),
    limite: entier(1, 50).default(10).describe('Nombre de réponses, de 1 à 50.'),
  }),
  sortie: z.array(communeTrouveeSchema),
  exports: { csv: 'Les mêmes communes, une par ligne.' },
  introuvable: false,
  redirection: false,
  exemples: ['/api/v1/communes?q=foix', '/api/v1/communes?q=09000&format=csv'],
})

export const contratCommune = defineContrat({
  chemin: '/api/v1/communes/{code}',
  operation: 'lireCommune',
  resume: 'Une commune et ses chiffres',
  description:
    'Les derniers chiffres publiés, par type de logement. Un ancien code (commune fusionnée, arrondissement de Paris, ' +
    'Lyon ou Marseille) mène par une redirection 308 à la commune d’aujourd’hui.',
  entree: z.object({ code: codeInsee.describe('Code INSEE de la commune.') }),
  sortie: communeSchema,
  exports: { csv: 'Les chiffres, une ligne par type de logement, « ensemble » d’abord.' },
  introuvable: true,
  redirection: true,
  exemples: ['/api/v1/communes/09122', '/api/v1/communes/09122?format=csv'],
})

export const contratPoints = defineContrat({
  chemin: '/api/v1/points-de-contact',
  operation: 'listerPointsDeContact',
  resume: 'Les points de contact',
  description:
    'Tous les critères se combinent. La liste est rendue par pages ; les exports CSV et GeoJSON donnent tout ce qui ' +
    'répond, sauf si `limite` est donnée.',
  entree: z
    .object({
      commune: codeInsee.optional().describe('Points qui desservent cette commune (code INSEE).'),
      departement: codeDepartement
        .optional()
        .describe('Points de ce département, et points d’à côté qui servent une de ses communes.'),
      canal: codeDe(CANAUX).optional().describe('Sur place, par téléphone ou sur internet.'),
      service: codeDe(SERVICES).optional().describe('Points qui rendent ce service.'),
      public: codeDe(PUBLICS).optional().describe('Points qui reçoivent ce public.'),
      ouvert: ouvert
        .optional()
        .describe('`oui` : ouverts en ce moment, dans le fuseau du point ; sans ce paramètre, tous.'),
      pres: pres
        .optional()
        .describe('`latitude,longitude` d’un lieu choisi, arrondie à deux décimales ; les plus proches d’abord.'),
      rayon: rayon
        .optional()
        .describe(
          `Distance en kilomètres, ${RAYON_MAX_KM} au plus, autour de \`pres\`, sinon de \`commune\` ; une commune dont la position n’est pas connue rend tous ses points.`,
        ),
      limite: entier(1, 1000).optional().describe('Points par page, de 1 à 1000 ; 100 en JSON si elle manque.'),
      suivant: z
        .string()
        .regex(/^[\w-]{1,1000}$/, { error: 'Rendez la valeur reçue dans « suivant », sans la changer.' })
        .optional()
        .describe('La valeur `suivant` de la page d’avant.'),
    })
    .refine((input) => input.rayon === undefined || hasLieu(input), {
      path: ['rayon'],
      error: 'Donnez aussi « pres » ou « commune » : un rayon se mesure autour d’un lieu.',
    }),
  sortie: listeDePointsSchema,
  exports: { csv: 'Un point par ligne.', geojson: 'Un point par élément ; géométrie nulle sans position.' },
  introuvable: false,
  redirection: false,
  exemples: [
    '/api/v1/points-de-contact?commune=09122',
    '/api/v1/points-de-contact?departement=09&service=renouvellement&format=csv',
  ],
})

export const contratEcheances = defineContrat({
  chemin: '/api/v1/echeances',
  operation: 'lireEcheances',
  resume: 'Quand renouveler une demande',
  description:
    'Les jours qui comptent pour une demande, sans nom ni numéro : ouverture du renouvellement, préavis, fin de ' +
    'validité, dernier jour. Chacun se compte en un seul pas depuis `depuis`, ramené à la fin du mois.',
  entree: z.object({
    depuis: z
      .string()
      .regex(/^\d{4}-\d\d-\d\d$/, { error: 'Écrivez un jour AAAA-MM-JJ, par exemple 2026-03-12.' })
      .meta({ format: 'date' })
      .describe(
        'Jour du dépôt, du dernier renouvellement ou de la réactivation, du 1er janvier 2000 à aujourd’hui dans ce département.',
      ),
    departement: codeDepartement.describe('Code du département de la demande.'),
  }),
  sortie: echeancesSchema,
  exports: { csv: 'Les mêmes jours, sur une ligne.' },
  introuvable: false,
  redirection: false,
  exemples: [
    '/api/v1/echeances?depuis=2014-07-29&departement=09',
    '/api/v1/echeances?depuis=2014-07-29&departement=09&format=csv',
  ],
})

export const CONTRATS = [contratCommunes, contratCommune, contratPoints, contratEcheances] as const
