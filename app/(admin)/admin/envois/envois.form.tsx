'use client'
import { DECISIONS_D_ENVOI } from '#lib/domain/rappels/envoi.ts'
import { Choix, type Options } from '#lib/ui/formulaire/champs.tsx'
import { Formulaire } from '#lib/ui/formulaire/formulaire.tsx'
import { decideEnvoiAction, resumeCampagneAction, stopCampagneAction } from './envois.action.ts'

const LIBELLES = { territoire: 'Territoire', jalon: 'Étape', decision: 'Cet envoi' }

export const ArretForm = ({ territoires, jalons }: Readonly<{ territoires: Options; jalons: Options }>) => (
  <Formulaire action={stopCampagneAction} bouton="Arrêter ces envois" libelles={LIBELLES} prefixe="arret-" secondaire>
    <Choix nom="territoire" libelle={LIBELLES.territoire} vide="Choisissez" options={territoires} obligatoire />
    <Choix nom="jalon" libelle={LIBELLES.jalon} vide="Choisissez" options={jalons} obligatoire />
  </Formulaire>
)

export const RepriseForm = ({
  territoire,
  jalon,
  nom,
}: Readonly<{ territoire: string; jalon: string; nom: string }>) => (
  <Formulaire action={resumeCampagneAction} bouton={`Reprendre : ${nom}`} secondaire>
    <input type="hidden" name="territoire" value={territoire} />
    <input type="hidden" name="jalon" value={jalon} />
  </Formulaire>
)

export const DecisionForm = ({ reference, bouton }: Readonly<{ reference: string; bouton: string }>) => (
  <Formulaire
    action={decideEnvoiAction}
    bouton={bouton}
    libelles={LIBELLES}
    prefixe={`${reference.slice(0, 8)}-`}
    secondaire
  >
    <input type="hidden" name="reference" value={reference} />
    <Choix
      nom="decision"
      libelle={LIBELLES.decision}
      vide="Choisissez"
      options={Object.entries(DECISIONS_D_ENVOI)}
      obligatoire
    />
  </Formulaire>
)
