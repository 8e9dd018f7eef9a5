import { describe, expect, it } from 'vitest'
import type { RemarqueDeReprise } from '#lib/domain/demande/reprise/ecarts.ts'
import { rapporteurPourLire, type StatutDeReprise } from './reprise.ts'

const DOUTE: RemarqueDeReprise = { champ: 'demandeur.nationalite', gravite: 'a-verifier', message: 'À revoir.' }
const REFUS: RemarqueDeReprise = { champ: 'dateCreationDemande', gravite: 'refus', message: 'La date manque.' }

function rapport(demandes: readonly (readonly [numero: string, statut: StatutDeReprise, RemarqueDeReprise[]])[]) {
  const rapporteur = rapporteurPourLire(false)
  const totaux = { nouveau: 0, complete: 0, inchange: 0, refuse: 0, sansValidite: 0 }
  for (const [, statut] of demandes) totaux[statut] += 1
  const dites = demandes.map(([numeroUnique, statut, remarques]) =>
    rapporteur.demande({ numeroUnique, statut, remarques }),
  )
  return [rapporteur.debut('registre.xml'), ...dites, rapporteur.fin({ erreur: null, totaux })].join('')
}
const doutes = (nombre: number) =>
  Array.from({ length: nombre }, (_, rang) => [`DOUTE-${rang}`, 'nouveau', [DOUTE]] as const)
const refus = (nombre: number) =>
  Array.from({ length: nombre }, (_, rang) => [`REFUS-${rang}`, 'refuse', [DOUTE, REFUS]] as const)
const enListe = (demandes: readonly (readonly [string, 'nouveau' | 'refuse', readonly RemarqueDeReprise[]])[]) =>
  rapport(demandes.map(([numero, statut, remarques]) => [numero, statut, [...remarques]]))

describe('le rapport d’un chargement, pour les gens', () => {
  it('dit une demande refusée et pourquoi, derrière autant de doutes que l’on veut', () => {
    const lu = enListe([...doutes(60), ...refus(1)])
    expect(lu).toContain('  REFUS-0 (refusée), dateCreationDemande\u00a0: La date manque.\n')
    expect(lu).toContain('DOUTE-49 (nouvelle)')
    expect(lu).not.toContain('DOUTE-50')
    expect(lu).toContain('  … et 10 autres à vérifier\u00a0: la liste entière est donnée par --json.\n')
    expect(lu).toContain('61 demandes\u00a0: 60 nouvelles, 1 refusée.')
  })

  it('compte à part les refus qu’il ne montre plus', () => {
    const lu = enListe([...refus(51), ...doutes(51)])
    expect(lu).toContain('REFUS-49')
    expect(lu).not.toContain('REFUS-50')
    expect(lu).toContain('… et 1 autre refusée, 1 autre à vérifier\u00a0:')
    expect(enListe([...refus(52), ...doutes(50)])).toContain('… et 2 autres refusées\u00a0:')
    expect(enListe([...refus(50), ...doutes(50)])).not.toContain('… et')
  })

  it('dit d’une demande refusée le refus avant ses doutes', () => {
    const lignes = enListe(refus(1)).split('\n')
    expect(lignes.slice(1, 3).map((ligne) => ligne.split(', ')[1]?.split('\u00a0')[0])).toEqual([
      'dateCreationDemande',
      'demandeur.nationalite',
    ])
  })
})
