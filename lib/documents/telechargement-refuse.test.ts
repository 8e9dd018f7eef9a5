import { describe, expect, it } from 'vitest'
import { phraseDuRefus } from './refus.ts'
import { rendreTelechargementRefuse } from './telechargement-refuse.ts'

describe('la page à la place d’un fichier refusé', () => {
  it.each([
    [401, 'Connectez-vous pour télécharger ce fichier', '/connexion?retour=%2Fadmin%2Fx%3Fa%3D%3Cb%3E'],
    [403, 'Ce fichier ne vous est pas ouvert', '/admin'],
    [404, 'Ce fichier n’existe pas', '/admin'],
    [429, 'Ce fichier a été demandé trop souvent', '/admin'],
  ] as const)('%s : dit pourquoi et donne une sortie', (statut, titre, sortie) => {
    const html = rendreTelechargementRefuse(statut, '/admin/x?a=<b>')
    expect(html).toContain('<html lang="fr">')
    expect(html).toContain(`<h1>${titre}</h1>`)
    expect(html).toContain(`<a href="${sortie}">`)
    expect(html).not.toContain('<b>')
    // The sentence of the refusal is the one that a page and an action say.
    if (statut === 403) expect(html).toContain(`<p>${phraseDuRefus({ code: 'acces-refuse' })}</p>`)
  })

  it('dit quand demander de nouveau un fichier demandé trop souvent', () => {
    expect(rendreTelechargementRefuse(429, '/admin/x', { attente: 40 })).toContain('de nouveau dans une minute.')
    expect(rendreTelechargementRefuse(429, '/admin/x', { attente: 2390 })).toContain('de nouveau dans 40 minutes.')
  })

  it('à la porte d’un demandeur, ramène à sa demande', () => {
    expect(rendreTelechargementRefuse(401, '/ma-demande/x', { isDemandeur: true })).toContain(
      '<a href="/ma-demande?retour=%2Fma-demande%2Fx">',
    )
    expect(rendreTelechargementRefuse(404, '/ma-demande/x', { isDemandeur: true })).toContain('<a href="/ma-demande">')
  })
})
