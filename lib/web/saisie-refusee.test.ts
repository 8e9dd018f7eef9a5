import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { expect, it } from 'vitest'
import { findSaisieRefusee, retainSaisie } from './saisie-refusee.ts'
import { withStatut } from './statut.ts'

const unResponse = () => new ServerResponse(new IncomingMessage(new Socket()))
const formOf = (champs: readonly (readonly [string, string])[]) => {
  const form = new FormData()
  for (const [champ, valeur] of champs) form.append(champ, valeur)
  return form
}
const refus = { code: 'connexion-requise' } as const
/** What the page of the same answer finds, once its action was refused. */
function refuse(champs: readonly (readonly [string, string])[]) {
  const request = { url: '/admin/points' }
  let found: ReturnType<typeof findSaisieRefusee>
  withStatut(request, unResponse(), () => {
    retainSaisie(formOf(champs), refus)
    found = findSaisieRefusee()
  })
  return found
}

it('un envoi refusé se relit dans sa réponse, et dans nulle autre (R-ACC-27)', () => {
  expect(refuse([['nom', 'Mairie']])).toEqual({ refus, ecrit: [['nom', 'Mairie']], coches: 0 })
  withStatut({ url: '/admin/points' }, unResponse(), () => {
    expect(findSaisieRefusee()).toBeUndefined()
  })
  expect(findSaisieRefusee()).toBeUndefined()
})

it('refusé sans rien d’écrit, il l’est aussi : ses cases se comptent (R-ACC-27)', () => {
  expect(refuse([['id', 'x']])).toEqual({ refus, ecrit: [], coches: 0 })
  const coches = [
    ['id', 'x'],
    ['retirer', 'a'],
    ['retirer', 'b'],
    ['confirmer', 'c'],
    ['choisis', 'point-1'],
  ] as const
  expect(refuse(coches)).toEqual({ refus, ecrit: [], coches: 4 })
})
