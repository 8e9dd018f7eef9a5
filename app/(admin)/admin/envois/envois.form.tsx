'use client'
import type { ReactNode } from 'react'
import { DECISIONS_D_ENVOI } from '#lib/domain/rappels/envoi.ts'
import { Case } from '#lib/ui/formulaire/case.tsx'
import { Choix, type Options } from '#lib/ui/formulaire/champs.tsx'
import { useChamp } from '#lib/ui/formulaire/contexte.ts'
import { Formulaire } from '#lib/ui/formulaire/formulaire.tsx'
import { decideEnvoisAction, resumeCampagneAction, stopCampagneAction } from './envois.action.ts'

const LIBELLES = {
  territoire: 'Territoire',
  jalon: 'Étape',
  choisis: 'Envois dont vous décidez',
  decision: 'Les envois cochés sont',
}

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

/** `references`: of all those that the page shows; `children` shows them, each with its box. */
export const DecisionForm = ({
  references,
  children,
}: Readonly<{ references: readonly string[]; children: ReactNode }>) => (
  <Formulaire
    action={decideEnvoisAction}
    bouton="Enregistrer la décision"
    libelles={LIBELLES}
    enCours="Enregistrement…"
    secondaire
  >
    {references.map((reference) => (
      <input key={reference} type="hidden" name="vus" value={reference} />
    ))}
    <EnvoisACocher nombre={references.length}>{children}</EnvoisACocher>
    <Choix
      nom="decision"
      libelle={LIBELLES.decision}
      vide="Choisissez"
      options={Object.entries(DECISIONS_D_ENVOI)}
      obligatoire
    />
  </Formulaire>
)

function EnvoisACocher({ nombre, children }: Readonly<{ nombre: number; children: ReactNode }>) {
  const { id, erreur } = useChamp('choisis')
  return (
    <fieldset id={id} className="admin__choix fr-mb-3w" aria-describedby={erreur ? `${id}-erreur` : undefined}>
      <legend className="fr-h6">{LIBELLES.choisis}</legend>
      {erreur ? (
        <p id={`${id}-erreur`} className="fr-error-text">
          {erreur}
        </p>
      ) : null}
      {nombre > 1 ? (
        <Case nom="choisis" id="envois-tous" valeur="tous" libelle={`Les ${nombre} envois de cette page`} />
      ) : null}
      {children}
    </fieldset>
  )
}
