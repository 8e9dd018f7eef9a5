/**
 * The portal itself, in service on the base of a scenario, and the applicants who renew there without a script: their
 * session is in the base, they post their income, read the page of confirmation, send it, and read their receipt. Its web
 * server is killed and begun again as the unit of the operator does, or changed for another version, as an update does.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { db } from '#db/client.ts'
import type { Jour } from '#lib/domain/calendrier.ts'
import type { DemandeActive } from '#lib/domain/demande/demande.ts'
import { GUICHET_DU_PORTAIL } from '#lib/domain/demande/faits.ts'
import { reponsesExactes } from '#lib/domain/demande/formulaire/renouvellement/lecture.ts'
import {
  anneeDuRevenu,
  CHAMP_DE_L_ANNEE,
  champDeLigne,
  champDeRessources,
  champDeRevenu,
  champDuMontant,
} from '#lib/domain/demande/formulaire/renouvellement/ressources.ts'
import { makeFacteur, ouvrirDossier, type Question, type Reponse } from '../../bench/envois-de-formulaire.ts'
import { openSession } from '../../bench/portail.ts'
import { type Run, SETTINGS, start } from '../production/portail.ts'
import { ATTENTE_MS, type Envoyer, PANNE } from './guichet-tue.ts'
import type { Accuse } from './histoire.ts'
import { childrenOf } from './processus-vus.ts'
import { openRelais, type Relais } from './relais.ts'
import { inTens } from './terrain-du-registre.ts'

/** Where an installation in service keeps the session of an applicant. */
const ENTREE = { secret: SETTINGS.PORTAIL_SECRET, cookie: '__Host-portail-demandeur' }
/** One applicant in so many has been away for longer than a session lasts, and signs in again. */
const UNE_SESSION_FINIE_SUR = 50
/** Starts in a row that may fail before it is a fault. */
const ESSAIS_DE_DEPART = 30
const LIGNE = { code: champDeLigne('demandeur', 0, 'code'), euros: champDeLigne('demandeur', 0, 'euros') }

type Dossier = Readonly<{ demande: DemandeActive; adresse: string; annee: number; revenu: number }> & { cookie: string }
/** The page of confirmation: what it says that was shown, and the key of its form. */
type Page = Readonly<{ cle: string; vu: string; version: Version }>

/** Nothing has changed but the amounts, each person's own; the income is left to say. */
const reponsesAu = (demande: DemandeActive, ressources: number) => ({
  ...reponsesExactes(demande.contenu),
  [champDeRessources('demandeur')]: 'autre',
  [LIGNE.code]: 'SAL',
  [LIGNE.euros]: String(ressources),
})

const champOf = ({ texte }: Reponse, nom: string): string =>
  new RegExp(`<input[^>]* name="${nom}"[^>]* value="([^"]+)"`).exec(texte)?.[1] ?? ''

/** A checkout of the product, built, and the settings that its build was given. */
export type Version = Readonly<{ folder: string; env: Readonly<Record<string, string>> }>

export class PortailTue {
  /** The longest time from a web server begun again to its first answer, in ms. */
  reprise = 0
  /** Requests that failed, or were answered by 500 and more, while a version was changed for another. */
  pannesEnMiseAJour = 0
  /** Forms that one version showed and the other took. */
  passees = 0
  /** Applicants whose session was over, and who signed in again. */
  rentrees = 0
  private muetDepuis: number | undefined
  private isEnMiseAJour = false
  /** The one in service, then the other. */
  private versions: readonly [Version, Version]
  private readonly relais: Relais
  private readonly adresse: URL
  private run: Promise<Run> | undefined
  private facteur: ReturnType<typeof makeFacteur> | undefined
  private readonly dossiers = new Map<string, Dossier>()

  private constructor(relais: Relais, base: string, versions: readonly [Version, Version]) {
    this.relais = relais
    this.versions = versions
    this.adresse = new URL(base)
    this.adresse.port = String(relais.port)
  }

  /** On the base that this process names. */
  static async open(versions: readonly [Version, Version]): Promise<PortailTue> {
    const base = () => process.env.DATABASE_URL ?? ''
    const portail = new PortailTue(await openRelais(() => Number(new URL(base()).port)), base(), versions)
    await portail.ready()
    return portail
  }

  /** Begins it again when it is gone. */
  private ready(): Promise<Run> {
    this.run ??= this.begin()
    return this.run
  }
  private async begin(): Promise<Run> {
    const [{ folder, env }] = this.versions
    for (let essai = 1; ; essai += 1) {
      // Believed as behind one proxy: each applicant comes from an address of their own.
      const run = await start(this.adresse.href, ['--web'], { ...env, PROXYS_DE_CONFIANCE: '1' }, folder)
      if (await run.ready) {
        this.facteur = makeFacteur(run)
        void run.ended.then(() => this.forget(run))
        return run
      }
      // Its base may be beginning again: it ends by a sentence, and its unit starts it anew.
      if (essai === ESSAIS_DE_DEPART) throw new Error(`The portal did not start:\n${run.said()}`)
      await pause(1_000)
    }
  }
  private forget(run: Run): void {
    const oublier = (current: Run) => {
      if (current !== run) return
      this.run = undefined
      this.muetDepuis = performance.now()
    }
    void this.run?.then(oublier, () => {})
  }

  /** Kills the web server; the launcher that started it says so and ends, and another is begun at once. */
  async kill(): Promise<void> {
    const run = await this.ready()
    const [lanceur = 0] = childrenOf(run.pid)
    const [web] = childrenOf(lanceur)
    if (!web) return
    process.kill(web, 'SIGKILL')
    this.facteur?.fermer()
    this.run = undefined
    this.muetDepuis = performance.now()
    await this.ready()
  }

  /** Puts the other version in service, then asks the one before to stop: the pages that it showed are sent to the next. */
  async deploy(): Promise<void> {
    const [avant, facteur] = [await this.ready(), this.facteur]
    const [une, autre] = this.versions
    this.versions = [autre, une]
    this.isEnMiseAJour = true
    try {
      const apres = await this.begin()
      this.run = Promise.resolve(apres)
      await avant.stop()
      facteur?.fermer()
    } finally {
      this.isEnMiseAJour = false
    }
  }

  async close(): Promise<void> {
    const run = await this.run
    this.facteur?.fermer()
    await run?.stop()
    await this.relais.close()
  }

  /** Signs each applicant in, their draft kept as far as their income; none of a demande that is past its last day. */
  async prepare(demandes: readonly DemandeActive[]): Promise<void> {
    const tous = demandes.map((demande, rang) => ({ demande, rang }))
    await inTens(tous, async ({ demande, rang }) => {
      let annee = 0
      const reponses = (le: Jour) => {
        annee = anneeDuRevenu(le)
        return reponsesAu(demande, 900 + (rang % 3_000))
      }
      const { cookie, adresse, personne } = await ouvrirDossier(ENTREE, demande, reponses)
      if (rang % UNE_SESSION_FINIE_SUR === 0)
        await db.$sql`update session_demandeur set vue_at = vue_at - interval '1 hour'
          where demandeur_id = ${personne.ctx.acteur.compteId}`
      this.dossiers.set(demande.ref, { demande, cookie, adresse, annee, revenu: 8_000 + rang })
    })
  }

  /** Throws when nothing is answered that says anything, as of a server that failed. */
  private async ask(question: Question, estTue = false): Promise<Reponse> {
    await this.ready()
    return this.demander(question, estTue).catch((error: unknown) => {
      if (this.isEnMiseAJour && !estTue) this.pannesEnMiseAJour += 1
      throw error
    })
  }
  private async demander(question: Question, estTue: boolean): Promise<Reponse> {
    const { facteur } = this
    if (!facteur) throw new Error('Nobody is there.')
    const patience = pause(ATTENTE_MS, undefined, { ref: false }).then(() => Promise.reject(new Error('No answer.')))
    const reponse = await Promise.race([facteur.demander(question, estTue), patience])
    if (reponse.statut >= 500) throw new Error(`Answered ${reponse.statut}.`)
    this.answered()
    return reponse
  }
  private answered(): void {
    if (this.muetDepuis === undefined) return
    this.reprise = Math.max(this.reprise, performance.now() - this.muetDepuis)
    this.muetDepuis = undefined
  }

  /** Posts what a machine says; the status that it is answered, and in how many seconds to come back. Throws as `ask` does. */
  async post(
    chemin: string,
    corps: string,
    headers: Readonly<Record<string, string>>,
  ): Promise<Readonly<{ statut: number; attente: number }>> {
    const { url } = await this.ready()
    const signal = AbortSignal.timeout(ATTENTE_MS)
    const answer = await fetch(`${url}${chemin}`, { method: 'POST', body: corps, headers, signal })
    await answer.body?.cancel()
    if (answer.status >= 500) throw new Error(`Answered ${answer.status}.`)
    this.answered()
    return { statut: answer.status, attente: Number(answer.headers.get('retry-after') ?? 0) }
  }

  /** Asks as the applicant of this demande, signed in again when their session was over; throws as `ask` does. */
  private async askAs(
    dossier: Dossier,
    chemin: string,
    champs?: Readonly<Record<string, string>>,
    estTue = false,
  ): Promise<Reponse> {
    const question = (): Question => ({
      chemin: `/renouveler/${dossier.demande.ref}${chemin}`,
      ...{ cookie: dossier.cookie, adresse: dossier.adresse },
      ...(champs && { corps: new URLSearchParams(champs).toString() }),
    })
    const dite = await this.ask(question(), estTue)
    if (dite.statut !== 401) return dite
    const { cookie } = await openSession(ENTREE, dossier.demande)
    dossier.cookie = `${cookie.name}=${cookie.value}`
    this.rentrees += 1
    return this.ask(question(), estTue)
  }

  /** The sending of this demande's form: one form, opened once, however many times it is sent. */
  envoiDe({ ref }: DemandeActive): Envoyer {
    const dossier = this.dossiers.get(ref)
    if (!dossier) throw new Error('Nobody is signed in for this demande.')
    let ouverte: Promise<Page | string> | undefined
    const isPanne = () => {
      ouverte = undefined
      return undefined
    }
    return async (estTue) => {
      ouverte ??= this.confirm(dossier)
      const page = await ouverte.catch(isPanne)
      if (page === undefined) return PANNE
      if (typeof page === 'string') return { refus: page }
      return this.send(dossier, page, estTue).catch(() => PANNE)
    }
  }

  /** The page of confirmation, once the income is posted; or why there is none. */
  private async confirm(dossier: Dossier): Promise<Page | string> {
    const { annee, revenu, demande } = dossier
    const { ref } = demande
    const dite = await this.askAs(dossier, '/reponses', {
      ...{ version: '1', etape: 'revenu', [CHAMP_DE_L_ANNEE]: String(annee) },
      [champDeRevenu('demandeur')]: 'autre',
      [champDuMontant('demandeur')]: String(revenu),
    })
    if (dite.vers !== `/renouveler/${ref}/confirmer`) return refusOf(dite, ref)
    const [version] = this.versions
    const page = await this.askAs(dossier, '/confirmer')
    const [cle, vu] = [champOf(page, 'cle'), champOf(page, 'vu')]
    return cle && vu ? { cle, vu, version } : refusOf(page, ref)
  }

  /** Sends the form; what the receipt says is asked until it is read: the renewal is acknowledged already. */
  private async send(
    dossier: Dossier,
    { cle, vu, version }: Page,
    estTue: boolean,
  ): Promise<Accuse | Readonly<{ refus: string }>> {
    const { revenu, demande } = dossier
    const { ref, numeroUnique: numero } = demande
    const dite = await this.askAs(dossier, '/envoi', { cle, vu, honneur: 'on' }, estTue)
    if (dite.vers !== `/renouveler/${ref}/fait`) return { refus: refusOf(dite, ref) }
    if (version !== this.versions[0]) this.passees += 1
    const lire = (): Promise<Reponse> => this.askAs(dossier, '/fait').catch(() => pause(50).then(lire))
    const recu = await lire()
    const jours = [...recu.texte.matchAll(/<time datetime="([^"]+)"/gi)].map(([, le = '']) => le)
    const [le = '', ouvreLe = '', dernierJour = ''] = jours
    const rang = /\/attestations\/(\d+)"/.exec(recu.texte)?.[1]
    return {
      ...{ numero, cle, rang: rang === undefined ? null : Number(rang), deja: false },
      envoye: { empreinte: vu, revenu, canal: 'internet', organisme: GUICHET_DU_PORTAIL },
      dit: {
        le,
        echeances: { ouvreLe, dernierJour },
        recu: /renouveler__recu">([^<]*)</.exec(recu.texte)?.[1] ?? '',
      },
    }
  }
}

/** The page that says why is that of the demande or of its renewal; anything else is a refusal that nobody understands. */
const refusOf = ({ statut, vers }: Reponse, ref: string): string =>
  vers === `/renouveler/${ref}` || vers === `/ma-demande/${ref}` ? 'par-l-etat' : `${statut} ${vers}`
