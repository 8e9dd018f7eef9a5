import { describe, expect, it } from 'vitest'
import { formatIndexDeSitemaps, formatRobots, formatSitemap } from './plan-du-site.ts'

describe('le plan du site', () => {
  it('écrit chaque adresse, et le jour quand il est connu, sans laisser passer de balise', () => {
    const xml = formatSitemap([
      { loc: 'https://x.invalid/a?b&<c>' },
      { loc: 'https://x.invalid/', lastmod: '2026-03-12' },
    ])
    expect(xml).toContain('<url><loc>https://x.invalid/a?b&#38;&#60;c&#62;</loc></url>')
    expect(xml).toContain('<lastmod>2026-03-12</lastmod>')
    expect(formatIndexDeSitemaps([{ loc: 'https://x.invalid/s.xml' }])).toContain('<sitemap><loc>')
  })

  it('ferme aux robots ce qui appartient à quelqu’un', () => {
    const robots = formatRobots('https://x.invalid')
    for (const path of [
      '/admin',
      '/guichet',
      '/professionnels',
      '/connexion',
      '/demonstration',
      '/ma-demande',
      '/api/',
    ])
      expect(robots).toContain(`Disallow: ${path}\n`)
    expect(robots).not.toMatch(/Disallow: \/(communes|points-de-contact|donnees)?\n/)
    expect(robots).toContain('Sitemap: https://x.invalid/sitemap.xml')
  })
})
