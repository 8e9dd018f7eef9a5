import { describe, expect, it } from 'vitest'
import { type Changement, unContenu, unContenuDAssociation } from '../testing.ts'
import { blocsACompleter } from './a-completer.ts'
import type { Reponses } from './groupes.ts'
import { exact, lire } from './testing.ts'

const BRUXELLES: readonly Changement[] = [
  ['demandeur.adresse.etranger', true],
  ['demandeur.adresse.codePostal', '1000'],
  ['demandeur.adresse.commune', null],
  ['demandeur.adresse.localite', 'Bruxelles'],
  ['demandeur.adresse.pays', 'Belgique'],
]
const LIEU = ['codePostal', 'commune', 'etranger', 'localite', 'pays'].map((quoi) => `demandeur.adresse.${quoi}`)
const dire = (contenu: ReturnType<typeof unContenu>, dit: Reponses) =>
  lire(contenu, {
    ...exact(contenu),
    ...Object.fromEntries(Object.entries(dit).map(([quoi, texte]) => [`demandeur.adresse.${quoi}`, texte])),
  })
const adresse = (...args: Parameters<typeof dire>) => dire(...args).contenu?.demandeur.adresse
const fautes = (...args: Parameters<typeof dire>) => dire(...args).anomalies.map(({ champ }) => champ)

describe('une adresse à l’étranger (R-FORM-20)', () => {
  it('d’ici à là-bas : la commune et son code postal tombent (R-FORM-20)', () => {
    const la = { etranger: true, commune: null, localite: 'Bruxelles', pays: 'Belgique' }
    const dit = { etranger: 'oui', localite: 'Bruxelles', pays: 'Belgique' }
    expect(adresse(unContenu(), dit)).toMatchObject({ ...la, codePostal: null })
    expect(adresse(unContenu(), { ...dit, codePostal: '1000', commune: '' })).toMatchObject({
      ...la,
      codePostal: '1000',
    })
    expect(dire(unContenu(), dit).etape).toBe('confirmer')
    // Of a commune that was not known by its code, the town of before goes too.
    const sansCode = unContenu(['demandeur.adresse.commune', null], ['demandeur.adresse.localite', 'Foix'])
    expect(adresse(sansCode, { etranger: 'oui', pays: 'Belgique' })).toMatchObject({ ...la, localite: null })
  })

  it('de là-bas à ici : la ville et le pays tombent, la commune se cherche (R-FORM-20)', () => {
    const ici = { etranger: false, codePostal: '09000', commune: '09122', localite: null, pays: null }
    const contenu = unContenu(...BRUXELLES)
    const dit = { etranger: 'non', codePostal: '09000', commune: 'Foix' }
    const suites: readonly Reponses[] = [{}, { pays: '' }, { pays: '', localite: '' }, { pays: 'FRANCE' }]
    for (const suite of suites) expect(adresse(contenu, { ...dit, ...suite })).toMatchObject(ici)
    // The former postcode and the new commune do not answer each other.
    expect(fautes(contenu, { ...dit, codePostal: '1000' })).toEqual(['demandeur.adresse.commune'])
  })

  it('deux lieux ensemble se redemandent (R-FORM-20)', () => {
    expect(fautes(unContenu(), { localite: 'Bruxelles', pays: 'Belgique' })).toEqual(['demandeur.adresse.etranger'])
    expect(fautes(unContenu(...BRUXELLES), { etranger: 'non', localite: 'Foix' })).toEqual([
      'demandeur.adresse.etranger',
    ])
    expect(fautes(unContenu(...BRUXELLES), { codePostal: '09000', commune: 'Foix' })).toEqual([
      'demandeur.adresse.commune',
    ])
    const perdue = dire(unContenu(), { commune: 'Bruxelles', codePostal: '1000' })
    expect(perdue.anomalies[0]?.message).toMatch(/étranger/)
  })

  it('là-bas, on déménage sans rien dire d’ici (R-FORM-20)', () => {
    expect(adresse(unContenu(...BRUXELLES), { localite: 'Liège', codePostal: '4000', pays: 'Belgique' })).toMatchObject(
      {
        etranger: true,
        codePostal: '4000',
        commune: null,
        localite: 'Liège',
      },
    )
  })

  it('une page d’avant ces champs, qui n’en dit que ce qu’elle montrait, ne ramène ni n’exile personne (R-FORM-20)', () => {
    const [labas, ici] = [unContenu(...BRUXELLES), unContenu()]
    const rue = { numero: '5', voie: 'rue Neuve', lieuDit: '' }
    const tenue = { numero: '5', voie: 'rue Neuve', lieuDit: null }
    // Abroad it asked for the town and the country, and not whether; in France for the commune alone.
    const deLaBas = { ...rue, codePostal: '1000', localite: 'Bruxelles', pays: 'Belgique' }
    expect(adresse(labas, deLaBas)).toEqual({ ...labas.demandeur.adresse, ...tenue })
    expect(adresse(labas, { ...deLaBas, codePostal: '4000', localite: 'Liège' })).toEqual({
      ...labas.demandeur.adresse,
      ...tenue,
      codePostal: '4000',
      localite: 'Liège',
    })
    // The part that stays is not forgotten with the one that goes.
    expect(adresse(labas, { ...deLaBas, codePostal: '1050' })).toMatchObject({
      codePostal: '1050',
      localite: 'Bruxelles',
    })
    expect(adresse(ici, { ...rue, codePostal: '09000', commune: 'Foix' })).toEqual({
      ...ici.demandeur.adresse,
      ...tenue,
    })
    expect(adresse(ici, { ...rue, codePostal: '09100', commune: 'Pamiers' })).toEqual({
      ...ici.demandeur.adresse,
      ...tenue,
      codePostal: '09100',
      commune: '09225',
    })
  })

  it('ce qui manque du lieu se répond en France ou à l’étranger, d’une association aussi (R-FORM-20)', () => {
    const champs = (contenu: ReturnType<typeof unContenu>) =>
      blocsACompleter(lire(contenu, exact(contenu))).flatMap((bloc) => bloc.champs.map(({ nom }) => nom))
    expect(champs(unContenu(...BRUXELLES, ['demandeur.adresse.pays', null]))).toEqual(LIEU)
    expect(champs(unContenu(['demandeur.adresse.commune', null]))).toEqual(LIEU)
    expect(champs(unContenuDAssociation(...BRUXELLES, ['demandeur.adresse.localite', null]))).toEqual(LIEU)
  })
})
