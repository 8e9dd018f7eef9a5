/**
 * `npm run demandes -- FILE…`: brings the existing demandes of a territory into the register: interface files of the
 * SNE, or the CSV of validities. A dry run unless `--publier`. Exit 0: all accepted; 2: some refused; 1: a file could
 * not be read. With --json standard output holds JSON alone.
 */
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { closeDb, db } from '#db/client.ts'
import { readInstant } from '#db/repositories/instant.ts'
import { readFichierSne } from '#lib/adapters/sne/lire-xml.ts'
import { phraseDuRefus } from '#lib/documents/refus.ts'
import {
  type DemandeDeRapport,
  type FinDeRapport,
  phraseDeFichier,
  phrasesDesMemesPersonnes,
  type Rapporteur,
  type RefusDeFichierDeDemandes,
  rapporteurJson,
  rapporteurPourLire,
} from '#lib/documents/reprise.ts'
import type { Jour } from '#lib/domain/calendrier.ts'
import {
  checkPremiere,
  type LectureDeLigne,
  readLigneDeValidite,
  readLigneSne,
} from '#lib/domain/demande/reprise/ligne.ts'
import { isEnteteDeValidites } from '#lib/domain/demande/reprise/validites.ts'
import { type ChargementDeLigne, judgeEnsemble, loadLigne } from '#lib/usecases/load-demandes.ts'
import { Obstacle, openBase } from './base.ts'
import { launchCommande, type Sorties } from './commande.ts'
import { prepareData } from './donnees.ts'
import { readOptions } from './options.ts'

const USAGE = 'npm run demandes -- FICHIER… [--publier] [--json]'
const AUTREMENT = 'Le registre dit autre chose que ce fichier\u00a0: il n’est pas changé.'
const HORS_PERIODE =
  'Cette date ne suit pas celle que le registre connaissait\u00a0: un renouvellement ou une réactivation n’a pas été dit. Elle est prise\u00a0; vérifiez-la.'

/** `champ`: where this kind of file writes the number, for what is said of the whole demande. */
type LigneLue = LectureDeLigne & Readonly<{ champ: 'numUnique' | 'numeroUnique' }>
/** A line as it was read, or why the file stops there. */
type Lu = LigneLue | Readonly<{ erreur: RefusDeFichierDeDemandes; ligne: number | null }>

/** npm runs a command from the checkout: a relative path is relative to where the person stands. */
async function findFile(fichier: string): Promise<Readonly<{ chemin: string; debut: string }> | undefined> {
  for (const folder of [process.env.INIT_CWD, process.cwd()]) {
    if (!folder) continue
    const chemin = resolve(folder, fichier)
    const file = await open(chemin).catch(() => undefined)
    if (!file) continue
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(512), 0, 512, 0)
      return { chemin, debut: buffer.toString('utf8', 0, bytesRead) }
    } catch {
      return undefined
    } finally {
      await file.close()
    }
  }
  return undefined
}

async function* readFile(fichier: string, le: Jour): AsyncGenerator<Lu> {
  const found = await findFile(fichier)
  const debut = found?.debut.replace(/^\ufeff/, '').trimStart()
  if (!found) yield { erreur: 'absent', ligne: null }
  else if (debut === '') yield { erreur: 'vide', ligne: null }
  else if (debut?.startsWith('<')) yield* readXml(found.chemin, le)
  else if (isEnteteDeValidites(debut?.split(/\r?\n/)[0] ?? '')) yield* readCsv(found.chemin)
  else yield { erreur: 'format-inconnu', ligne: null }
}

async function* readXml(chemin: string, le: Jour): AsyncGenerator<Lu> {
  for await (const morceau of readFichierSne(chemin))
    yield morceau.sorte === 'refus'
      ? { erreur: morceau.refus.code, ligne: morceau.refus.ligne }
      : { ...readLigneSne(morceau.element, morceau, le), champ: 'numUnique' }
}

async function* readCsv(chemin: string): AsyncGenerator<Lu> {
  let isEntete = true
  for await (const line of createInterface({
    input: createReadStream(chemin, 'utf8'),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    const lu = isEntete ? undefined : readLigneDeValidite(line)
    isEntete = false
    if (lu) yield { ...lu, champ: 'numeroUnique' }
  }
}

type DemandeChargee = Readonly<{ demande: DemandeDeRapport; sansValidite: boolean }>

/** One line in the register, and what is said of it; `vus` holds the numbers of the file so far. */
async function load(lu: LigneLue, charger: ChargementDeLigne, vus: Set<string>): Promise<DemandeChargee> {
  const refused = (numero: string | null, dites: DemandeDeRapport['remarques']): DemandeChargee => ({
    demande: { numeroUnique: numero, statut: 'refuse', remarques: dites },
    sansValidite: false,
  })
  if (!lu.ok) return refused(lu.numeroUnique, lu.remarques)
  const { ligne, remarques, champ } = lu
  const { numeroUnique } = ligne
  const refuse = (message: string) => refused(numeroUnique, [...remarques, { champ, gravite: 'refus', message }])
  const premiere = checkPremiere(numeroUnique, vus)
  if (!premiere.ok) return refuse(phraseDuRefus(premiere.refus))
  vus.add(numeroUnique)
  const charge = await charger(ligne)
  if (!charge.ok) return refuse(phraseDuRefus(charge.refus))
  const { statut, autrement, horsPeriode, sansValidite = false, memes = [] } = charge.value
  const messages = [
    ...(autrement ? [AUTREMENT] : []),
    ...(horsPeriode ? [HORS_PERIODE] : []),
    ...phrasesDesMemesPersonnes(memes),
  ]
  const doutes = messages.map((message) => ({ champ, gravite: 'a-verifier', message }) as const)
  return { demande: { numeroUnique, statut, remarques: [...remarques, ...doutes] }, sansValidite }
}

async function processFile(
  fichier: string,
  {
    charger,
    le,
    rapporteur,
    out,
  }: Readonly<{ charger: ChargementDeLigne; le: Jour; rapporteur: Rapporteur; out: Sorties['out'] }>,
): Promise<FinDeRapport> {
  const totaux = { nouveau: 0, complete: 0, inchange: 0, refuse: 0, sansValidite: 0 }
  const vus = new Set<string>()
  let erreur: string | null = null
  await out(rapporteur.debut(fichier))
  for await (const lu of readFile(fichier, le)) {
    if ('erreur' in lu) {
      erreur = phraseDeFichier(lu.erreur, lu.ligne)
      continue
    }
    const { demande, sansValidite } = await load(lu, charger, vus)
    totaux[demande.statut] += 1
    if (sansValidite) totaux.sansValidite += 1
    await out(rapporteur.demande(demande))
  }
  await out(rapporteur.fin({ erreur, totaux }))
  return { erreur, totaux }
}

/** The command itself, on the arguments that follow its name; answers its exit code. */
export async function demandes(args: readonly string[], { out, err }: Sorties): Promise<number> {
  const { values, positionals } = readOptions(USAGE, {
    args: [...args],
    allowPositionals: true,
    options: { publier: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
  })
  if (positionals.length === 0) throw new Obstacle(`Donnez au moins un fichier : ${USAGE}`)
  const base = await openBase()
  let [unreadable, refused] = [0, 0]
  try {
    await prepareData(base, (text) => err(`${text}\n`))
    const { le } = await db.transaction((tx) => readInstant(tx))
    const processAll = async (charger: ChargementDeLigne) => {
      for (const fichier of positionals) {
        const rapporteur = values.json ? rapporteurJson() : rapporteurPourLire(values.publier)
        const { erreur, totaux } = await processFile(fichier, { charger, le, rapporteur, out })
        if (erreur !== null) unreadable += 1
        if (totaux.refuse > 0) refused += 1
      }
    }
    await (values.publier ? processAll((ligne) => loadLigne(ligne, { publier: true })) : judgeEnsemble(processAll))
  } finally {
    await closeDb()
    await base.release()
  }
  return unreadable > 0 ? 1 : refused > 0 ? 2 : 0
}

if (import.meta.main) await launchCommande(demandes)
