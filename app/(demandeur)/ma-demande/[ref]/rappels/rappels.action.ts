'use server'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { parseDemandeRef } from '#lib/domain/demande/demande.ts'
import { refuse } from '#lib/domain/resultat.ts'
import { changeMesPreferences } from '#lib/usecases/change-preferences.ts'
import { defineAction } from '#lib/web/define-action.ts'

export const changeMesRappelsAction = defineAction({
  nom: 'choisir-mes-rappels',
  acces: 'modifier-ma-demande',
  schema: z.object({ id: z.uuid(), canaux: z.array(z.enum(['sms', 'courriel', 'courrier'])).default([]) }),
  run: async ({ id, canaux }, ctx) => {
    const ref = parseDemandeRef(id)
    if (!ref) return refuse({ code: 'introuvable' })
    const voulu = (canal: (typeof canaux)[number]) => canaux.includes(canal)
    const choix = { sms: voulu('sms'), courriel: voulu('courriel'), courrier: voulu('courrier') }
    return changeMesPreferences({ ref, ctx }, choix)
  },
  ensuite: ({ id }) => redirect(`/ma-demande/${id}/rappels?enregistre`),
})

export const stopMesRappelsAction = defineAction({
  nom: 'arreter-mes-rappels',
  acces: 'modifier-ma-demande',
  schema: z.object({ id: z.uuid() }),
  run: async ({ id }, ctx) => {
    const ref = parseDemandeRef(id)
    return ref
      ? changeMesPreferences({ ref, ctx }, { sms: false, courriel: false, courrier: false })
      : refuse({ code: 'introuvable' })
  },
  ensuite: ({ id }) => redirect(`/ma-demande/${id}/rappels?enregistre`),
})
