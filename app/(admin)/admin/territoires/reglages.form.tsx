'use client'
import type { EtatDAction } from '#lib/documents/etat-de-formulaire.ts'
import { FONCTIONS_DE_TERRITOIRE, type FonctionDeTerritoire } from '#lib/domain/demande/reglages-de-territoire.ts'
import { Cases, type Options } from '#lib/ui/formulaire/champs.tsx'
import { Formulaire } from '#lib/ui/formulaire/formulaire.tsx'

type Action = (etat: EtatDAction, data: FormData) => Promise<EtatDAction>

const FONCTIONS: Options = Object.entries(FONCTIONS_DE_TERRITOIRE)
const LIBELLES = { ouverts: 'Ouvert dans ce territoire', confirmation: 'Avant d’ouvrir la radiation' }

/** What must be true before a night may radiate, and the box by which a person says that it is. */
const Confirmation = () => (
  <Cases
    nom="confirmation"
    libelle={LIBELLES.confirmation}
    aide="La nuit radie les demandes dont le dernier jour est passé, un mois au moins après l’avis légal. Une demande renouvelée à un guichet ou dans le logiciel d’un organisme, et dont ce registre ne sait rien, serait radiée à tort. De même celle dont l’avis est revenu sans que ce registre le sache."
    obligatoire
    options={[
      [
        'oui',
        'Les renouvellements des guichets et des logiciels de ce territoire, et les courriels qui reviennent, arrivent dans ce registre, chaque jour.',
      ],
    ]}
  />
)

export function ReglagesForm({
  action,
  territoire,
  version,
  ouverts,
}: Readonly<{ action: Action; territoire: string; version: number; ouverts: readonly FonctionDeTerritoire[] }>) {
  return (
    <Formulaire
      action={action}
      bouton="Enregistrer les réglages"
      libelles={LIBELLES}
      initial={{ ouverts }}
      version={version}
      adresse={`/admin/territoires/${territoire}`}
    >
      <input type="hidden" name="territoire" value={territoire} />
      <Cases nom="ouverts" libelle={LIBELLES.ouverts} options={FONCTIONS} obligatoire />
      {ouverts.includes('radiation') ? null : <Confirmation />}
    </Formulaire>
  )
}

export function AnnulationForm({
  action,
  territoire,
  id,
  rouvreLaRadiation,
}: Readonly<{ action: Action; territoire: string; id: number; rouvreLaRadiation: boolean }>) {
  return (
    <Formulaire action={action} bouton="Annuler le dernier changement" secondaire prefixe="annulation-">
      <input type="hidden" name="territoire" value={territoire} />
      <input type="hidden" name="id" value={id} />
      {rouvreLaRadiation ? <Confirmation /> : null}
    </Formulaire>
  )
}
