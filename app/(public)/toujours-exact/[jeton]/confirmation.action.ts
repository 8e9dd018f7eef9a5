'use server'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { refuse } from '#lib/domain/resultat.ts'
import { openVerification } from '#lib/sceau.ts'
import { confirmPoints } from '#lib/usecases/confirm-points.ts'
import { defineAction } from '#lib/web/define-action.ts'

export const confirmPointsAction = defineAction({
  nom: 'confirmer-les-points',
  // The key of the link is the right: it names one question of one centre.
  acces: 'public',
  schema: z.object({ jeton: z.string().max(300), vus: z.string().max(100) }),
  limite: { nombre: 30, secondes: 600 },
  run: async ({ jeton, vus }) => {
    const verificationId = openVerification(jeton)
    return verificationId ? confirmPoints({ verificationId, vus }) : refuse({ code: 'lien-inconnu' })
  },
  ensuite: ({ jeton }) => redirect(`/toujours-exact/${jeton}`),
})
