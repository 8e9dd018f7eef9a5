import { formatHeure } from '#lib/documents/heures.ts'
import { parseDemandeRef } from '#lib/domain/demande/demande.ts'
import { readFrappe, SAISIE_TROP_LONGUE } from '#lib/domain/demande/formulaire/renouvellement/frappe.ts'
import { isGroupe } from '#lib/domain/demande/formulaire/renouvellement/groupes.ts'
import { type RenouvellementOuvert, readRenouvellement } from '#lib/usecases/open-renouvellement.ts'
import { saveBrouillon } from '#lib/usecases/save-brouillon.ts'
import { type Corps, defineEnvoi, defineRetour, type Expediteur, type Suite } from '#lib/web/define-envoi.ts'
import { cheminDe, cheminDeLaSienne } from '../chemins.ts'
import { interpreter } from './interpreter.ts'
import { versionDePage } from './version-de-page.ts'

export const acces = 'renouveler-ma-demande'
type Params = Readonly<{ ref: string }>

/** Who comes by this address (a tab opened again) finds the renewal. */
export const GET = defineRetour<Params>(acces, ({ ctx }, { ref }) => cheminDeLaSienne(ctx.acteur, ref))

export const POST = defineEnvoi<Params>({
  nom: 'reponses-de-renouvellement',
  acces,
  retour: ({ ref }, { champs }) => cheminDe(ref, champs.etape === 'faits' ? undefined : champs.etape),
  garder: async (qui, params, corps) => (await enregistrer(qui, params, corps))?.ok ?? false,
  run: async (qui, params, corps): Promise<Suite> => {
    const done = await enregistrer(qui, params, corps)
    if (!done) return { introuvable: true }
    const { ref } = params
    // Too early, too late, renewed elsewhere: the page says so.
    if (!done.ok) return corps.isFil ? { dit: { code: done.refus.code } } : { vers: cheminDe(ref) }
    const { enregistreAt, isEntiere } = done.value
    if (corps.isFil && !isEntiere) return { dit: { code: SAISIE_TROP_LONGUE } }
    if (corps.isFil)
      return { dit: { enregistre: enregistreAt && formatHeure(new Date(enregistreAt), done.territoire) } }
    return { vers: suivante(ref, corps, (await lire(qui, params))?.ouvert) }
  },
})

async function lire(qui: Expediteur, { ref: text }: Params) {
  const ref = parseDemandeRef(text)
  const lue = ref ? await readRenouvellement({ ref, ctx: qui.ctx }, 'reponses-de-renouvellement') : undefined
  if (!ref || !lue?.ok) return undefined
  const { demande, ouvert } = lue.value
  return { ref, demande, ouvert: ouvert.ok ? ouvert.value : undefined }
}

async function enregistrer(qui: Expediteur, params: Params, { champs, isFil }: Corps) {
  const lue = await lire(qui, params)
  if (!lue) return undefined
  const { ref, demande, ouvert } = lue
  const sens =
    ouvert && !isFil
      ? interpreter(champs, ouvert.demande.contenu, { lu: ouvert.lu, gardees: ouvert.brouillon?.reponses ?? {} })
      : { reponses: champs }
  const version = versionDePage(champs.version, demande.version)
  if (version === undefined) return undefined
  const done = await saveBrouillon(
    { ref, ctx: qui.ctx },
    { version, frappe: readFrappe(champs), isEntiere: !isFil, ...sens },
  )
  return done.ok ? { ...done, territoire: demande.territoire } : done
}

/** After a group, back to the facts; after an answer, to what is left to say. What is wrong is shown where it was typed. */
function suivante(ref: string, { champs }: Corps, ouvert: RenouvellementOuvert | undefined): string {
  const { etape = '', faire } = champs
  if (!ouvert || faire === 'relu') return cheminDe(ref)
  const { groupes, anomalies, etape: reste } = ouvert.lu
  if (isGroupe(etape)) {
    const isFaux = groupes.some(({ groupe, anomalies: siennes }) => groupe === etape && siennes.length > 0)
    return isFaux ? `${cheminDe(ref, etape)}?revoir` : cheminDe(ref)
  }
  const isFaux = etape === reste || anomalies.some(({ champ }) => champ in champs)
  return isFaux && etape !== 'faits' ? `${cheminDe(ref, etape)}?revoir` : cheminDe(ref, reste)
}
