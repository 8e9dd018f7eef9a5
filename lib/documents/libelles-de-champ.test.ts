import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { centreSchema, invitationSchema } from '#lib/domain/acces/compte.ts'
import { CHAMPS_DU_FORMULAIRE } from '#lib/domain/guichet/formulaire-de-point.ts'
import { FIGURES_EN_ORDRE, nomDuChamp, nomDuMelange, TYPES } from '#lib/domain/guichet/saisie-de-chiffres.ts'
import { direValeur, nommeChamp } from './libelles-de-champ.ts'
import { listSaisie } from './saisie.ts'

const CHAMPS = [
  ...CHAMPS_DU_FORMULAIRE,
  ...Object.keys(centreSchema.shape),
  ...Object.keys(invitationSchema.shape),
  ...TYPES.flatMap((type) => FIGURES_EN_ORDRE.map((figure) => nomDuChamp(type, figure))),
  ...['codeInsee', 'annee', 'arreteAu', 'source', 'misAJourLe', 'du', 'au', 'seuil', 'nature', 'message', 'etat'],
]

/** The hidden fields whose name a function makes. */
const FABRIQUES: Readonly<Record<string, string>> = {
  nomDuMelange: nomDuMelange('source'),
  champDEntete: 'entete-1',
  champDeVu: 'vu-colonne-1',
}

describe('nommer un champ', () => {
  it('donne un nom français à chaque champ de nos formulaires, le même que le formulaire', () => {
    const montres = CHAMPS.flatMap((champ) => {
      const form = new FormData()
      form.append(champ, 'x')
      return listSaisie(form).length > 0 ? [champ] : []
    })
    expect(montres.length).toBeGreaterThan(60)
    expect(montres.filter((champ) => nommeChamp(champ) === 'Autre champ')).toEqual([])
    expect(nommeChamp('coutAppel')).toBe('Coût de l’appel')
    expect(nommeChamp('t3.demandesEnAttente')).toBe('Demandes en attente, T3')
    expect(nommeChamp('r12-telephone')).toBe('Téléphone')
  })

  it('ne redit pas comme écrit ce que la page avait mis elle-même dans le formulaire', () => {
    const pages = globSync(['app/(admin)/**/*.tsx', 'lib/ui/formulaire/*.tsx']).map((file) =>
      readFileSync(file, 'utf8'),
    )
    const noms = pages.flatMap((page) =>
      [...page.matchAll(/<(?:input[^>]*?type="hidden"|button\b)[^>]*?name=(?:"([^"]+)"|\{`([^`]+)`\}|\{(\w+)\()/g)].map(
        ([, nom, gabarit, fonction]) => nom ?? gabarit?.replace(/\$\{[^}]*\}/g, 'x') ?? FABRIQUES[fonction ?? ''] ?? '',
      ),
    )
    expect(noms.length).toBeGreaterThan(30)
    const redits = noms.filter((nom) => {
      const form = new FormData()
      form.append(nom, 'x')
      return listSaisie(form).length > 0 && nommeChamp(nom) === 'Autre champ'
    })
    expect(redits).toEqual([])
  })

  it('dit une fois ce qu’un champ tient deux fois, et chacune de ses autres valeurs', () => {
    const form = new FormData()
    for (const code of ['09', '32', '09']) form.append('departements', code)
    form.append('nom', '09')
    expect(listSaisie(form)).toEqual([
      ['departements', '09'],
      ['departements', '32'],
      ['nom', '09'],
    ])
  })

  it.each(['champDePlus', 'constructor', '__proto__'])('ne montre pas le nom technique de %s', (champ) => {
    expect(nommeChamp(champ)).toBe('Autre champ')
    expect(direValeur(champ, 'x')).toBe('x')
  })

  it('dit un choix dans ses mots, et laisse ce qui est écrit', () => {
    expect(direValeur('nature', 'horaires')).toBe('Les horaires sont faux')
    expect(direValeur('role', 'agent-de-guichet')).toBe('Agent de guichet')
    expect(direValeur('nature', 'constructor')).toBe('constructor')
    expect(direValeur('message', 'horaires')).toBe('horaires')
  })

  it('dit un jour comme on l’écrit, et laisse ce qui n’en est pas un', () => {
    expect(direValeur('misAJourLe', '2024-03-12')).toBe('12\u00a0mars\u00a02024')
    expect(direValeur('du', '2024-05-01')).toBe('1er\u00a0mai\u00a02024')
    for (const valeur of ['2024-02-30', '12/03/2024', 'avant le 2024-03-12'])
      expect(direValeur('message', valeur)).toBe(valeur)
  })
})
