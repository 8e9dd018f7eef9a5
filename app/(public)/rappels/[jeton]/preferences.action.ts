'use server'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { refuse } from '#lib/domain/resultat.ts'
import { openPreferences } from '#lib/sceau.ts'
import { changePreferences } from '#lib/usecases/change-preferences.ts'
import { defineAction } from '#lib/web/define-action.ts'

const jeton = z.string().max(300)
const limite = { nombre: 30, secondes: 600 }

export const changePreferencesAction = defineAction({
  nom: 'choisir-ses-rappels',
  // The key of the link is the right: it names the choices of one demande.
  acces: 'public',
  schema: z.object({ jeton, canaux: z.array(z.enum(['sms', 'courriel', 'courrier'])).default([]) }),
  limite,
  run: async ({ jeton: dit, canaux }) => {
    const sel = openPreferences(dit)
    if (!sel) return refuse({ code: 'lien-inconnu' })
    const voulu = (canal: (typeof canaux)[number]) => canaux.includes(canal)
    const choix = { sms: voulu('sms'), courriel: voulu('courriel'), courrier: voulu('courrier') }
    return changePreferences(sel, choix)
  },
  ensuite: ({ jeton: dit }) => redirect(`/rappels/${dit}?enregistre`),
})

export const stopAction = defineAction({
  nom: 'arreter-ses-rappels',
  // The key of the link is the right: it names the choices of one demande.
  acces: 'public',
  schema: z.object({ jeton }),
  limite,
  run: async ({ jeton: dit }) => {
    const sel = openPreferences(dit)
    return sel
      ? changePreferences(sel, { sms: false, courriel: false, courrier: false })
      : refuse({ code: 'lien-inconnu' })
  },
  ensuite: ({ jeton: dit }) => redirect(`/rappels/${dit}?enregistre`),
})
