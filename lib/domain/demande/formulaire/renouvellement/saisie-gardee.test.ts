import { describe, expect, it } from 'vitest'
import { jour } from '../../../calendrier.ts'
import type { Contenu } from '../contenu.ts'
import { unContenu, unContenuDAssociation, unCotitulaire } from '../testing.ts'
import { makeCommunes, makeCommunesDuTerritoire } from './communes.ts'
import type { Reponses } from './groupes.ts'
import { PARTIES, pageDuJour } from './mise-a-jour.ts'
import {
  formulaireDe,
  isDejaGardee,
  isGardeeSurAppareilPartage,
  isPartieGardee,
  mergeSaisie,
  PARTIES_GARDEES,
  type PartieGardee,
  pageQuiVaut,
  partiesGardeesDe,
  redit,
  type SaisieRecue,
} from './saisie-gardee.ts'

const le = jour('2026-11-28')
const FOIX = { code: '09122', nom: 'Foix', codesPostaux: ['09000'] }
const faits = { le, communes: makeCommunes(makeCommunesDuTerritoire([FOIX]), [FOIX]) }
const enfant = (prenom: string) => ({ nom: 'Inventée', prenom, naissance: '2015-02-03', sexe: 'F', lien: 'E' })
const foyer = (...prenoms: readonly string[]) => unContenu(['foyer.personnesACharge', prenoms.map(enfant)])
const SURFACE = 'logementActuel.surface'
const textesDuLogement = (contenu: Contenu): Reponses => formulaireDe('logement', contenu, faits).textes
const LIEN = 'foyer.personnesACharge.0.lien'

type Essai = Readonly<{
  partie?: PartieGardee
  contenu?: Contenu
  version?: number
  /** Now, when it is not the page's. */
  debout?: Contenu
  annee?: string
  envoi?: SaisieRecue['envoi']
  gardee?: Readonly<{ valeurs: Reponses; contenu?: Contenu; annee?: string; version?: number; ancien?: Contenu }>
  /** What the page showed, when its content does not read any more. */
  ancien?: Contenu
}>
function garder(recues: Reponses, essai: Essai = {}) {
  const {
    partie = 'logement',
    contenu = unContenu(),
    version = 1,
    debout = contenu,
    annee = '2024',
    envoi,
    gardee,
    ancien,
  } = essai
  const textesDe = (vu: Contenu) => formulaireDe(partie, vu, faits).textes
  return mergeSaisie({
    partie,
    recues,
    envoi,
    sur: {
      version,
      page: { contenu, annee },
      formulaire: formulaireDe(partie, contenu, faits),
      montrait: textesDe(ancien ?? contenu),
    },
    gardee: gardee && {
      version: gardee.version ?? version,
      page: { contenu: gardee.ancien ? undefined : (gardee.contenu ?? contenu), annee: gardee.annee ?? annee },
      valeurs: { ...textesDe(gardee.ancien ?? gardee.contenu ?? contenu), ...gardee.valeurs },
    },
    debout: { page: pageDuJour(debout, le), redit: (valeurs) => redit(partie, debout, valeurs, faits) },
  })
}
/** What is kept beyond what the page showed. */
function ecrit(recues: Reponses, essai: Essai = {}) {
  const done = garder(recues, essai)
  if (!done.ok) return done.refus.code
  const { textes } = formulaireDe(essai.partie ?? 'logement', essai.contenu ?? unContenu(), faits)
  return done.value && Object.fromEntries(Object.entries(done.value).filter(([nom, texte]) => texte !== textes[nom]))
}

describe('les formulaires de « Ma demande »', () => {
  it('sont ceux d’une partie, des coordonnées ou du nom, et rien d’autre', () => {
    expect(PARTIES_GARDEES.filter((partie) => partie !== 'coordonnees' && partie !== 'nom')).toEqual(
      Object.keys(PARTIES),
    )
    expect(['vous', 'nom', 'confirmer', 'toString'].map(isPartieGardee)).toEqual([true, true, false, false])
    expect(partiesGardeesDe(unContenu())).toEqual(PARTIES_GARDEES)
    expect(partiesGardeesDe(unContenuDAssociation())).toEqual(['vous', 'recherche', 'coordonnees'])
  })

  it('d’un appareil partagé, ce n’est jamais celui des coordonnées (R-MAJ-06)', () => {
    expect(PARTIES_GARDEES.filter((partie) => !isGardeeSurAppareilPartage(partie))).toEqual(['coordonnees'])
  })
})

describe('ce que l’on garde d’un formulaire pendant qu’on l’écrit', () => {
  it('tout ce que la page montrait, avec ce qui est écrit, juste ou faux, et quelle page c’était (R-MAJ-08)', () => {
    const done = garder({ [SURFACE]: 'grande' }, { version: 3 })
    const { textes } = formulaireDe('logement', unContenu(), faits)
    expect(done).toEqual({ ok: true, value: { ...textes, [SURFACE]: 'grande', version: '3' } })
    expect(ecrit({ 'demandeur.ressources.reponse': 'rien' }, { partie: 'ressources' })).toEqual({
      'demandeur.ressources.reponse': 'rien',
      version: '1',
    })
    expect(ecrit({ 'demandeur.revenuFiscal.reponse': 'rien' }, { partie: 'revenu', annee: '2023' })).toMatchObject({
      annee: '2023',
    })
    expect(ecrit({ telephonePortable: '06 39 98 00 07' }, { partie: 'coordonnees' })).toEqual({
      telephonePortable: '06 39 98 00 07',
      version: '1',
    })
    expect(ecrit({ motif: 'Une lettre manque' }, { partie: 'nom' })).toEqual({
      motif: 'Une lettre manque',
      version: '1',
    })
  })

  it('ni un NIR, ni un champ que la partie n’a pas (R-MAJ-08, R-BRO-01)', () => {
    // Month 13 does not exist in a real one; the key is right all the same.
    const cle = String(97 - (2801399999999 % 97)).padStart(2, '0')
    expect(ecrit({ motif: `mon numéro 2801399999999${cle}` }, { partie: 'nom' })).toEqual({
      motif: 'mon numéro ',
      version: '1',
    })
    const intrus = { 'demandeur.courriel': 'intrus@exemple.invalid', id: 'x', version: '9' }
    expect(garder(intrus)).toEqual({ ok: true, value: null })
  })

  it('deux onglets qui écrivent chacun un champ gardent les deux, le dernier l’emporte sur le même (R-MAJ-08)', () => {
    const gardee = { valeurs: { [SURFACE]: '41', 'logementActuel.occupants': '2' } }
    expect(ecrit({ [SURFACE]: '50' }, { gardee })).toEqual({
      [SURFACE]: '50',
      'logementActuel.occupants': '2',
      version: '1',
    })
    // The oldest page of the two: whoever records them is told of all that changed since.
    expect(ecrit({ [SURFACE]: '50' }, { version: 4, gardee: { ...gardee, version: 2 } })).toMatchObject({
      version: '2',
    })
    expect(ecrit({ [SURFACE]: '50' }, { version: 2, gardee: { ...gardee, version: 4 } })).toMatchObject({
      version: '2',
    })
    expect(ecrit({ [SURFACE]: '50' }, { version: 2, gardee: { ...gardee, version: Number.NaN } })).toMatchObject({
      version: '2',
    })
  })

  it.each([
    ['d’une personne de plus', { contenu: foyer('Alix') }, { contenu: foyer('Alix', 'Noa') }],
    ['d’une place échangée', { contenu: foyer('Alix', 'Noa') }, { contenu: foyer('Noa', 'Alix') }],
  ])('ce qui est gardé %s ne se mêle pas et ne s’efface pas (R-MAJ-08, R-MAJ-04)', (_, gardee, { contenu }) => {
    const valeurs = { [LIEN]: 'A' }
    const essai = { partie: 'foyer', contenu, gardee: { ...gardee, valeurs } } as const
    expect(ecrit({ [LIEN]: 'A' }, essai)).toBe('page-depassee')
    // Nor by a form sent as the page showed it; copied and sent, it takes its place.
    expect(ecrit({}, { ...essai, envoi: 'entiere' })).toBe('page-depassee')
    expect(ecrit({ [LIEN]: 'A' }, { ...essai, envoi: 'entiere' })).toEqual({ [LIEN]: 'A', version: '1' })
    // Of a page that could not be recorded itself, never.
    expect(ecrit({ [LIEN]: 'A' }, { ...essai, envoi: 'entiere', debout: foyer('Sam') })).toBe('page-depassee')
  })

  it('ce qui est gardé d’une autre année ne se mêle pas (R-MAJ-08, R-MAJ-04)', () => {
    const champ = 'demandeur.revenuFiscal.reponse'
    const essai = { partie: 'revenu', gardee: { annee: '2023', valeurs: { [champ]: 'rien' } } } as const
    expect(ecrit({ [champ]: 'inconnu' }, essai)).toBe('page-depassee')
    expect(ecrit({ [champ]: 'inconnu' }, { ...essai, annee: '2023' })).toMatchObject({
      [champ]: 'inconnu',
      annee: '2023',
    })
  })

  it('une page dépassée garde ce que l’on y écrit, avec sa version (R-MAJ-08)', () => {
    const essai = { partie: 'foyer', contenu: foyer('Alix'), debout: foyer('Noa', 'Alix'), version: 2 } as const
    expect(ecrit({ [LIEN]: 'A' }, essai)).toEqual({ [LIEN]: 'A', version: '2' })
    // It says what stands of somebody else: that is not what stands.
    expect(ecrit({ 'foyer.personnesACharge.0.prenom': 'Noa' }, essai)).toMatchObject({ version: '2' })
  })

  it('ce qui redit la page, ou ce qui est enregistré, n’est pas gardé (R-MAJ-06)', () => {
    expect(garder({ [SURFACE]: ' 38 ' })).toEqual({ ok: true, value: null })
    expect(garder({ [SURFACE]: '38' }, { gardee: { valeurs: { [SURFACE]: '41' } } })).toEqual({ ok: true, value: null })
    const debout = unContenu([SURFACE, 41])
    expect(garder({ [SURFACE]: '41' }, { debout })).toEqual({ ok: true, value: null })
    expect(ecrit({ [SURFACE]: '42' }, { debout })).toMatchObject({ [SURFACE]: '42' })
  })

  it('ce que le registre écrit autrement n’est pas gardé non plus, quand il arrive après (R-MAJ-06)', () => {
    const portable = unContenu(['demandeur.telephonePortable', '06 39 98 00 07'])
    const tape = { telephonePortable: '0639980007' }
    expect(garder(tape, { partie: 'coordonnees', debout: portable })).toEqual({ ok: true, value: null })
    expect(ecrit(tape, { partie: 'coordonnees' })).toMatchObject(tape)
    // Not a number: it is kept as it is typed.
    expect(ecrit({ telephonePortable: '06 39' }, { partie: 'coordonnees', debout: portable })).toMatchObject({
      telephonePortable: '06 39',
    })
    const surface = unContenu([SURFACE, 41])
    expect(garder({ [SURFACE]: '41,0' }, { debout: surface })).toEqual({ ok: true, value: null })
  })
})

describe('un formulaire envoyé entier', () => {
  const TYPES = ['recherche.types.T2', 'recherche.types.T3'] as const
  it('vide les cases qu’il n’envoie pas (R-MAJ-06)', () => {
    expect(ecrit({ [TYPES[0]]: 'on' }, { partie: 'recherche', envoi: 'entiere' })).toEqual({
      [TYPES[1]]: '',
      version: '1',
    })
    // While it is typed, a box that is not said was not touched.
    expect(ecrit({ [TYPES[0]]: 'on' }, { partie: 'recherche' })).toBeNull()
    const contenu = unContenu(['cotitulaires', [unCotitulaire()]])
    expect(ecrit({ 'cotitulaires.0.retirer': 'on' }, { partie: 'foyer', contenu })).toMatchObject({
      'cotitulaires.0.retirer': 'on',
    })
  })

  it('n’efface pas ce qu’un autre onglet a écrit, sauf s’il l’avait montré (R-MAJ-08)', () => {
    const { textes } = formulaireDe('logement', unContenu(), faits)
    const gardee = { valeurs: { [SURFACE]: '41' } }
    const entier = { ...textes, 'logementActuel.occupants': '2' }
    expect(ecrit(entier, { gardee, envoi: 'entiere' })).toMatchObject({
      [SURFACE]: '41',
      'logementActuel.occupants': '2',
    })
    expect(ecrit(entier, { gardee, envoi: 'reprise' })).toEqual({ 'logementActuel.occupants': '2', version: '1' })
  })
})

describe('une page dont l’ancien contenu ne se lit plus (R-MAJ-09)', () => {
  const [debout, perdue] = [pageDuJour(unContenu(), le), { contenu: undefined, annee: '2023' }]

  it('vaut celle d’aujourd’hui là où un champ demande la même chose quelle que soit la page, et nulle part ailleurs', () => {
    const valent = PARTIES_GARDEES.filter((partie) => pageQuiVaut(partie, perdue, debout) !== undefined)
    expect(valent).toEqual(['vous', 'logement', 'recherche', 'coordonnees', 'nom'])
    expect(pageQuiVaut('vous', perdue, debout)).toEqual({ contenu: debout.contenu, annee: '2023' })
  })

  it('redit ce qui est gardé d’elle, et rien d’autre (R-MAJ-09)', () => {
    const gardee = { [SURFACE]: '41', [LIEN]: 'A', version: '1' }
    const compte = { frappeDe: 'a'.repeat(32), frappe: '3' }
    expect(isDejaGardee({ [SURFACE]: '41\u200b', version: '1', ...compte }, gardee)).toBe(true)
    const autres: readonly Reponses[] = [
      { [SURFACE]: '42' },
      { version: '2' },
      { annee: '2024' },
      { 'logementActuel.occupants': '' },
    ]
    for (const autre of autres) expect(isDejaGardee({ [SURFACE]: '41', version: '1', ...autre }, gardee)).toBe(false)
  })

  it('vaut elle-même tant qu’elle se lit', () => {
    const vue = { contenu: foyer('Alix'), annee: '2023' }
    for (const partie of PARTIES_GARDEES) expect(pageQuiVaut(partie, vue, debout)).toBe(vue)
  })

  describe('et son formulaire, envoyé entier,', () => {
    const OCCUPANTS = 'logementActuel.occupants'
    /** Then 1 person lived there; somebody has written 3 since. */
    const ancien = unContenu()
    const debutDe = textesDuLogement(ancien)
    const contenu = unContenu([OCCUPANTS, 3])

    it('ne garde que ce qui y a été touché (R-MAJ-09)', () => {
      expect(ecrit({ ...debutDe, [SURFACE]: '41' }, { contenu, ancien, envoi: 'entiere' })).toEqual({
        [SURFACE]: '41',
        version: '1',
      })
      expect(ecrit(debutDe, { contenu, ancien, envoi: 'entiere' })).toBeNull()
    })

    it('n’efface pas ce qu’un autre onglet y a écrit, et garde ce qu’il dit comme aujourd’hui (R-MAJ-09)', () => {
      const essai = { contenu, ancien, gardee: { ancien, valeurs: { [OCCUPANTS]: '4' } }, envoi: 'entiere' } as const
      expect(ecrit({ ...debutDe, [SURFACE]: '41' }, essai)).toEqual({ [SURFACE]: '41', [OCCUPANTS]: '4', version: '1' })
      expect(ecrit({ ...debutDe, [OCCUPANTS]: '3' }, essai)).toBeNull()
    })
  })
})
