import { expect, it } from 'vitest'
import { jour } from '../../calendrier.ts'
import { readDemandeSne } from './demande-sne.ts'
import type { Element } from './element.ts'

const un = (nom: string, texte: string, enfants: readonly Element[] = []): Element => ({
  nom,
  code: null,
  texte,
  enfants,
})

it.each([
  ['g0902', 'G0902', undefined],
  ['123 456 782', '123456782', undefined],
  ['', null, undefined],
  ['Mairie de Foix', null, 'Mairie de Foix'],
  ['G09021', null, 'G09021'],
  ['123456789', null, '123456789'],
])(
  'l’organisme « %s » se lit %s ; ce qui n’est ni un code guichet ni un SIREN est gardé à côté et se dit (R-REP-15)',
  (texte, organisme, autre) => {
    const dits = [un('numUnique', '0090324016982G0901'), un('numGuichet', texte)]
    const lu = readDemandeSne(un('demandeLogement', '', dits), jour('2026-11-28'))
    if (!lu.ok) throw new Error('refused')
    const { codeGuichet, contenu, remarques } = lu.demande
    expect(codeGuichet).toBe(organisme)
    expect(contenu.autres.find(({ chemin }) => chemin === 'numGuichet')?.valeur).toBe(autre)
    expect(remarques.some(({ champ }) => champ === 'numGuichet')).toBe(autre !== undefined)
  },
)
