import { describe, expect, it } from 'vitest'
import { hostInAddress } from './env.ts'

describe('l’hôte où l’on écoute, dans une adresse', () => {
  it.each([
    ['127.0.0.1', '127.0.0.1'],
    ['0.0.0.0', '127.0.0.1'],
    ['::', '127.0.0.1'],
    ['::1', '[::1]'],
    ['portail.exemple.fr', 'portail.exemple.fr'],
  ])('%s s’écrit %s', (host, written) => {
    expect(hostInAddress(host)).toBe(written)
    expect(new URL(`http://${hostInAddress(host)}:3000`).port).toBe('3000')
  })
})
