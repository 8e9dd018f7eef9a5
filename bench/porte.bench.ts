/**
 * `porte`: how long the applicant's door takes to answer, of what exists and of what does not, mixed at random: an
 * address that has an account or none (R-COD-04), the number of a demande or of none (R-RAT-03). Who measures must not
 * tell one from the other.
 */
import { randomInt, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { encode } from 'next-auth/jwt'
import { db } from '#db/client.ts'
import { ensureDemandeurDeCourriel, insertSessionDeDemandeur } from '#db/repositories/demandeurs.ts'
import { composeNumeroUnique, numeroUnique, readNumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { type Portal, startPortal } from '../scripts/navigateur.ts'
import { type Bench, median, type Row } from './banc.ts'
import { mannWhitney } from './mann-whitney.ts'
import { entreeDe, withBase } from './portail.ts'
import { drawARenouveler, fillARenouveler } from './renouvellements.ts'

/** Of each kind. */
const NOMBRE = { petit: 2_000, grand: 10_000 }
const A_BLANC = 100
/** The door lets six thousand codes leave in a minute: one is asked every so many milliseconds at most. */
const INTERVALLE_MS = 12
/** Questions at once to the door that answers after a fixed time. */
const A_LA_FOIS = 20
/** Codes that one account asks for, below what it may in an hour. */
const PAR_COMPTE = 200
/** Sequences that `fillARenouveler` never draws. */
const SEQUENCE_LIBRE = 920_000
const SEUIL = 0.05
const arrondi = (value: number): number => Math.round(value * 1000) / 1000

/** `isConnu`: it exists. */
type Essai = Readonly<{ isConnu: boolean; valeur: string; cookie: string }>
type Porte = Readonly<{ chemin: string; champ: string; autres: Readonly<Record<string, string>>; vers: string }>

const ENTITES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&quot;': '"',
  '&#x27;': "'",
  '&lt;': '<',
  '&gt;': '>',
}
const attribut = (balise: string, nom: string): string =>
  (new RegExp(`\\s${nom}="([^"]*)"`).exec(balise)?.[1] ?? '').replace(
    /&[#\w]+;/g,
    (entite) => ENTITES[entite] ?? entite,
  )

/** The hidden fields of the form that asks for this field, as a browser without a script sends them. */
async function readForm(
  { url }: Portal,
  { chemin, champ, autres }: Porte,
  cookie: string,
): Promise<[string, string][]> {
  const page = await (await fetch(`${url}${chemin}`, { headers: { cookie } })).text()
  const isLui = (form: string) => [champ, ...Object.keys(autres)].every((nom) => form.includes(`name="${nom}"`))
  const form = page.match(/<form\b.*?<\/form>/gs)?.find(isLui)
  if (!form) throw new Error(`${chemin} shows no form with ${champ}.`)
  const caches = form.match(/<input\b[^>]*type="hidden"[^>]*>/g) ?? []
  return caches.map((balise) => [attribut(balise, 'name'), attribut(balise, 'value')])
}

/** Milliseconds until the whole answer, which must be the one of a code that left. */
async function timeOf(
  { url }: Portal,
  porte: Porte,
  caches: readonly [string, string][],
  essai: Essai,
): Promise<number> {
  const corps = new FormData()
  for (const [nom, valeur] of [...caches, ...Object.entries(porte.autres), [porte.champ, essai.valeur] as const])
    corps.append(nom, valeur)
  // Each from an address of its own: none meets the limit of one.
  const adresse = `198.18.${randomInt(256)}.${randomInt(1, 255)}`
  const headers = { origin: url, cookie: essai.cookie, 'x-forwarded-for': adresse }
  const start = performance.now()
  const answer = await fetch(`${url}${porte.chemin}`, { method: 'POST', body: corps, headers, redirect: 'manual' })
  await answer.text()
  const time = performance.now() - start
  const vers = answer.headers.get('location') ?? ''
  if (answer.status !== 303 || !vers.includes(porte.vers))
    throw new Error(`A code was answered ${answer.status} ${vers}`)
  return time
}

/** The same order for nobody: what the machine does meanwhile falls on both kinds. */
function shuffle<T>(values: readonly T[]): T[] {
  const mixed = [...values]
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = randomInt(last + 1)
    const [one, two] = [mixed[last], mixed[other]]
    if (one === undefined || two === undefined) throw new Error('A place without a value.')
    mixed[last] = two
    mixed[other] = one
  }
  return mixed
}

/** Asks them all, so many at once; the first ones warm the door and are not counted. */
async function measure(portal: Portal, porte: Porte, essais: readonly Essai[], aLaFois: number): Promise<Row> {
  const caches = await readForm(portal, porte, essais[0]?.cookie ?? '')
  const waiting = shuffle(essais).entries()
  const times: Readonly<Record<'connus' | 'inconnus', number[]>> = { connus: [], inconnus: [] }
  await Promise.all(
    Array.from({ length: aLaFois }, async () => {
      for (const [rang, essai] of { [Symbol.iterator]: () => waiting }) {
        const [time] = await Promise.all([timeOf(portal, porte, caches, essai), sleep(INTERVALLE_MS * aLaFois)])
        if (rang >= 2 * A_BLANC) times[essai.isConnu ? 'connus' : 'inconnus'].push(time)
      }
    }),
  )
  const p = mannWhitney(times.connus, times.inconnus)
  const [mesure, limite] = [median(times.connus), median(times.inconnus)]
  const at = (values: readonly number[], part: number) =>
    arrondi(values.toSorted((a, b) => a - b)[Math.floor(part * values.length)] ?? 0)
  return {
    nom: 'porte',
    mesure: arrondi(mesure),
    limite: arrondi(limite),
    unite: 'ms, en médiane',
    rapport: arrondi(mesure / limite),
    objectif: `${porte.champ} connu ou inconnu : p de Mann et Whitney > 0,05`,
    atteint: p > SEUIL,
    details: {
      p: arrondi(p),
      connus: { nombre: times.connus.length, q1: at(times.connus, 0.25), q3: at(times.connus, 0.75) },
      inconnus: { nombre: times.inconnus.length, q1: at(times.inconnus, 0.25), q3: at(times.inconnus, 0.75) },
    },
  }
}

/** Half of them have an account. */
async function unCourrielSurDeux(nombre: number): Promise<Essai[]> {
  const drawn = Array.from({ length: 2 * nombre }, (_, rang) => ({
    isConnu: rang % 2 === 0,
    valeur: `mesure-${randomUUID()}@exemple.invalid`,
    cookie: '',
  }))
  await db.transaction(async (tx) => {
    for (const { isConnu, valeur } of drawn) if (isConnu) await ensureDemandeurDeCourriel(tx, valeur)
  })
  return drawn
}

/** Half of them are those of demandes, whose months and territory the others have too. */
async function unNumeroSurDeux({ data }: Portal, nombre: number): Promise<Essai[]> {
  await fillARenouveler(db.$sql, nombre)
  const { secret, cookie } = entreeDe(data)
  const demandes = await drawARenouveler(db.$sql, nombre)
  const numeros = demandes.flatMap(({ numero }, rang) => {
    const inconnu = composeNumeroUnique({ ...readNumeroUnique(numeroUnique(numero)), sequence: SEQUENCE_LIBRE + rang })
    return [
      { isConnu: true, valeur: numero },
      { isConnu: false, valeur: inconnu },
    ]
  })
  const cookies = await Promise.all(
    Array.from({ length: Math.ceil(numeros.length / PAR_COMPTE) }, async () => {
      const sid = await db.transaction(async (tx) => {
        const demandeurId = await ensureDemandeurDeCourriel(tx, `mesure-${randomUUID()}@exemple.invalid`)
        return insertSessionDeDemandeur(tx, { demandeurId, appareilPartage: false, identite: null })
      })
      return `${cookie}=${await encode({ token: { demandeur: sid }, secret })}`
    }),
  )
  return numeros.map((un, rang) => ({ ...un, cookie: cookies[rang % cookies.length] ?? '' }))
}

const PAR_COURRIEL: Porte = { chemin: '/ma-demande', champ: 'courriel', autres: {}, vers: '/ma-demande/connexion/code' }
const PAR_NUMERO: Porte = {
  chemin: '/ma-demande/rattacher',
  champ: 'numero',
  autres: { par: 'courriel' },
  vers: '/ma-demande/rattacher/code',
}

export const bench: Bench = {
  nom: 'porte',
  run: async ({ grand }) => {
    const nombre = (grand ? NOMBRE.grand : NOMBRE.petit) + A_BLANC
    // Believed as behind one proxy, so that each asks from an address of its own.
    const portal = await startPortal({ PROXYS_DE_CONFIANCE: '1' })
    try {
      return await withBase(portal, async () => [
        await measure(portal, PAR_COURRIEL, await unCourrielSurDeux(nombre), 1),
        await measure(portal, PAR_NUMERO, await unNumeroSurDeux(portal, nombre), A_LA_FOIS),
      ])
    } finally {
      await portal.stop()
    }
  },
}
