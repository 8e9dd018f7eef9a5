/** What may be changed in a form is read before it is recorded: each field moves a line of its group. */
import { describe, expect, it } from 'vitest'
import type { Contenu } from '#lib/domain/demande/formulaire/contenu.ts'
import type { ChampSaisi } from '#lib/domain/demande/formulaire/renouvellement/champs-saisis.ts'
import type { Reponses } from '#lib/domain/demande/formulaire/renouvellement/groupes.ts'
import { exact, lire } from '#lib/domain/demande/formulaire/renouvellement/testing.ts'
import {
  type Changement,
  unContenu,
  unContenuDAssociation,
  unCotitulaire,
} from '#lib/domain/demande/formulaire/testing.ts'
import { comparerLignes, lignesDuGroupe } from './contenu-en-lignes.ts'

const ENFANT = { nom: 'Inventée', prenom: 'Alix', naissance: '2015-02-03', sexe: 'F', lien: 'E' }
const RIEN_D_UN_COTITULAIRE: readonly Changement[] = [
  'lien',
  'civilite',
  'nom',
  'nomDeNaissance',
  'prenom',
  'naissance',
  'nationalite',
  'telephonePortable',
  'courriel',
  'situationProfessionnelle.type',
].map((champ) => [champ, null] as const)
const RIEN_DU_DEMANDEUR: readonly Changement[] = ['civilite', 'nom', 'nomDeNaissance', 'prenom', 'nationalite'].map(
  (champ) => [`demandeur.${champ}`, null] as const,
)
const MOTIFS = ['01', '02', '03'].map((code) => ({ code, precision: 'dite' }))
const ABROAD: readonly Changement[] = [
  ['demandeur.adresse.etranger', true],
  ['demandeur.adresse.commune', null],
  ['demandeur.adresse.localite', 'Bruxelles'],
  ['demandeur.adresse.pays', 'Belgique'],
]

const CONTENUS: Readonly<Record<string, Contenu>> = {
  seul·e: unContenu(['motifs', MOTIFS]),
  'avec les siens': unContenu(
    ['cotitulaires', [unCotitulaire(['prenom', 'Dominique'])]],
    ['foyer.personnesACharge', [ENFANT]],
    ['foyer.enfantsEnGarde', [{ naissance: '2016-02-03', sexe: 'M', garde: 'G' }]],
    ['foyer.enfantsANaitre', { nombre: 1, prevusLe: '2027-02-03' }],
    ['motifs', MOTIFS],
  ),
  'dont presque rien n’est connu': unContenu(
    ...RIEN_DU_DEMANDEUR,
    ['demandeur.naissance', '2010-05-12'],
    ['demandeur.adresse.commune', null],
    ['cotitulaires', [unCotitulaire(...RIEN_D_UN_COTITULAIRE)]],
    ['foyer.personnesACharge', [{ ...ENFANT, naissance: null, sexe: null, lien: null }]],
    ['foyer.enfantsEnGarde', [{ naissance: '2016-02-03', sexe: null, garde: null }]],
    ['motifs', MOTIFS],
  ),
  'sans date de naissance': unContenu(['demandeur.naissance', null], ['motifs', MOTIFS]),
  'à l’étranger': unContenu(...ABROAD, ['motifs', MOTIFS]),
  'une association': unContenuDAssociation(),
  'une association sans nom': unContenuDAssociation(['demandeur.raisonSociale', null], ['demandeur.siret', null]),
}

/** Fields that are answered with others, and what they take. */
const AVEC: Readonly<Record<string, Reponses>> = {
  'demandeur.adresse.codePostal': { 'demandeur.adresse.commune': 'Pamiers' },
  'demandeur.adresse.commune': { 'demandeur.adresse.etranger': 'non', 'demandeur.adresse.codePostal': '09100' },
  'demandeur.adresse.localite': { 'demandeur.adresse.etranger': 'oui' },
  'demandeur.adresse.pays': { 'demandeur.adresse.etranger': 'oui' },
}
const PROPRES: Readonly<Record<string, string>> = {
  'demandeur.siret': '55210055400013',
  'demandeur.adresse.numero': '7 bis',
  'demandeur.adresse.codePostal': '09100',
  'foyer.enfantsANaitre.prevusLe': '13/03/2027',
}
const PAR_SORTE = {
  texte: 'Autrement',
  jour: '13/03/2019',
  naissance: '13/03/1999',
  euros: '777',
  montant: '777',
  entier: '7',
  telephone: '05 61 99 12 34',
  courriel: 'autre@exemple.fr',
  commune: 'Pamiers',
  reponse: 'rien',
} as const

function autre({ nom, sorte, valeur, options }: ChampSaisi): string {
  if (sorte === 'case') return valeur === '' ? 'on' : ''
  if (sorte === 'oui-non') return valeur === 'oui' ? 'non' : 'oui'
  if (sorte === 'choix') return Object.keys(options ?? {}).findLast((code) => code !== valeur) ?? ''
  return PROPRES[nom] ?? PAR_SORTE[sorte]
}

const avecDe = ({ nom }: ChampSaisi, { demandeur }: Contenu): Reponses | undefined =>
  nom === 'demandeur.adresse.codePostal' && demandeur.adresse.etranger ? undefined : AVEC[nom]

const nomDe = (code: string): string => ({ '09122': 'Foix', '09225': 'Pamiers' })[code] ?? code

describe('ce qui se change se relit avant d’être certifié', () => {
  it.each(Object.entries(CONTENUS))(
    'chaque champ de qui demande %s change une ligne de son groupe (R-BRO-04)',
    (_, contenu) => {
      const muets = lire(contenu, {}).groupes.flatMap(({ groupe, blocs }) =>
        blocs
          .flatMap(({ champs }) => champs)
          .filter((champ) => {
            // With what goes with it, and not by that alone.
            const avec = avecDe(champ, contenu)
            const lu = lire(contenu, { ...exact(contenu), ...avec, [champ.nom]: autre(champ) })
            const sans = avec ? lire(contenu, { ...exact(contenu), ...avec }) : undefined
            if (lu.contenu === null) return true
            const [avant, apres] = [sans?.contenu ?? contenu, lu.contenu].map((un) => lignesDuGroupe(groupe, un, nomDe))
            return comparerLignes(avant ?? [], apres ?? []).length === 0
          })
          .map(({ nom }) => nom),
      )
      expect(muets).toEqual([])
    },
  )
})
