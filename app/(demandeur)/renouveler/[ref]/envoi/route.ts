import { avisDeContactChange } from '#lib/documents/courriels.ts'
import { parseDemandeRef } from '#lib/domain/demande/demande.ts'
import { env } from '#lib/env.ts'
import { submitRenouvellement } from '#lib/usecases/submit-renouvellement.ts'
import { defineEnvoi, defineRetour } from '#lib/web/define-envoi.ts'
import { cheminDe, cheminDeLaSienne } from '../chemins.ts'
import { pageDuRefus } from './page-du-refus.ts'

export const acces = 'renouveler-ma-demande'
type Params = Readonly<{ ref: string }>

/** A refresh after the sending, or its address opened anew. */
export const GET = defineRetour<Params>(acces, ({ ctx }, { ref }) => cheminDeLaSienne(ctx.acteur, ref))

export const POST = defineEnvoi<Params>({
  nom: 'renouvellement',
  acces,
  limite: { nombre: 30, secondes: 60 },
  sansSaisie: 'Votre demande n’est pas encore renouvelée. Vos réponses sont gardées.',
  retour: ({ ref }) => cheminDe(ref, 'confirmer'),
  run: async ({ ctx }, { ref: text }, { champs: { cle = '', vu = '', honneur } }) => {
    const ref = parseDemandeRef(text)
    if (!ref) return { introuvable: true }
    const envoi = { cle, vu, honneur: honneur === 'on' }
    const done = await submitRenouvellement({ ref, ctx }, envoi, avisDeContactChange(env.siteUrl))
    if (done.ok) return { vers: cheminDe(ref, 'fait') }
    const { code } = done.refus
    const page = pageDuRefus(code)
    if (!page) return { introuvable: true }
    return { vers: `${cheminDe(ref, page.etape)}${page.dit ? `?refus=${code}` : ''}` }
  },
})
