/** Other ways to write a value of a closed list, each of which can mean one value only: read so, and shown. */
import { fold } from './texte.ts'

const listOf = (text: string): readonly string[] => text.split(', ')
const VOISINES: Readonly<Record<string, readonly string[]>> = {
  physique: listOf(
    'sur place, accueil physique, lieu physique, guichet physique, presentiel, en presentiel, accueil sur place',
  ),
  telephone: listOf('tel, telephonique, par telephone, accueil telephonique, contact telephonique'),
  internet: listOf('web, en ligne, site internet, sur internet, site web, numerique'),
  'guichet-enregistreur': listOf(
    'ge, guichet enregistreur ge, service enregistreur, lieu d enregistrement, guichet d enregistrement',
  ),
  'lieu-information': listOf(
    'lieu d informations, point d information, point info, lieu information, point d informations',
  ),
  creation: listOf(
    'creation de la demande, creation de demande, creation d une demande, depot de la demande, depot d une demande, depot de demande, enregistrement de la demande',
  ),
  renouvellement: listOf('renouvellement de la demande, renouvellement de demande, renouvellements'),
  modification: listOf('modification de la demande, mise a jour de la demande, modifications'),
  'depot-pieces': listOf(
    'depot des pieces, depot de pieces justificatives, depot des pieces justificatives, pieces justificatives, pieces',
  ),
  information: listOf('informations, info, infos, renseignement, renseignements'),
  entretien: listOf('entretiens, entretien individuel'),
  'aide-numerique': listOf('aide au numerique, accompagnement numerique, mediation numerique'),
  obligatoire: listOf(
    'sur rendez vous, sur rdv, sur rdv uniquement, sur rendez vous uniquement, rdv uniquement, uniquement sur rendez vous, uniquement sur rdv, rdv obligatoire, rendez vous obligatoire, avec rdv, avec rendez vous, avec rdv uniquement, uniquement avec rdv, uniquement avec rendez vous, avec rendez vous uniquement, sur rdv obligatoire, sur rdv obligatoirement, obligatoirement sur rdv, obligatoirement sur rendez vous, sur rendez vous obligatoire, rdv necessaire, rendez vous necessaire, rdv requis, sur prise de rdv, sur prise de rendez vous, seulement sur rdv, seulement sur rendez vous, exclusivement sur rdv, exclusivement sur rendez vous, sur rdv exclusivement, sur rendez vous exclusivement, sur rdv seulement, sur rendez vous seulement',
  ),
  sans: listOf(
    'sans rendez vous, sans rdv, acces libre, libre, non, sans rdv uniquement, pas de rdv, pas de rendez vous',
  ),
  possible: listOf('avec ou sans rendez vous, avec ou sans rdv, rdv possible, rendez vous possible'),
  partielle: listOf('partiel, partiellement, en partie, partiellement accessible, accessible partiellement'),
  oui: listOf('accessible, accessible pmr, acces pmr, accessible aux pmr'),
  non: listOf('non accessible, pas accessible, inaccessible, non accessible pmr'),
  commune: listOf('mairie, ville'),
  epci: listOf('intercommunalite, communaute de communes, communaute d agglomeration, metropole, communaute urbaine'),
  departement: listOf('conseil departemental'),
  bailleur: listOf('bailleur social, oph, esh'),
  'tout-public': listOf('tous, tous publics, tous public, ouvert a tous, tout le monde'),
}

/** The code among these that a text means in other words. */
export function voisineDe<C extends string>(codes: readonly C[], text: string): C | undefined {
  const wanted = fold(text)
  return codes.find((code) => VOISINES[code]?.includes(wanted))
}
