import { describe, expect, it } from 'vitest'
import type { IdentitePivot } from '../acces/demandeur.ts'
import { parseNaissance } from './formulaire/naissance.ts'
import { type Changement, unContenu, unContenuDAssociation } from './formulaire/testing.ts'
import { contactEprouve, contactsQuittes, isMemePersonne } from './rattachement.ts'

const naissance = (text: string) => {
  const parsed = parseNaissance(text)
  if (!parsed) throw new Error('naissance')
  return parsed
}
const PIVOT: IdentitePivot = {
  nomDeNaissance: 'INVENTEE',
  nomDUsage: null,
  prenoms: ['CAMILLE', 'MARIE'],
  naissance: naissance('1984-05-12'),
  communeDeNaissance: null,
  paysDeNaissance: '99100',
}
const matches = (pivot: Partial<IdentitePivot>, ...changes: Changement[]) =>
  isMemePersonne({ ...PIVOT, ...pivot }, unContenu(...changes))

describe('l’identité de FranceConnect (R-RAT-02)', () => {
  it('est celle de la demande, aux accents, à la casse, aux tirets et aux autres prénoms près', () => {
    expect(matches({})).toBe(true)
    expect(matches({}, ['demandeur.prenom', 'Camille Marie'])).toBe(true)
    expect(matches({ prenoms: ['JEAN PIERRE'] }, ['demandeur.prenom', 'Jean-Pierre'])).toBe(true)
    expect(matches({}, ['demandeur.nom', 'Mariée-Depuis'])).toBe(true)
    expect(matches({}, ['demandeur.nomDeNaissance', null])).toBe(true)
  })

  it('est celle de la demande quand une lettre d’ailleurs y est transcrite (R-IDE-10)', () => {
    const ecrit = (nom: string, prenom: string): Changement[] => [
      ['demandeur.nomDeNaissance', nom],
      ['demandeur.prenom', prenom],
    ]
    expect(matches({ nomDeNaissance: 'WALESA', prenoms: ['LUKASZ'] }, ...ecrit('Wałęsa', 'Łukasz'))).toBe(true)
    expect(matches({ nomDeNaissance: 'YILDIZ', prenoms: ['ISIK'] }, ...ecrit('Yıldız', 'Işık'))).toBe(true)
    expect(matches({ nomDeNaissance: 'GROSS', prenoms: ['SOREN'] }, ...ecrit('Groß', 'Søren'))).toBe(true)
    expect(matches({ nomDeNaissance: 'GROS', prenoms: ['SOREN'] }, ...ecrit('Groß', 'Søren'))).toBe(false)
  })

  it('est celle de la demande qui a écrit le nom d’usage et celui de naissance l’un pour l’autre (R-IDE-12)', () => {
    const inverse: Changement[] = [
      ['demandeur.nom', 'Inventée'],
      ['demandeur.nomDeNaissance', 'Mariée-Depuis'],
    ]
    expect(matches({ nomDUsage: 'MARIEE DEPUIS' }, ...inverse)).toBe(true)
    expect(matches({ nomDUsage: null }, ...inverse)).toBe(false)
    expect(matches({ nomDUsage: 'AUTRE' }, ...inverse)).toBe(false)
    expect(matches({ nomDUsage: 'MARIEE DEPUIS', naissance: naissance('1984-05-13') }, ...inverse)).toBe(false)
    expect(matches({ nomDUsage: 'MARIEE DEPUIS', prenoms: ['DOMINIQUE'] }, ...inverse)).toBe(false)
    // A usage name alone proves nothing: nobody checked it.
    const usageSeul: Changement[] = [
      ['demandeur.nom', 'Mariée-Depuis'],
      ['demandeur.nomDeNaissance', null],
    ]
    expect(matches({ nomDUsage: 'MARIEE DEPUIS' }, ...usageSeul)).toBe(false)
    const sansNom: Changement[] = [
      ['demandeur.nom', null],
      ['demandeur.nomDeNaissance', 'Mariée-Depuis'],
    ]
    expect(matches({ nomDeNaissance: '', nomDUsage: 'MARIEE DEPUIS' }, ...sansNom)).toBe(false)
  })

  it('n’est pas celle d’un parent, d’un homonyme d’un autre jour, ni d’une date à moitié connue', () => {
    expect(matches({ prenoms: ['MARIE', 'CAMILLE'] })).toBe(false)
    expect(matches({ nomDeNaissance: 'INVENTE' })).toBe(false)
    expect(matches({ naissance: naissance('1984-05-13') })).toBe(false)
    expect(matches({ naissance: naissance('1984-05-00') })).toBe(false)
    expect(matches({ naissance: naissance('1984-00-00') }, ['demandeur.naissance', '1984-00-00'])).toBe(true)
    expect(matches({}, ['demandeur.naissance', null])).toBe(false)
  })

  it('connaît qui n’a qu’un nom, et n’ouvre pas la demande d’une association', () => {
    const unSeul: Changement[] = [
      ['demandeur.prenom', null],
      ['demandeur.unSeulNom', true],
    ]
    expect(matches({ prenoms: [] }, ...unSeul)).toBe(true)
    expect(matches({}, ...unSeul)).toBe(false)
    expect(matches({ prenoms: [] })).toBe(false)
    expect(isMemePersonne(PIVOT, unContenuDAssociation())).toBe(false)
    const sansNom: Changement[] = [
      ['demandeur.nom', null],
      ['demandeur.nomDeNaissance', null],
    ]
    expect(matches({ nomDeNaissance: '' }, ...sansNom)).toBe(false)
  })
})

describe('le contact où part un code (R-RAT-04)', () => {
  const avec = (courriel: string | null, portable: string | null) =>
    unContenu(['demandeur.courriel', courriel], ['demandeur.telephonePortable', portable])

  it('est le courriel, à défaut le portable', () => {
    expect(contactEprouve([avec('a@exemple.fr', '06 39 98 12 34')])).toEqual({
      canal: 'courriel',
      destinataire: 'a@exemple.fr',
    })
    const sms = { canal: 'sms', destinataire: '0639981234' }
    for (const portable of ['06 39 98 12 34', '+33 6 39 98 12 34'])
      expect(contactEprouve([avec(null, portable)])).toEqual(sms)
    expect(contactEprouve([avec(null, '05 36 49 00 01')])).toBeUndefined()
    expect(contactEprouve([avec(null, null)])).toBeUndefined()
    expect(contactEprouve([])).toBeUndefined()
  })

  it('est celui du canal choisi, à défaut l’autre ; jamais un trop neuf (R-RAT-09)', () => {
    const canal = (contenus: Parameters<typeof contactEprouve>[0], par: 'courriel' | 'sms') =>
      contactEprouve(contenus, par)?.canal
    const deux = avec('a@exemple.fr', '06 39 98 12 34')
    expect([canal([deux], 'sms'), canal([deux], 'courriel')]).toEqual(['sms', 'courriel'])
    expect([canal([avec('a@exemple.fr', null)], 'sms'), canal([avec(null, '06 39 98 12 34')], 'courriel')]).toEqual([
      'courriel',
      'sms',
    ])
    expect(canal([avec('a@exemple.fr', '06 39 98 00 00'), deux], 'sms')).toBe('courriel')
    expect(canal([avec(null, '06 39 98 00 00'), avec(null, '06 39 98 12 34')], 'sms')).toBeUndefined()
  })

  it('n’est jamais un contact changé depuis moins de trois jours, même remis ensuite', () => {
    const [ancien, neuf] = [avec('a@exemple.fr', '06 39 98 12 34'), avec('b@exemple.fr', '06 39 98 12 34')]
    expect(contactEprouve([ancien, neuf])).toMatchObject({ canal: 'sms' })
    expect(contactEprouve([ancien, neuf, ancien])).toMatchObject({ canal: 'sms' })
    expect(contactEprouve([ancien, avec('b@exemple.fr', '06 39 98 99 99')])).toBeUndefined()
    expect(contactEprouve([neuf, neuf])).toMatchObject({ destinataire: 'b@exemple.fr' })
  })
})

describe('les contacts que l’on quitte (R-RAT-07)', () => {
  const ancien = { courriel: 'a@exemple.fr', telephonePortable: '06 39 98 12 34' }
  const courriel = { canal: 'courriel', destinataire: 'a@exemple.fr' }
  const sms = { canal: 'sms', destinataire: '0639981234' }

  it.each([
    ['rien', ancien, []],
    ['le même numéro écrit autrement', { ...ancien, telephonePortable: '+33 6 39 98 12 34' }, []],
    ['un autre courriel', { ...ancien, courriel: 'b@exemple.fr' }, [courriel]],
    ['plus de courriel', { ...ancien, courriel: null }, [courriel]],
    ['un autre portable', { ...ancien, telephonePortable: '06 39 98 99 99' }, [sms]],
    ['les deux', { courriel: null, telephonePortable: null }, [courriel, sms]],
  ])('%s', (_, apres, quittes) => {
    expect(contactsQuittes(ancien, apres)).toEqual(quittes)
  })

  it('rien n’est dit à qui n’était pas inscrit, ni à une ligne fixe', () => {
    expect(contactsQuittes({ courriel: null, telephonePortable: null }, ancien)).toEqual([])
    expect(contactsQuittes({ courriel: null, telephonePortable: '05 36 49 00 01' }, ancien)).toEqual([])
  })
})
