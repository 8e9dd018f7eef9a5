import { expect, test } from 'vitest'
import { writeOutputsAsOurs } from './sorties-sans-valeurs.ts'

test('ce qu’un programme imprimerait, erreur ou phrase, passe par notre journal (R-JOU-02)', () => {
  const listeners = process.listeners('warning')
  const [printed, written]: [unknown[], unknown[]] = [[], []]
  const print = (...said: unknown[]) => void printed.push(said)
  const output = { error: print, warn: print, log: print, info: print, debug: print, trace: print, dir: print }
  writeOutputsAsOurs(output, (...line) => void written.push(line))
  const error = new Error('x')
  output.error(' ⨯', error)
  output.error('Agathe', { nom: 'Agathe' })
  output.log('Agathe')
  process.removeAllListeners('warning')
  for (const listener of listeners) process.on('warning', listener)
  expect(printed).toEqual([])
  expect(written).toEqual([
    ['error', error, 'incident'],
    ['error', new Error(), 'printed'],
    ['info', new Error(), 'printed'],
  ])
})
