import { expect, it } from 'vitest'
import { watchPrototypes } from './prototypes.ts'

it('dit ce que chaque objet hérite de plus, ou d’autre, et rien tant que rien ne change', () => {
  const look = watchPrototypes()
  expect(look()).toBeNull()
  const heritage: Record<string, unknown> = JSON.parse('{}')
  const prototype: Record<string, unknown> = Object.getPrototypeOf(heritage)
  try {
    prototype.x = 'polluted'
    expect(look()).toBe('un membre de plus ou de moins dans Object')
  } finally {
    delete prototype.x
  }
  expect(look()).toBeNull()
  const { toString: before } = Object.prototype
  try {
    prototype.toString = () => ''
    expect(look()).toBe('Object.toString n’est plus le même')
  } finally {
    Object.defineProperty(Object.prototype, 'toString', { value: before, writable: true, configurable: true })
  }
  expect(look()).toBeNull()
})
