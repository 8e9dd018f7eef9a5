import { describe, expect, it } from 'vitest'
import { memoize } from './memoire.ts'

describe('une lecture retenue', () => {
  it('lit une fois chaque texte, même quand elle n’en tire rien', () => {
    const lus: string[] = []
    const read = memoize((text) => {
      lus.push(text)
      return text === 'rien' ? undefined : text.length
    })
    expect(['un', 'rien', 'un', 'rien'].map(read)).toEqual([2, undefined, 2, undefined])
    expect(lus).toEqual(['un', 'rien'])
  })

  it('ne garde ni un long texte, ni tout ce qu’elle a lu', () => {
    let count = 0
    const read = memoize((text) => {
      count += 1
      return text
    })
    const long = 'a'.repeat(201)
    read(long)
    read(long)
    expect(count).toBe(2)
    read('premier')
    for (let at = 0; at < 5000; at += 1) read(`texte ${at}`)
    const before = count
    expect(read('premier')).toBe('premier')
    expect(count).toBe(before + 1)
  })
})
