/**
 * Validity: what may be kept. A demande that is not valid is not saved; one that is valid may still lack much, which
 * `completude.ts` tells. The schema judges each field alone; here is what depends on the day or on another field.
 */
import { addDays, type Jour } from '../../calendrier.ts'
import { listSurtaxes, NUMERO_SURTAXE } from './contacts.ts'
import { type Contenu, contenuSchema } from './contenu.ts'
import { isNaissancePossible, type Naissance } from './naissance.ts'
import { FORME_INATTENDUE } from './phrases.ts'

/** `champ` is the path in the content, as the form names its field: `demandeur.naissance`, `cotitulaires.0.nom`. */
export type Anomalie = Readonly<{ champ: string; message: string }>
type Lecture =
  | Readonly<{ ok: true; contenu: Contenu }>
  | Readonly<{ ok: false; anomalies: readonly [Anomalie, ...Anomalie[]] }>

/** Nine months after today, with a margin: a birth is not foreseen further. */
const GROSSESSE_EN_JOURS = 300
/** Said of a birth that was foreseen too long ago: who corrects the date alone would leave a child to be born for ever. */
export const NAISSANCE_PASSEE =
  'Vérifiez cette date. Si l’enfant est né, videz ces deux champs et ajoutez-le aux personnes à charge.'
const NE_PLUS_TARD = 'Vérifiez cette date de naissance : elle est à venir, ou trop ancienne.'

/**
 * Reads a content as it was sent or stored; `le` is the day of the act in the demande's territory. `isToleree`: anomalies
 * that do not keep it from being read; one of the schema always does.
 */
export function readContenu(
  sent: unknown,
  le: Jour,
  isToleree: (anomalie: Anomalie) => boolean = () => false,
): Lecture {
  const parsed = contenuSchema.safeParse(sent, { error: () => FORME_INATTENDUE })
  const anomalies = parsed.success
    ? checkContenu(parsed.data, le).filter((one) => !isToleree(one))
    : parsed.error.issues.map(({ path, message }) => ({ champ: path.join('.'), message }))
  const [first, ...others] = anomalies
  if (first) return { ok: false, anomalies: [first, ...others] }
  if (!parsed.success) throw new Error('A refused content without an anomaly')
  return { ok: true, contenu: parsed.data }
}

function checkContenu(contenu: Contenu, le: Jour): readonly Anomalie[] {
  const found: Anomalie[] = []
  for (const [champ, naissance] of naissancesDe(contenu))
    if (!isNaissancePossible(naissance, le)) found.push({ champ, message: NE_PLUS_TARD })
  for (const [chemin, qui] of [
    ['demandeur', contenu.demandeur] as const,
    ...contenu.cotitulaires.map((qui, rang) => [`cotitulaires.${rang}`, qui] as const),
  ])
    for (const nom of listSurtaxes(qui)) found.push({ champ: `${chemin}.${nom}`, message: NUMERO_SURTAXE })
  const prevus = contenu.foyer.enfantsANaitre?.prevusLe
  // R-FORM-05 — choix du portail : une naissance attendue l’est dans l’année, sinon l’enfant est né ou la date est fausse
  if (prevus && prevus < addDays(le, -GROSSESSE_EN_JOURS))
    found.push({ champ: 'foyer.enfantsANaitre.prevusLe', message: NAISSANCE_PASSEE })
  if (prevus && addDays(le, GROSSESSE_EN_JOURS) < prevus)
    found.push({ champ: 'foyer.enfantsANaitre.prevusLe', message: 'Vérifiez la date de naissance prévue.' })
  const { entreLe } = contenu.logementActuel
  if (entreLe && le < entreLe)
    found.push({ champ: 'logementActuel.entreLe', message: 'Vérifiez la date d’entrée : elle est à venir.' })
  const { demandeur } = contenu
  // R-FORM-15 — choix du portail : une association qui demande existe déjà
  if (demandeur.nature === 'personne-morale' && demandeur.creeeLe && le < demandeur.creeeLe)
    found.push({ champ: 'demandeur.creeeLe', message: 'Vérifiez la date de création : elle est à venir.' })
  // R-FORM-06 — choix du portail : deux fois le même motif ou la même commune n’en font qu’un, on demande lequel retirer
  const listes: readonly (readonly [string, readonly string[], string])[] = [
    ['motifs', contenu.motifs.map(({ code }) => code), 'ce motif'],
    [
      'recherche.localisations',
      contenu.recherche.localisations.map(({ commune, quartier }) => `${commune} ${quartier ?? ''}`),
      'cette commune',
    ],
    ['recherche.types', contenu.recherche.types, 'ce type de logement'],
  ]
  for (const [champ, cles, quoi] of listes)
    for (const [rang, cle] of cles.entries())
      if (cles.indexOf(cle) < rang) found.push({ champ: `${champ}.${rang}`, message: `Vous avez déjà choisi ${quoi}.` })
  return found
}

function* naissancesDe({ demandeur, cotitulaires, foyer }: Contenu): Generator<readonly [string, Naissance]> {
  if (demandeur.nature === 'personne-physique' && demandeur.naissance)
    yield ['demandeur.naissance', demandeur.naissance]
  for (const [liste, personnes] of [
    ['cotitulaires', cotitulaires],
    ['foyer.personnesACharge', foyer.personnesACharge],
    ['foyer.enfantsEnGarde', foyer.enfantsEnGarde],
  ] as const)
    for (const [rang, { naissance }] of personnes.entries())
      if (naissance) yield [`${liste}.${rang}.naissance`, naissance]
}
