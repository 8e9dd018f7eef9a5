import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type FichierRecu, isFichierRecu } from './fichier-recu.ts'
import { erreursOf, readFormulaire } from './formulaire.ts'

const schema = z.object({
  nom: z.string().trim().min(3, 'Trop court.'),
  note: z.string().optional(),
  services: z.array(z.string()).default([]),
  ferme: z.boolean().optional(),
  accord: z.literal(true, { error: 'Cochez.' }),
  fichier: z.custom<FichierRecu>(isFichierRecu, 'Choisissez un fichier.').optional(),
})

function donnees(entries: readonly (readonly [string, string | File])[]): FormData {
  const data = new FormData()
  for (const [nom, valeur] of entries) data.append(nom, valeur)
  return data
}

describe('lire un formulaire', () => {
  it('une case cochée est vraie, un champ vide est absent, une liste garde toutes ses valeurs', () => {
    const { brut, values } = readFormulaire(
      schema,
      donnees([
        ['nom', ' Mairie '],
        ['note', '  '],
        ['services', 'creation'],
        ['services', 'information'],
        ['ferme', 'on'],
        ['accord', 'on'],
        ['intrus', 'x'],
      ]),
    )
    expect(brut).toEqual({ nom: ' Mairie ', services: ['creation', 'information'], ferme: true, accord: true })
    expect(values).toEqual({
      nom: ' Mairie ',
      note: '  ',
      services: ['creation', 'information'],
      ferme: 'on',
      accord: 'on',
    })
  })
  it('d’un schéma qui prend tout texte, lit aussi les champs qu’il ne nomme pas, vidés compris, sauf ceux de Next', () => {
    const { brut, values } = readFormulaire(
      z.object({ nom: z.string() }).catchall(z.string()),
      donnees([
        ['nom', 'Foix'],
        ['logement.surface', '4\u200b1'],
        ['logement.loyer', ''],
        ['$ACTION_KEY', 'k'],
        ['piece', new File(['x'], 'x.txt')],
      ]),
    )
    expect(brut).toEqual({ nom: 'Foix', 'logement.surface': '41', 'logement.loyer': '' })
    expect(values).toEqual(brut)
  })
  it('laisse tomber ce qui ne se voit pas, et ne le redit pas (R-TXT-01)', () => {
    const { brut, values } = readFormulaire(
      schema,
      donnees([
        ['nom', 'Mairie\u202e de\u200b Foix'],
        ['note', '\u200b\u2066\u2069'],
        ['services', 'cre\u00adation'],
      ]),
    )
    expect(brut).toEqual({ nom: 'Mairie de Foix', services: ['creation'] })
    expect(values).toEqual({ nom: 'Mairie de Foix', note: '', services: ['creation'] })
  })
  it('lit un fichier choisi et oublie le champ laissé vide', async () => {
    const file = new File(['x'.repeat(100_000)], 'a.xlsx')
    const { fichier } = schema.partial().parse(readFormulaire(schema, donnees([['fichier', file]])).brut)
    expect(fichier).toMatchObject({ nom: 'a.xlsx', taille: 100_000 })
    const lus: Buffer[] = []
    for await (const morceau of fichier?.lire() ?? []) lus.push(morceau)
    expect(Buffer.concat(lus).toString()).toBe('x'.repeat(100_000))
    expect(readFormulaire(schema, donnees([['fichier', new File([], '')]])).brut.fichier).toBeUndefined()
  })
  it('dit une phrase par champ, en français', () => {
    const { error } = schema.safeParse({ services: [] })
    expect(error && erreursOf(error)).toEqual({ nom: 'Remplissez ce champ.', accord: 'Cochez.' })
  })
})
