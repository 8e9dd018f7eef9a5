import { describe, expect, it } from 'vitest'
import { adresseDe, type Cellule, type Ligne } from '#lib/domain/guichet/recensement/classeur.ts'
import { accept } from '#lib/domain/resultat.ts'
import { MESSAGE_DE_REPRISE, messageDeFeuille, messageDeFin, openDiction, openEcoute } from './messages.ts'

type Dite = Omit<Cellule, 'adresse'>
const texte = (text: string): Dite => ({ valeur: text, texte: text })
const ligneDe = (numero: number, ...dites: readonly Dite[]): Ligne => ({
  numero,
  cellules: dites.map((dite, colonne) => ({ colonne, cellule: { adresse: adresseDe(colonne, numero), ...dite } })),
})
const transmettre = (lignes: readonly Ligne[]) => {
  const dire = openDiction()
  const entendre = openEcoute()
  return lignes.map((ligne) => entendre(dire(ligne)))
}

describe('ce que le lecteur d’un classeur dit', () => {
  it('rend chaque sorte de cellule comme elle est', () => {
    const lignes = [
      ligneDe(
        7,
        texte('Accueil « de la place »\n2'),
        { valeur: 1001, texte: '01001' },
        { valeur: 12, texte: '12' },
        { valeur: true, texte: 'Oui' },
        { valeur: 45_000, texte: '15/03/2023', jour: '2023-03-15' },
        { valeur: '2023-03-15', texte: '2023-03-15', jour: '2023-03-15' },
        texte(''),
        texte('__proto__'),
      ),
      { numero: 9, cellules: [{ colonne: 99, cellule: { adresse: 'CV9', ...texte('au bout') } }] },
    ]
    expect(transmettre(lignes)).toEqual(lignes.map((ligne) => ({ ligne, sousEntendus: 0 })))
  })

  it('un texte qui revient est dit deux fois en entier, puis sous-entendu', () => {
    const lignes = [1, 2, 3, 4].map((numero) => ligneDe(numero, texte('Physique'), texte(`n° ${numero}`)))
    const dire = openDiction()
    const dits = lignes.map(dire)
    expect(dits.map((dit) => dit.includes('Physique'))).toEqual([true, true, false, false])
    const entendre = openEcoute()
    expect(dits.map(entendre)).toEqual(
      lignes.map((ligne, at) => ({ ligne, sousEntendus: at < 2 ? 0 : 'Physique'.length })),
    )
  })

  it('un long texte est dit en entier chaque fois, et compte pour ce qu’il est', () => {
    const lignes = [1, 2, 3].map((numero) => ligneDe(numero, texte('a'.repeat(201)), texte('b'.repeat(200))))
    const dits = lignes.map(openDiction())
    expect(dits.map((dit) => dit.includes('aaa'))).toEqual([true, true, true])
    expect(dits.map((dit) => dit.includes('bbb'))).toEqual([true, true, false])
  })

  it('des textes plus nombreux qu’on n’en retient sont tous rendus', () => {
    const textes = Array.from({ length: 90_000 }, (_, at) => `texte ${(at % 45_000) % 30_000}`)
    const lignes = Array.from({ length: 900 }, (_, at) =>
      ligneDe(at + 1, ...textes.slice(at * 100, at * 100 + 100).map(texte)),
    )
    const rendus = transmettre(lignes).flatMap((dit) =>
      'ligne' in dit ? dit.ligne.cellules.map(({ cellule }) => cellule.texte) : [],
    )
    expect(rendus.join('\n')).toBe(textes.join('\n'))
  })

  it('une feuille, une reprise et la fin se disent ; une ligne coupée ou un texte jamais dit ne s’entend pas', () => {
    const entendre = openEcoute()
    expect(entendre(messageDeFeuille({ nom: 'Points' }))).toEqual({ feuille: { nom: 'Points' } })
    expect(entendre(MESSAGE_DE_REPRISE)).toEqual({ reprise: true })
    expect(entendre(messageDeFin(accept(true)))).toEqual({ fin: accept(true) })
    const [premier = '', second = '', troisieme = ''] = [1, 2, 3].map((n) => ligneDe(n, texte('x'))).map(openDiction())
    expect(() => entendre(premier.slice(0, -1))).toThrow()
    expect(() => entendre(troisieme)).toThrow('never told')
    expect(entendre(second)).toEqual({ ligne: ligneDe(2, texte('x')), sousEntendus: 0 })
    expect(entendre(troisieme)).toEqual({ ligne: ligneDe(3, texte('x')), sousEntendus: 1 })
  })
})
