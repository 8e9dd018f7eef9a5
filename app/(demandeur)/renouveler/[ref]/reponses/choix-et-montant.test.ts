/** Every answer about an amount beside every amount, as each form sends it: what is meant is taken, else one sentence asks which. */
import { describe, expect, it } from 'vitest'
import { forgetReponses, mergeReponses } from '#lib/domain/demande/formulaire/renouvellement/brouillon.ts'
import type { Reponses } from '#lib/domain/demande/formulaire/renouvellement/groupes.ts'
import { readReponses, reponsesExactes } from '#lib/domain/demande/formulaire/renouvellement/lecture.ts'
import { readMiseAJour } from '#lib/domain/demande/formulaire/renouvellement/mise-a-jour.ts'
import { anomaliesDeSilence } from '#lib/domain/demande/formulaire/renouvellement/ressources.ts'
import { faits } from '#lib/domain/demande/formulaire/renouvellement/testing.ts'
import { unContenu, unCotitulaire } from '#lib/domain/demande/formulaire/testing.ts'
import { interpreter } from './interpreter.ts'

const SALAIRE = { statut: 'declarees', lignes: [{ code: 'SAL', euros: 1240 }] }
const contenu = unContenu(['cotitulaires', [unCotitulaire()]], ['foyer.ressourcesDesPersonnesACharge', SALAIRE])
const LIGNES = 'ressources.lignes.0'
const REVENU = 'revenuFiscal.anneeMoins2.montant.euros'
const CHAMPS = [
  ['ressources', 'demandeur', `demandeur.${LIGNES}`],
  ['ressources', 'cotitulaires.0', `cotitulaires.0.${LIGNES}`],
  ['ressources', 'foyer', 'foyer.ressourcesDesPersonnesACharge.lignes.0'],
  ['revenu', 'demandeur', `demandeur.${REVENU}`],
  ['revenu', 'cotitulaires.0', `cotitulaires.0.${REVENU}`],
] as const
type Partie = (typeof CHAMPS)[number][0]
const TOUJOURS: Reponses = {
  ...reponsesExactes(contenu),
  'revenuFiscal.annee': '2024',
  ...Object.fromEntries(
    CHAMPS.map(([partie, cle]) => [
      `${cle}.${partie === 'revenu' ? 'revenuFiscal' : 'ressources'}.reponse`,
      'toujours',
    ]),
  ),
}
const AN_DERNIER = { ressources: '1240', revenu: '13900' }

const CONTRADICTION =
  'Vous avez écrit un montant\u00a0: choisissez «\u00a0Le montant écrit ci-dessous\u00a0», ou effacez-le.'
const ZERO_ECRIT = 'Vous avez écrit 0\u00a0: choisissez «\u00a0Rien\u00a0», ou effacez-le.'
const CHOISIR_RIEN = 'Écrivez un montant plus grand que 0. Si vous n’avez rien perçu, choisissez «\u00a0Rien\u00a0».'
const ILLISIBLE = 'Écrivez un montant en euros, par exemple 1240.'
const MOIS_VIDE = 'Écrivez le montant de chaque mois, par exemple 1240.'
const AN_VIDE = 'Écrivez le montant, ou choisissez une autre réponse.'

type Fin = Readonly<{ euros: number | null } | { question: string } | { montant: string } | 'rien-de-dit'>
const question = (message: string): Fin => ({ question: message })
const montant = (message: string): Fin => ({ montant: message })
const euros = (valeur: number | null): Fin => ({ euros: valeur })

/** Columns: empty, 0, that of last year, another, one that cannot be read. */
const renouveler = (partie: Partie): Readonly<Record<string, readonly Fin[]>> => {
  const [debout, vide] = [Number(AN_DERNIER[partie]), montant(partie === 'revenu' ? AN_VIDE : MOIS_VIDE)]
  // The field of an income is empty until it is written; that of resources shows last year's.
  const aCote = (valeur: number | null) => (partie === 'revenu' ? question(CONTRADICTION) : euros(valeur))
  const [zero, illisible, choisir] = [montant(CHOISIR_RIEN), montant(ILLISIBLE), question(CONTRADICTION)]
  return {
    '': ['rien-de-dit', zero, euros(debout), euros(900), illisible],
    toujours: [euros(debout), question(ZERO_ECRIT), euros(debout), choisir, choisir],
    autre: [vide, zero, euros(debout), euros(900), illisible],
    rien: [euros(0), euros(0), aCote(0), choisir, choisir],
    inconnu: [euros(null), question(ZERO_ECRIT), aCote(null), choisir, choisir],
  }
}
/** Every field shows what stands; « la même chose » is to leave it, and is not offered. */
const mettreAJour = (partie: Partie): Readonly<Record<string, readonly Fin[]>> => {
  const { autre = [], ...reste } = renouveler(partie)
  const laisse = (valeur: number | null, fins: readonly Fin[] = []) => fins.with(2, euros(valeur))
  return { '': autre, toujours: autre, autre, rien: laisse(0, reste.rien), inconnu: laisse(null, reste.inconnu) }
}

const CAS = CHAMPS.flatMap(([partie, cle, champ]) =>
  ['', 'toujours', 'autre', 'rien', 'inconnu'].flatMap((choix) =>
    ['', '0', AN_DERNIER[partie], '900', 'beaucoup'].map((texte, colonne) => {
      const champDuMontant = partie === 'revenu' ? champ : `${champ}.euros`
      const nature: Reponses = partie === 'revenu' ? {} : { [`${champ}.code`]: 'SAL' }
      const nom = `${cle}.${partie === 'revenu' ? 'revenuFiscal' : 'ressources'}.reponse`
      return { partie, cle, choix, texte, colonne, champDuMontant, nom, nature }
    }),
  ),
)
type Cas = (typeof CAS)[number]

type Lu = Pick<ReturnType<typeof readMiseAJour>, 'contenu' | 'anomalies'>
function finDe({ contenu: apres, anomalies }: Lu, { partie, cle, nom, champDuMontant }: Cas): unknown {
  const [une, ...autres] = anomalies
  if (une)
    return autres.length > 0
      ? anomalies
      : { [une.champ === nom ? 'question' : une.champ === champDuMontant ? 'montant' : une.champ]: une.message }
  const [qui, foyer] = [cle === 'demandeur' ? apres?.demandeur : apres?.cotitulaires[0], apres?.foyer]
  const dit: unknown =
    partie === 'revenu'
      ? Reflect.get(Object(Reflect.get(Object(qui), 'revenuFiscal')), 'anneeMoins2').montant
      : cle === 'foyer'
        ? foyer?.ressourcesDesPersonnesACharge
        : Reflect.get(Object(qui), 'ressources')
  if (dit === null) return { euros: null }
  const { statut, euros: an, lignes } = Object(dit)
  return { euros: ['aucune', 'zero-declare'].includes(statut) ? 0 : (an ?? lignes[0].euros) }
}

describe('une réponse et un montant à côté', () => {
  const { lecture, brouillon } = {
    lecture: (reponses: Reponses) => readReponses(contenu, reponses, faits),
    brouillon: (avant: Reponses, champs: Reponses): Reponses => {
      const ouvert = { lu: readReponses(contenu, avant, faits), gardees: avant }
      const { reponses, oublier = () => false } = interpreter(champs, contenu, ouvert)
      return mergeReponses(forgetReponses(avant, oublier), reponses)
    },
  }

  it.each(CAS)('au renouvellement, $partie de $cle : « $choix » et « $texte » (R-MAJ-11, R-MAJ-12)', (cas) => {
    const { partie, choix, texte, colonne, champDuMontant, nom, nature } = cas
    const saisies = { ...nature, [champDuMontant]: texte, ...(choix && { [nom]: choix }) }
    const { [nom]: _, ...debut } = TOUJOURS
    const attendu = renouveler(partie)[choix]?.[colonne]
    // Without a script, the form alone; with one, the draft has each field before the form goes.
    for (const avant of [debut, { ...debut, ...saisies }]) {
      const apres = brouillon(avant, { etape: partie, faire: 'enregistrer', 'revenuFiscal.annee': '2024', ...saisies })
      const lu = lecture(apres)
      const silences = anomaliesDeSilence(lu.porteurs, apres, partie)
      if (attendu === 'rien-de-dit') {
        expect([lu.etape, lu.anomalies]).toEqual([partie, []])
        expect(silences).toEqual([{ champ: nom, message: 'Choisissez une réponse, ou écrivez un montant.' }])
      } else {
        expect(finDe(lu, cas)).toEqual(attendu)
        expect(silences).toEqual([])
      }
      // What says the same as « la même chose » has no place of its own; all else stays as it was typed.
      const isRedit = choix === 'toujours' && lu.etape === 'confirmer'
      expect(apres[champDuMontant]).toBe(isRedit ? undefined : texte)
    }
  })

  it.each(CAS)('dans une mise à jour, $partie de $cle : « $choix » et « $texte » (R-MAJ-11)', (cas) => {
    const { partie, choix, texte, colonne, champDuMontant, nom, nature } = cas
    const envoyes = { ...nature, [champDuMontant]: texte, ...(choix && { [nom]: choix }) }
    const lu = readMiseAJour({ partie, avant: contenu, envoyes }, faits)
    expect(finDe(lu, cas)).toEqual(mettreAJour(partie)[choix]?.[colonne])
  })
})
