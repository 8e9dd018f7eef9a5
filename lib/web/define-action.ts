/**
 * The only reader of FormData. Checks where the form comes from, how often, and whether this role may knock; reads by
 * the schema; runs the use case; answers with what was typed, so that a plain form loses nothing (docs/adr/0008).
 */
import { headers } from 'next/headers'
import { z } from 'zod'
import { type EtatDAction, IDLE, type Valeurs } from '#lib/documents/etat-de-formulaire.ts'
import type { Refus } from '#lib/documents/refus.ts'
import { type Acte, checkPorte } from '#lib/domain/acces/acces.ts'
import { compteDe } from '#lib/domain/acces/contexte.ts'
import { isSansFormulaire } from '#lib/domain/guichet/recensement/refus.ts'
import type { Resultat } from '#lib/domain/resultat.ts'
import { journal } from '#lib/journal.ts'
import { hashedAddress, isSameOrigin } from './adresse.ts'
import { type ContexteWeb, readContexte } from './contexte.ts'
import { consumeDebit, type Limite } from './debit.ts'
import { erreursOf, readFormulaire } from './formulaire.ts'
import { retainSaisie } from './saisie-refusee.ts'

/** Who may knock: an act of `lib/domain/acces`, or anyone. Read from the built application by the test of doors. */
export type AccesDeclare = Acte | 'public'

export type Action = ((etat: EtatDAction, data: FormData) => Promise<EtatDAction>) & Readonly<{ acces: AccesDeclare }>

// What no schema of ours words: forged fields, mostly.
z.config(z.locales.fr())

/** Said at the fields of the form, or beside them. */
const REFUS_DU_FORMULAIRE: readonly Refus['code'][] = ['saisie-a-revoir', 'modifiee-entre-temps']

const DEFAUT: Limite = { nombre: 120, secondes: 60 }

export function defineAction<S extends z.ZodObject, T>(
  definition: Readonly<{
    /** Kebab-case name in the logs and in the count of attempts. */
    nom: string
    acces: AccesDeclare
    schema: S
    run: (input: z.output<S>, ctx: ContexteWeb) => Promise<Resultat<T, Refus>>
    /** Where to go once it is done: usually throws Next's redirect. */
    ensuite?: (input: z.output<S>, value: T) => void | Promise<void>
    /** For a form that asks a question: what the page shows, which may never stand in an address. */
    repondre?: (value: T) => string
    limite?: Limite
    /**
     * Of a form that writes: how often it may, besides. One whose fields are wrong is not of those: it writes nothing, and
     * reading it costs what `limite` bounds. Never for a form that answers a guess, wrong ones above all.
     */
    ecritures?: Limite
    /** Whether the page shows the form still, where it would be said what is wrong; asked of one whose fields are wrong. */
    encore?: (values: Valeurs, ctx: ContexteWeb) => Promise<Resultat<unknown, Refus>>
    /** A visitor sent a valid form: the last chance to keep what it carries before sign-in is asked. */
    sansSession?: (input: z.output<S>) => Promise<void>
    /** A visitor sent this form, right or wrong: keeps all that was typed, and usually leads to the sign-in. */
    garder?: (values: Valeurs) => Promise<void>
  }>,
): Action {
  const {
    nom,
    acces,
    schema,
    run,
    ensuite,
    repondre,
    encore,
    sansSession,
    garder,
    limite = DEFAUT,
    ecritures,
  } = definition
  const action = async (_etat: EtatDAction, data: FormData): Promise<EtatDAction> => {
    const { brut, values } = readFormulaire(schema, data)
    const refused = (refus: Refus): EtatDAction => {
      journal.info({ action: nom, role: ctx?.acteur.role, refus: refus.code }, 'action refused')
      return { status: 'refused', refus, values }
    }
    /** Its page may show the form no more: what was written is given back in the place of it. */
    const refusedAlone = (refus: Refus): EtatDAction => {
      retainSaisie(data, refus)
      return refused(refus)
    }
    let ctx: ContexteWeb | undefined
    const received = await headers()
    if (!isSameOrigin(received)) return refused({ code: 'origine-refusee' })
    ctx = await readContexte(acces)
    // A whole office may share one address: who is signed in is counted by account.
    const compteId = compteDe(ctx.acteur)
    const who = compteId ? `compte:${compteId}` : hashedAddress(received)
    const attente = await consumeDebit(`${nom}:${who}`, limite)
    if (attente > 0) return refused({ code: 'trop-de-demandes', secondes: attente })
    if (acces !== 'public') {
      const porte = checkPorte(ctx.acteur, acces)
      if (!porte.ok) {
        const sent = sansSession && porte.refus.code === 'connexion-requise' ? schema.safeParse(brut) : undefined
        if (sent?.success) await sansSession?.(sent.data)
        if (porte.refus.code === 'connexion-requise') {
          await garder?.(values)
          return refusedAlone(porte.refus)
        }
        return refused(porte.refus)
      }
    }
    const par = ctx
    const closed = async (): Promise<EtatDAction | undefined> => {
      const la = await encore?.(values, par)
      return la && !la.ok && isSansFormulaire(la.refus.code) ? refusedAlone(la.refus) : undefined
    }
    const parsed = schema.safeParse(brut, { reportInput: true })
    if (!parsed.success) return (await closed()) ?? { status: 'invalid', errors: erreursOf(parsed.error), values }
    const pause = ecritures ? await consumeDebit(`${nom}:ecriture:${who}`, ecritures) : 0
    if (pause > 0) return refused({ code: 'trop-de-demandes', secondes: pause })
    const done = await run(parsed.data, ctx)
    if (!done.ok) {
      const { refus } = done
      if (isSansFormulaire(refus.code)) return refusedAlone(refus)
      // Only what is shown in the form itself needs it: any other refusal is said above it, and it stays as it is.
      const answer = REFUS_DU_FORMULAIRE.includes(refus.code) ? await closed() : undefined
      if (answer) return answer
      // Errors that only the rule could see are shown at their fields, like those of the schema.
      if (refus.code === 'saisie-a-revoir') return { status: 'invalid', errors: refus.erreurs, values }
      return refused(refus)
    }
    journal.info({ action: nom, role: ctx.acteur.role }, 'action done')
    await ensuite?.(parsed.data, done.value)
    return repondre ? { status: 'answered', reponse: repondre(done.value), values } : IDLE
  }
  return Object.assign(action, { acces })
}
