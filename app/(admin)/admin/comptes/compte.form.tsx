'use client'
import type { EtatDAction, Valeurs } from '#lib/documents/etat-de-formulaire.ts'
import { Cases, Champ, Choix, type Options } from '#lib/ui/formulaire/champs.tsx'
import { Formulaire } from '#lib/ui/formulaire/formulaire.tsx'

type Props = Readonly<{
  action: (etat: EtatDAction, data: FormData) => Promise<EtatDAction>
  roles: Options
  centres: Options
  departements: Options
  initial: Valeurs
  /** Drawn with the form: a second click invites once. */
  cle: string
}>

const LIBELLES = {
  courriel: 'Courriel',
  role: 'Rôle',
  siret: 'SIRET',
  centreIds: 'Centre',
  departements: 'Départements',
  cle: 'Formulaire',
}

export function CompteForm({ action, roles, centres, departements, initial, cle }: Props) {
  return (
    <Formulaire action={action} bouton="Envoyer l’invitation" libelles={LIBELLES} initial={initial}>
      <input type="hidden" name="cle" value={cle} />
      <Champ
        nom="courriel"
        libelle="Courriel professionnel"
        aide="Celui que ProConnect connaît, par exemple nom@mairie.fr."
        type="email"
        obligatoire
      />
      <Choix nom="role" libelle="Rôle" options={roles} obligatoire />
      <Champ
        nom="siret"
        libelle="SIRET de l’organisme"
        aide="14 chiffres, vérifiés à la première connexion."
        inputMode="numeric"
        obligatoire={centres.length > 0}
      />
      {centres.length > 0 ? (
        <Choix nom="centreIds" libelle="Centre" options={centres} vide="Choisissez un centre" obligatoire />
      ) : null}
      {departements.length > 0 ? (
        <Cases nom="departements" libelle="Départements" options={departements} aide="Pour un gestionnaire." />
      ) : null}
    </Formulaire>
  )
}
