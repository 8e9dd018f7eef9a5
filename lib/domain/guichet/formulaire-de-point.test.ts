import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jour } from '../calendrier.ts'
import { readFormulaireDePoint, toSaisieDePoint } from './formulaire-de-point.ts'
import { toOsm } from './horaires/ecriture-osm.ts'
import { arbSemaine } from './horaires/testing.ts'
import { CENTRE, REFERENTIEL } from './recensement/testing.ts'
import { unPointDeContact } from './testing.ts'

const le = jour('2026-06-01')
const faits = { referentiel: REFERENTIEL, lecteur: { role: 'centre', centre: CENTRE } as const, le }
const saisie = toSaisieDePoint(unPointDeContact({ telephone: '05 36 49 00 01' }))
const champs = (lecture: ReturnType<typeof readFormulaireDePoint>) =>
  lecture.ok ? [] : lecture.remarques.map(({ colonne, code }) => `${colonne} ${code}`)

describe('le formulaire d’un point (R-EDI-03)', () => {
  it('relit à l’identique ce qu’il montre, quelle que soit la semaine', () => {
    fc.assert(
      fc.property(arbSemaine, (semaine) => {
        const osm = toOsm(semaine)
        const contenu = unPointDeContact({
          telephone: '05 36 49 00 01',
          misAJourLe: le,
          services: ['creation', 'renouvellement'],
          horaires: { osm, texte: null, aVerifier: false },
        })
        expect(readFormulaireDePoint(toSaisieDePoint(contenu), faits)).toEqual({ ok: true, contenu })
      }),
      { numRuns: 60 },
    )
  })
  it('lit des horaires écrits en français, et demande quand ils contredisent la semaine (R-HOR-23)', () => {
    const texte = 'Le 1er samedi du mois, 9h-12h'
    const lu = readFormulaireDePoint({ ...saisie, horairesTexte: texte }, faits)
    expect(lu.ok && lu.contenu.horaires).toEqual({
      osm: 'Mo-Fr 09:00-12:00; Sa[1] 09:00-12:00; PH off',
      texte,
      aVerifier: false,
    })
    expect(champs(readFormulaireDePoint({ ...saisie, horairesTexte: 'Lundi 14h-17h' }, faits))).toEqual([
      'horairesTexte horaires-contredits',
    ])
    const autre = readFormulaireDePoint({ ...saisie, horairesTexte: 'Selon les saisons' }, faits)
    expect(autre.ok && autre.contenu.horaires.aVerifier).toBe(true)
  })
  it('garde la précision d’une position que personne n’a déplacée', () => {
    const actuel = unPointDeContact({ position: { latitude: 42.96, longitude: 1.6, precision: 'rue' } })
    const lu = readFormulaireDePoint({ ...toSaisieDePoint(actuel), telephone: '' }, { ...faits, actuel })
    expect(lu.ok && lu.contenu.position?.precision).toBe('rue')
    const deplace = readFormulaireDePoint(
      { ...toSaisieDePoint(actuel), latitude: '42,9712', longitude: '1,6034', telephone: '' },
      { ...faits, actuel },
    )
    expect(deplace.ok && deplace.contenu.position).toEqual({
      ...{ latitude: 42.9712, longitude: 1.6034 },
      precision: 'adresse',
    })
    const approche = { ...toSaisieDePoint(actuel), latitude: '42,97', longitude: '1,61', telephone: '' }
    expect(champs(readFormulaireDePoint(approche, { ...faits, actuel }))).toEqual(['latitude position-approchee'])
    const ailleurs = { ...toSaisieDePoint(actuel), latitude: '48,8534', longitude: '2,3488', telephone: '' }
    expect(champs(readFormulaireDePoint(ailleurs, { ...faits, actuel }))).toEqual([
      'latitude position-hors-de-la-commune',
    ])
  })
  it('garde une fermeture passée depuis longtemps, que l’importeur montre seulement', () => {
    const lu = readFormulaireDePoint({ ...saisie, fermetures: '24/12/2023' }, faits)
    expect(lu.ok && lu.contenu.fermetures).toEqual([{ du: '2023-12-24', au: '2023-12-24' }])
    expect(champs(readFormulaireDePoint({ ...saisie, fermetures: 'août 2026, les lundis' }, faits))).toEqual([
      'fermetures fermetures-en-mots',
    ])
  })
  it('refuse ce que l’importeur refuse, champ par champ', () => {
    const lu = readFormulaireDePoint({ ...saisie, nom: 'A', telephone: '12', siteWeb: 'javascript:alert(1)' }, faits)
    expect(champs(lu)).toEqual(['telephone telephone-faux', 'siteWeb adresse-web-fausse', 'nom longueur'])
  })
  it('demande ce que l’importeur laisserait de côté', () => {
    expect(champs(readFormulaireDePoint({ ...saisie, lundi: 'le matin' }, faits))).toEqual(['lundi horaires-du-jour'])
    expect(champs(readFormulaireDePoint({ ...saisie, latitude: '1,607', longitude: '42,9654' }, faits))).toEqual([
      'latitude coordonnees-inversees',
    ])
  })
  it('dit qu’un numéro de sécurité sociale est à enlever, au lieu de l’ôter en silence (R-NIR-01)', () => {
    // Invented: month 13 does not exist, the key is right all the same.
    const lu = readFormulaireDePoint({ ...saisie, commentaire: 'Demander le 2 80 13 99 999 999 85' }, faits)
    expect(champs(lu)).toEqual(['commentaire nir-retire'])
  })
  it('un centre n’écrit pas hors de ses départements', () => {
    const ailleurs = {
      ...saisie,
      commune: 'Ajaccio',
      codeInsee: '2A004',
      codePostal: '20000',
      latitude: '',
      longitude: '',
    }
    expect(champs(readFormulaireDePoint(ailleurs, faits))).toContain('commune hors-de-portee')
  })
})
