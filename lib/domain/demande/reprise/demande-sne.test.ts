import { describe, expect, it } from 'vitest'
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

describe('un jour qu’un fichier écrit avec son heure (R-REP-18)', () => {
  it.each<[string, string, string | null, string]>([
    ['974', '2024-03-14T19:59:59Z', '2024-03-14', 'La Réunion, avant minuit'],
    ['974', '2024-03-14T20:00:00Z', '2024-03-15', 'La Réunion, à minuit'],
    ['972', '2024-03-15T03:59:59.999Z', '2024-03-14', 'Martinique, avant minuit'],
    ['972', '2024-03-15T04:00:00Z', '2024-03-15', 'Martinique, à minuit'],
    ['972', '2024-03-15T00:30:00+01:00', '2024-03-14', 'Martinique, écrit à Paris'],
    ['972', '2024-03-01T00:00:00+01:00', '2024-03-01', 'Martinique, un jour écrit à minuit de Paris'],
    ['972', '2024-03-01T00:00:00.000+01:00', '2024-03-01', 'Martinique, un jour écrit à minuit de Paris'],
    ['972', '2024-03-01T00:00:00Z', '2024-03-01', 'Martinique, un jour écrit à minuit'],
    ['972', '2024-03-01T00:00Z', '2024-03-01', 'Martinique, un jour écrit à minuit'],
    ['972', '2024-03-14T24:00:00+01:00', '2024-03-15', 'Martinique, minuit de Paris, à la fin du jour'],
    ['972', '2024-03-01T00:00:01+01:00', '2024-02-29', 'Martinique, une seconde après minuit de Paris'],
    ['972', '2024-03-01T00:00:00.001+01:00', '2024-02-29', 'Martinique, un instant d’après minuit de Paris'],
    ['974', '2024-03-14T00:00:00+01:00', '2024-03-14', 'La Réunion, un jour écrit à minuit de Paris'],
    ['974', '2024-03-14T00:00:01+01:00', '2024-03-14', 'La Réunion, une seconde après minuit de Paris'],
    ['974', '2024-03-14T00:00:00-04:00', '2024-03-14', 'La Réunion, un jour écrit à minuit de Fort-de-France'],
    ['974', '2024-03-14T00:00:00-10:00', '2024-03-14', 'La Réunion, un jour écrit à minuit de Papeete'],
    ['974', '2024-03-14T20:00:01+00:00', '2024-03-15', 'La Réunion, une seconde après son minuit'],
    ['976', '2024-03-14T21:00:00+00:00', '2024-03-15', 'Mayotte, à minuit'],
    ['009', '2024-03-14T22:59:59Z', '2024-03-14', 'heure d’hiver, avant minuit'],
    ['009', '2024-03-14T23:00:00Z', '2024-03-15', 'heure d’hiver, à minuit'],
    ['009', '2024-03-31T21:59:59Z', '2024-03-31', 'heure d’été, avant minuit'],
    ['009', '2024-03-30T23:00:00Z', '2024-03-31', 'la nuit du changement d’heure'],
    ['009', '2024-03-14T23:59:59-10:00', '2024-03-15', 'écrit à Papeete'],
    ['974', '2024-03-15T00:00:00', '2024-03-15', 'sans zone : l’heure d’ici'],
    ['972', '2024-03-14T23:59:59.9', '2024-03-14', 'sans zone : l’heure d’ici'],
    ['972', '2024-03-14T24:00:00', '2024-03-15', 'minuit, à la fin du jour'],
    ['972', '2024-03-15+01:00', '2024-03-15', 'un jour sans heure'],
    ['972', '2024-03-15Z', '2024-03-15', 'un jour sans heure'],
    ['009', '2024-03-15T25:00:00Z', null, 'une heure qui n’existe pas'],
    ['009', '2024-03-15T25:00:00', null, 'une heure qui n’existe pas'],
    ['009', '2024-03-15T00:00:00+99:00', null, 'une zone qui n’existe pas'],
    ['009', '2024-02-30T08:00:00Z', null, 'un jour qui n’existe pas'],
  ])('%s : « %s » est du %s (%s)', (territoire, ecrit, le) => {
    const dits = [
      un('numUnique', `${territoire}0324016982G0901`),
      un('dateCreationDemande', ecrit),
      un('dateRenouvellement', ecrit),
    ]
    const lu = readDemandeSne(un('demandeLogement', '', dits), jour('2026-11-28'))
    if (!lu.ok) throw new Error('refused')
    expect(lu.demande).toMatchObject({ deposeeLe: le, renouveleeLe: le })
    expect(lu.demande.contenu.autres.map(({ valeur }) => valeur)).toEqual(le === null ? [ecrit, ecrit] : [])
  })

  it.each([
    ['972', '1985-07-02', '1985-07-02'],
    ['972', '1985-07-02+02:00', '1985-07-02'],
    ['972', '1985-07-02T00:00:00+02:00', '1985-07-02'],
    ['972', '1985-07-02T00:00:00Z', '1985-07-02'],
    ['972', '1985-07-02T00:00:01+02:00', '1985-07-01'],
    ['009', '1985-07-01T22:00:00Z', '1985-07-02'],
    ['974', '1985-07-01T20:00:00Z', '1985-07-02'],
    ['009', '1985-07-00', '1985-07-00'],
  ])('une naissance est un jour : de %s, « %s » est le %s', (territoire, ecrit, le) => {
    const demandeur = un('demandeur', '', [un('nom', 'Fictif'), un('dateNaissance', ecrit)])
    const dits = [un('numUnique', `${territoire}0324016982G0901`), un('personnePhysique', '', [demandeur])]
    const lu = readDemandeSne(un('demandeLogement', '', dits), jour('2026-11-28'))
    if (!lu.ok) throw new Error('refused')
    expect(lu.demande.contenu.demandeur).toMatchObject({ naissance: le })
  })
})
