'use client'
import type { EtatDAction, Valeurs } from '#lib/documents/etat-de-formulaire.ts'
import { Cases, Champ, type Options } from '#lib/ui/formulaire/champs.tsx'
import { Formulaire } from '#lib/ui/formulaire/formulaire.tsx'

type Props = Readonly<{
  action: (etat: EtatDAction, data: FormData) => Promise<EtatDAction>
  bouton: string
  departements: Options
  initial?: Valeurs
  id?: string
  version?: number
  /** Drawn with a form that creates: a second click creates one centre. */
  cle?: string
}>

const LIBELLES = {
  nom: 'Nom',
  code: 'Code guichet',
  siren: 'SIREN',
  courriel: 'Courriel',
  departements: 'Départements',
  cle: 'Formulaire',
}

export function CentreForm({ action, bouton, departements, initial, id, version, cle }: Props) {
  return (
    <Formulaire
      action={action}
      bouton={bouton}
      libelles={LIBELLES}
      initial={initial}
      version={version}
      adresse={id ? `/admin/centres/${id}` : undefined}
    >
      {id ? <input type="hidden" name="id" value={id} /> : null}
      {cle ? <input type="hidden" name="cle" value={cle} /> : null}
      <Champ
        nom="nom"
        libelle="Nom"
        aide="Comme le public le connaît, par exemple « Mairie de Foix »."
        obligatoire
        max={150}
      />
      <Champ nom="code" libelle="Code guichet" aide="5 caractères, s’il enregistre des demandes." max={5} />
      <Champ nom="siren" libelle="SIREN" aide="9 chiffres." inputMode="numeric" />
      <Champ nom="courriel" libelle="Courriel" aide="Reçoit les erreurs que le public signale." type="email" />
      <Cases nom="departements" libelle="Départements" options={departements} obligatoire />
    </Formulaire>
  )
}
