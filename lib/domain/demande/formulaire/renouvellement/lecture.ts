/**
 * What a renewal will record: last year's content with what was answered since, each error at its field, what is still
 * to be said. A text that is the same as what stands changes nothing; nothing is made up for what is missing.
 */
import type { Jour } from '../../../calendrier.ts'
import type { ChampDemande } from '../champs.ts'
import { checkCompletude } from '../completude.ts'
import { isMemeNumero, NUMERO_SURTAXE } from '../contacts.ts'
import type { Contenu } from '../contenu.ts'
import { contenuDeSaNature } from '../nature.ts'
import type { Anomalie } from '../validite.ts'
import { readContenu } from '../validite.ts'
import { appliquer } from './application.ts'
import { blocsDuGroupe } from './champs-de-groupe.ts'
import type { Bloc, ChampSaisi } from './champs-saisis.ts'
import { read } from './chemins.ts'
import type { Communes } from './communes.ts'
import { anomaliesDeMineurs, anomaliesDuDemandeur, blocsDeMineur } from './emancipation.ts'
import { champExact, type Groupe, groupesDe, type Reponses } from './groupes.ts'
import { personnesDe } from './personnes.ts'
import { anneeDuRevenu, lireRessources, lireRevenu, type Porteur, porteursDe, reponsesDeLAnnee } from './ressources.ts'

export type EtatDeGroupe = 'a-dire' | 'exact' | 'change'
export type Etape = 'faits' | 'ressources' | 'revenu' | 'completer' | 'confirmer'

export type Renouveler = Readonly<{
  groupes: readonly Readonly<{
    groupe: Groupe
    etat: EtatDeGroupe
    blocs: readonly Bloc[]
    anomalies: readonly Anomalie[]
  }>[]
  porteurs: readonly Porteur[]
  /** Not answered yet, of all those of whom it is asked. */
  ressourcesADire: boolean
  revenuADire: boolean
  anomalies: readonly Anomalie[]
  /** As it would be recorded; null while something of it cannot be kept. */
  contenu: Contenu | null
  manques: readonly ChampDemande[]
  mineur: boolean
  /** The first step at which something is left to say. */
  etape: Etape
}>

/**
 * Reads the answers; `le` is the day in the demande's territory. `isToleree`: an anomaly of the content that does not keep
 * it from being recorded, by its field and its path in the content.
 */
export function readReponses(
  registre: Contenu,
  gardees: Reponses,
  {
    le,
    communes,
    isToleree = () => false,
  }: Readonly<{ le: Jour; communes: Communes; isToleree?: (champ: string, chemin: string) => boolean }>,
): Renouveler {
  const avant = contenuDeSaNature(registre)
  const reponses = reponsesDeLAnnee(gardees, anneeDuRevenu(le))
  const blocs = groupesDe(avant).map((groupe) => ({
    groupe,
    blocs: [
      ...blocsDuGroupe(groupe, avant, communes.nomDe),
      ...(groupe === 'vous' ? blocsDeMineur(avant, reponses, le) : []),
    ],
  }))
  const personnes = personnesDe(avant, reponses)
  const cles = personnes.cotitulaires.map(({ place }) => `cotitulaires.${place}`)
  const porteurs = porteursDe({ ...avant, cotitulaires: personnes.cotitulaires.map(({ qui }) => qui) }, cles, le)
  const applique = appliquer(avant, reponses, {
    champs: blocs.flatMap((one) => one.blocs.flatMap(({ champs }) => champs)),
    personnes,
    porteurs,
    communes,
    le,
  })
  const lue = readContenu(applique.envoi, le, ({ champ, message }) => {
    const nom = applique.champDe(champ)
    // R-FORM-30 — choix du portail : un numéro que la demande a déjà ne bouge pas, et n’arrête rien ; écrit, il se redemande
    const isDebout = message === NUMERO_SURTAXE && isMemeNumero(read(applique.envoi, champ), read(avant, nom))
    return isDebout || isToleree(nom, champ)
  })
  const anomalies = uneParChamp([
    ...applique.anomalies,
    ...anomaliesDuDemandeur(avant, reponses, le),
    ...anomaliesDeMineurs(personnes.cotitulaires, reponses, le),
    ...(lue.ok ? [] : lue.anomalies.map(({ champ, message }) => ({ champ: applique.champDe(champ), message }))),
  ])
  const contenu = lue.ok && anomalies.length === 0 ? lue.contenu : null
  const completude = contenu && checkCompletude(contenu, 'renouvellement', le)
  const groupes = blocs.map(({ groupe, blocs: siens }) => ({
    groupe,
    blocs: siens,
    etat: etatDe(groupe, siens, reponses),
    anomalies: anomalies.filter(({ champ }) => siens.some(({ champs }) => champs.some(({ nom }) => nom === champ))),
  }))
  const reste = {
    groupes,
    porteurs,
    ressourcesADire: porteurs.some((one) => lireRessources(one, reponses).valeur === undefined),
    revenuADire: porteurs.some((one) => one.revenu && lireRevenu(one, reponses).valeur === undefined),
    anomalies,
    contenu,
    // A person is asked by the field of their place, whoever left before them.
    manques: (completude?.manques ?? []).map((one) =>
      DE_QUELQU_UN.test(one.champ) ? { ...one, champ: applique.champDe(one.champ) } : one,
    ),
    mineur: completude?.mineur ?? false,
  }
  return { ...reste, etape: etapeDe(reste) }
}

const DE_QUELQU_UN = /^(?:cotitulaires|foyer\.personnesACharge|foyer\.enfantsEnGarde)\.\d/

/** Whether something of the group differs from what stands. */
export const isChange = ({ nom, valeur }: Pick<ChampSaisi, 'nom' | 'valeur'>, reponses: Reponses): boolean =>
  (reponses[nom] ?? valeur).trim() !== valeur

const etatDe = (groupe: Groupe, blocs: readonly Bloc[], reponses: Reponses): EtatDeGroupe => {
  const change = blocs.some(
    ({ champs, retirer }) => (retirer && reponses[retirer]) || champs.some((champ) => isChange(champ, reponses)),
  )
  return change ? 'change' : reponses[champExact(groupe)] ? 'exact' : 'a-dire'
}

function etapeDe({
  groupes,
  ressourcesADire,
  revenuADire,
  contenu,
  manques,
  mineur,
}: Omit<Renouveler, 'etape'>): Etape {
  if (groupes.some(({ etat }) => etat === 'a-dire')) return 'faits'
  if (ressourcesADire) return 'ressources'
  if (revenuADire) return 'revenu'
  // R-DEM-06 — bulletin de juillet 2014, « Bonnes pratiques » : ce qui manque se demande, rien ne s’invente
  return contenu === null || manques.length > 0 || mineur ? 'completer' : 'confirmer'
}

/** Where each group stands once « rien n’a changé » was said: those that changed keep their changes. */
export const reponsesExactes = (contenu: Contenu): Reponses =>
  Object.fromEntries(groupesDe(contenu).map((groupe) => [champExact(groupe), 'oui']))

/** A field is told one thing at a time: the first that keeps its answer from being read. */
const uneParChamp = (anomalies: readonly Anomalie[]): readonly Anomalie[] =>
  [...new Map(anomalies.toReversed().map((une) => [une.champ, une])).values()].toReversed()
