import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { expect, it, vi } from 'vitest'
import { z } from 'zod'
import { type EtatDAction, IDLE } from '#lib/documents/etat-de-formulaire.ts'
import type { Refus } from '#lib/documents/refus.ts'
import { accept, refuse } from '#lib/domain/resultat.ts'
import { defineAction } from './define-action.ts'
import { findSaisieRefusee } from './saisie-refusee.ts'
import { withStatut } from './statut.ts'

vi.mock('next/headers', () => ({ headers: async () => new Headers() }))
vi.mock('./adresse.ts', () => ({ isSameOrigin: () => true, hashedAddress: () => 'adresse' }))
vi.mock('./contexte.ts', () => ({ readContexte: async () => ({ acteur: { role: 'visiteur' } }) }))
vi.mock('./debit.ts', () => ({ consumeDebit: async () => 0 }))

type Envoi = Readonly<{ etat: EtatDAction; isAsked: boolean; rendu: unknown }>

/** What a form answers and gives back, which its page shows no more if `la` says so; whether that was asked. */
async function send(jour: string, { regle, la }: Readonly<{ regle?: Refus; la?: Refus }>): Promise<Envoi> {
  let isAsked = false
  const action = defineAction({
    nom: 'essai',
    acces: 'public',
    schema: z.object({ jour: z.string().max(10) }),
    encore: async () => {
      isAsked = true
      return la ? refuse(la) : accept(true)
    },
    run: async () => (regle ? refuse(regle) : accept(true)),
  })
  const form = new FormData()
  form.append('jour', jour)
  const response = new ServerResponse(new IncomingMessage(new Socket()))
  return new Promise<Envoi>((resolve, reject) => {
    withStatut({ url: '/admin/recensements' }, response, () => {
      const sent = action(IDLE, form).then((etat) => ({ etat, isAsked, rendu: findSaisieRefusee()?.ecrit }))
      sent.then(resolve, reject)
    })
  })
}

const lit: Refus = { code: 'lecture-en-cours' }
const faux: Refus = { code: 'saisie-a-revoir', erreurs: { jour: 'Écrivez une date.' } }
const change: Refus = { code: 'modifiee-entre-temps', version: 2, actuel: {} }

it.each([
  ['par son schéma', 'beaucoup trop long', undefined],
  ['par la règle', '12', faux],
  ['changé par une autre personne', '12', change],
])('un formulaire faux %s, que sa page ne montre plus, rend ce qui y est écrit', async (_, jour, regle) => {
  const parti = await send(jour, { ...(regle ? { regle } : {}), la: lit })
  expect(parti).toMatchObject({ etat: { status: 'refused', refus: lit }, isAsked: true, rendu: [['jour', jour]] })
  const reste = await send(jour, regle ? { regle } : {})
  expect(reste.etat.status).toBe(regle === change ? 'refused' : 'invalid')
  expect(reste.rendu).toBeUndefined()
})

it('un refus qui n’est pas dit dans les champs reste le sien, et rien d’autre n’est demandé', async () => {
  const regle: Refus = { code: 'rien-a-corriger' }
  expect(await send('12', { regle, la: lit })).toMatchObject({
    etat: { status: 'refused', refus: regle },
    isAsked: false,
  })
  expect(await send('12', { la: lit })).toMatchObject({ etat: IDLE, isAsked: false })
})
