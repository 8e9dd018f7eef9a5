'use server'
import { z } from 'zod'
import { accept } from '#lib/domain/resultat.ts'
import { defineAction } from '#lib/web/define-action.ts'
import { verifyAttestation } from '#lib/web/verification.ts'

export const verifyAttestationAction = defineAction({
  nom: 'verifier-une-attestation',
  acces: 'public',
  schema: z.object({
    code: z
      .string()
      .max(400, { error: 'Ce code est trop long : recopiez les seize signes écrits sous le carré noir.' })
      .default('')
      .pipe(z.string().min(1, { error: 'Recopiez le code de l’attestation.' })),
    nom: z.string().trim().max(200, { error: 'Écrivez 200 signes au plus.' }).default(''),
  }),
  // A bailleur who opens a day's post checks some dozens; who tries codes at random needs far more.
  limite: { nombre: 30, secondes: 300 },
  run: async ({ code, nom }) => accept(await verifyAttestation(code, nom)),
  repondre: (etat) => etat,
})
