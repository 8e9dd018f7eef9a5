'use client'
import Link from 'next/link'
import type { EtatDAction, Valeurs } from '#lib/documents/etat-de-formulaire.ts'
import { Cases, Champ, Choix, type Options } from '#lib/ui/formulaire/champs.tsx'
import { useRefus } from '#lib/ui/formulaire/contexte.ts'
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

/** Where the account is that this form had opened, and that was closed since. */
function CompteFerme() {
  const refus = useRefus()
  return refus?.code === 'invite-ferme' ? (
    <p>
      <Link className="fr-link" href={`/admin/comptes/${refus.id}`} prefetch={false}>
        Ouvrir le compte fermé
      </Link>
    </p>
  ) : null
}

export function CompteForm({ action, roles, centres, departements, initial, cle }: Props) {
  return (
    <Formulaire action={action} bouton="Envoyer l’invitation" libelles={LIBELLES} initial={initial}>
      <input type="hidden" name="cle" value={cle} />
      <CompteFerme />
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
