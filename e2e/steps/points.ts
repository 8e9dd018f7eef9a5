/** Points of Lozère, Cantal and La Réunion, published straight in the base that the portal of the tests serves. */
import { and, eq, isNull } from 'drizzle-orm'
import { closeDb, db } from '#db/client.ts'
import { insertPoint, loadPointForUpdate, restorePoint, retirePoint } from '#db/repositories/points-de-contact.ts'
import { recordPublication } from '#db/repositories/publications.ts'
import { centre, pointDeContact } from '#db/schema/index.ts'
import { jour } from '#lib/domain/calendrier.ts'
import type { ContenuDePoint } from '#lib/domain/guichet/point-de-contact.ts'
import { unPointDeContact } from '#lib/domain/guichet/testing.ts'
import { codesOf, SERVICES } from '#lib/domain/guichet/vocabulaire.ts'
import { openOnce } from './base.ts'

export const MENDE = { commune: 'Mende', codePostal: '48000', codeInsee: '48095' } as const
export const MARVEJOLS = { commune: 'Marvejols', codePostal: '48100', codeInsee: '48092' } as const
export const FLORAC = { commune: 'Florac Trois Rivières', codePostal: '48400', codeInsee: '48061' } as const
const AURILLAC = { commune: 'Aurillac', codePostal: '15000', codeInsee: '15014' } as const
export const SAINT_DENIS = { commune: 'Saint-Denis', codePostal: '97400', codeInsee: '97411' } as const

const horaires = (osm: string | null) => ({ osm, texte: null, aVerifier: false })
const sert = (code: string) => ({ communes: [code], epcis: [], departements: [] })

const AUTEUR = { compteId: null }

export type Publies = Readonly<{
  id: (nom: string) => string
  retirer: (nom: string) => Promise<void>
  retablir: (nom: string) => Promise<void>
  fin: () => Promise<void>
}>

async function retireById(id: string): Promise<void> {
  await db.transaction(async (tx) => {
    const found = await loadPointForUpdate(tx, id)
    if (found && !found.retireAt) await recordPublication(tx, (await retirePoint(tx, found, AUTEUR)).balises)
  })
}

/** What a run that was cut short left published under that centre: a list is compared whole. */
async function retireLeftovers(nom: string): Promise<void> {
  const left = await db
    .select({ id: pointDeContact.id })
    .from(pointDeContact)
    .innerJoin(centre, eq(centre.id, pointDeContact.centreId))
    .where(and(eq(centre.nom, nom), isNull(pointDeContact.retireAt)))
  for (const { id } of left) await retireById(id)
}

/** Withdraws what is published under that centre, straight in the base, and lets the base go. */
export async function retirerLesPoints(nomDuCentre: string): Promise<void> {
  await openOnce()
  await retireLeftovers(nomDuCentre)
  await closeDb()
}

/** Publishes a content for that centre; answers its id. */
export async function publierUnPoint(contenu: ContenuDePoint, centreId: string): Promise<string> {
  await openOnce()
  return db.transaction(async (tx) => {
    const ecrit = await insertPoint(tx, { contenu, rattachement: { centreId }, demonstration: true }, AUTEUR)
    await recordPublication(tx, ecrit.balises)
    return ecrit.id
  })
}

/** Publishes contents for a centre of their own, whose name is the caller's alone; answers their ids by name. */
export async function publierDesPoints(
  contenus: readonly Partial<ContenuDePoint>[],
  departement: string,
  nomDuCentre: string,
): Promise<Publies> {
  await openOnce()
  await retireLeftovers(nomDuCentre)
  const [tenu] = await db
    .insert(centre)
    .values({ nom: nomDuCentre, departements: [departement], courriel: 'centre@margeride.invalid' })
    .returning({ id: centre.id })
  const ids = new Map<string, string>()
  for (const changes of contenus) {
    const contenu = unPointDeContact({ fermetures: [], ...changes })
    ids.set(contenu.nom, await publierUnPoint(contenu, tenu?.id ?? ''))
  }
  const id = (nom: string): string => {
    const found = ids.get(nom)
    if (!found) throw new Error(`No point named ${nom}.`)
    return found
  }
  const retirer = (nom: string): Promise<void> => retireById(id(nom))
  const retablir = (nom: string): Promise<void> =>
    db.transaction(async (tx) => {
      const found = await loadPointForUpdate(tx, id(nom))
      if (found?.retireAt) await recordPublication(tx, (await restorePoint(tx, found, found.point, AUTEUR)).balises)
    })
  const fin = async (): Promise<void> => {
    for (const nom of ids.keys()) await retirer(nom)
    await closeDb()
  }
  return { id, retirer, retablir, fin }
}

/** What serves Mende: two places, a number, a site; one more for agents of the State alone. */
export const POINTS_DE_MENDE: readonly Partial<ContenuDePoint>[] = [
  {
    nom: 'Mairie fictive de Mende',
    adresse: { ...MENDE, voie: '1 place Inventée', complement: null },
    position: { latitude: 44.518, longitude: 3.501, precision: 'adresse' },
    territoire: sert(MENDE.codeInsee),
    telephone: '0536490481',
    services: ['renouvellement', 'creation'],
    horaires: horaires('Mo-Fr 09:00-12:00,14:00-17:30; Sa 09:00-12:00; Su off; PH off'),
    commentaire: '<img src=x onerror=alert(1)> Sonner',
    // One over when the point was declared, one a little later, one that comes.
    fermetures: [
      { du: jour('2026-03-10'), au: jour('2026-03-12') },
      { du: jour('2026-03-05'), au: jour('2026-03-05') },
      { du: jour('2026-02-01'), au: jour('2026-02-02') },
    ],
  },
  {
    nom: 'Relais fictif de Marvejols',
    adresse: { ...MARVEJOLS, voie: '2 rue Inventée', complement: null },
    position: { latitude: 44.553, longitude: 3.291, precision: 'adresse' },
    territoire: { communes: [MENDE.codeInsee, MARVEJOLS.codeInsee], epcis: [], departements: [] },
    telephone: null,
    services: ['information'],
    accessibilitePmr: 'non',
    horaires: horaires('Mo-Su off; PH off'),
  },
  {
    nom: 'Allô logement fictif de Lozère',
    canal: 'telephone',
    adresse: null,
    position: null,
    telephone: '0536490482',
    siteWeb: null,
    territoire: { communes: [], epcis: [], departements: ['48'] },
    services: ['information', 'renouvellement'],
    horaires: horaires(null),
  },
  {
    nom: 'Site fictif de Lozère',
    canal: 'internet',
    adresse: null,
    position: null,
    telephone: null,
    siteWeb: 'https://lozere-logement.invalid/',
    territoire: { communes: [], epcis: [], departements: ['48'] },
    services: ['renouvellement'],
    horaires: horaires('24/7'),
  },
  {
    nom: 'Bureau fictif des agents publics',
    adresse: { ...MENDE, voie: '3 place Inventée', complement: null },
    position: { latitude: 44.52, longitude: 3.503, precision: 'adresse' },
    territoire: sert(MENDE.codeInsee),
    publicReserve: 'agents-publics',
    services: ['depot-pieces'],
    horaires: horaires(null),
  },
]

/** The first of Mende, elsewhere: the lists of Mende are compared whole. */
export const POINT_DE_AURILLAC: Partial<ContenuDePoint> = {
  ...POINTS_DE_MENDE[0],
  nom: 'Mairie fictive d’Aurillac',
  adresse: { ...AURILLAC, voie: '1 place Inventée', complement: null },
  position: { latitude: 44.93, longitude: 2.445, precision: 'adresse' },
  territoire: sert(AURILLAC.codeInsee),
}

/** About as much as a centre writes: a name and a body of 150 signs, many places of each level, a week of seven days, hours and a comment of 500 signs each, closures. */
export const POINT_LOURD = {
  ...POINT_DE_AURILLAC,
  nom: `Maison fictive de l’habitat, du logement et de l’accompagnement ${'des habitants des monts du Cantal '.repeat(3)}`
    .slice(0, 149)
    .concat('.'),
  type: 'siad',
  organisme: 'Communauté d’agglomération fictive du bassin d’Aurillac, '.repeat(3).slice(0, 149).concat('.'),
  adresse: { ...AURILLAC, voie: '145 bis avenue Inventée', complement: 'Bâtiment B, deuxième étage, porte de gauche' },
  coutAppel: 'Prix d’un appel local',
  lienRendezVous: 'https://rendez-vous.invalid/',
  services: codesOf(SERVICES),
  horaires: {
    osm: `${['Mo 08:00', 'Tu 08:15', 'We 08:30', 'Th 08:45', 'Fr 09:00', 'Sa 09:15', 'Su 09:30'].map((debut) => `${debut}-12:00,13:30-17:30`).join('; ')}; PH off`,
    texte: 'Fermé le midi pendant les vacances.\n'.repeat(14).slice(0, 500),
    aVerifier: false,
  },
  fermetures: ['2040-01', '2040-02', '2040-03', '2040-04'].map((mois) => ({
    du: jour(`${mois}-10`),
    au: jour(`${mois}-12`),
  })),
  commentaire: 'Sonner à l’accueil.\n'.repeat(26).slice(0, 500),
  territoire: {
    communes: [15, 16, 17, 18, 19, 20, 21, 22, 24, 25, 26, 27, 28, 29].map((rang) => `150${rang}`),
    // Where no other journey reads a list.
    epcis: [
      '200011781',
      '200068872',
      '200027308',
      '241700632',
      '241900133',
      '200044253',
      '200036473',
      '245501176',
      '200068914',
      '200066132',
      '200069227',
      '200067593',
      '200066157',
      '200066645',
    ],
    departements: ['16', '17', '18', '19', '21', '22', '23', '24', '25', '26', '28', '36', '52', '55'],
  },
} as const satisfies Partial<ContenuDePoint>

export const POINT_DE_SAINT_DENIS: Partial<ContenuDePoint> = {
  nom: 'Mairie fictive de Saint-Denis',
  adresse: { ...SAINT_DENIS, voie: '4 rue Inventée', complement: null },
  position: { latitude: -20.879, longitude: 55.448, precision: 'adresse' },
  territoire: sert(SAINT_DENIS.codeInsee),
  horaires: horaires('Mo-Fr 08:00-12:00; Sa,Su off; PH off'),
}

/** Enough places around Florac for two pages of the directory; the two farthest at the same spot. */
export const POINTS_DE_FLORAC: readonly Partial<ContenuDePoint>[] = Array.from({ length: 23 }, (_, rang) => {
  const place = Math.min(rang, 21) + (rang > 20 ? 8 : 0)
  return {
    nom: `Lieu fictif ${String(rang + 1).padStart(2, '0')} de Florac`,
    adresse: { ...FLORAC, voie: `${rang + 1} rue Inventée`, complement: null },
    position: {
      latitude: 44.32 + 0.04 * Math.floor(place / 5),
      longitude: 3.59 + 0.05 * (place % 5),
      precision: 'adresse' as const,
    },
    territoire: sert(FLORAC.codeInsee),
    telephone: null,
    horaires: horaires(null),
  }
})
