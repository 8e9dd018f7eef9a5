'use client'
import type { ColonneDonneeUneFois } from '#lib/domain/guichet/recensement/colonnes.ts'
import { CANAUX, SERVICES, TYPES_DE_POINT } from '#lib/domain/guichet/vocabulaire.ts'
import { Cases, Champ, Choix } from '#lib/ui/formulaire/champs.tsx'
import { Formulaire } from '#lib/ui/formulaire/formulaire.tsx'
import { completeAction } from '../recensement.action.ts'

type Props = Readonly<{ id: string; manquent: readonly ColonneDonneeUneFois[] }>

const LIBELLES = { canal: 'Canal', type: 'Type', services: 'Services', misAJourLe: 'Mis à jour le' } as const

/** What the whole table lacks, given once for all its rows. */
export function ValeursDuFichierForm({ id, manquent }: Props) {
  const asks = (colonne: ColonneDonneeUneFois) => manquent.includes(colonne)
  return (
    <section className="admin__fiche fr-my-3w" aria-labelledby="valeurs-du-fichier">
      <h3 id="valeurs-du-fichier" className="fr-h6">
        Ce que tout le fichier a en commun
      </h3>
      <p>Votre tableau n’a pas ces colonnes. Ce que vous choisissez ici vaut pour toutes ses lignes.</p>
      <Formulaire
        action={completeAction}
        bouton="Lire avec ces valeurs"
        enCours="Lecture du classeur…"
        libelles={LIBELLES}
      >
        <input type="hidden" name="id" value={id} />
        {manquent.map((colonne) => (
          <input key={colonne} type="hidden" name="manquent" value={colonne} />
        ))}
        {asks('canal') ? (
          <Choix nom="canal" libelle="Canal" options={Object.entries(CANAUX)} vide="Choisissez" obligatoire />
        ) : null}
        {asks('type') ? (
          <Choix nom="type" libelle="Type" options={Object.entries(TYPES_DE_POINT)} vide="Choisissez" obligatoire />
        ) : null}
        {asks('services') ? (
          <Cases nom="services" libelle="Services" options={Object.entries(SERVICES)} obligatoire />
        ) : null}
        {asks('misAJourLe') ? (
          <Champ
            nom="misAJourLe"
            libelle="Mis à jour le"
            aide="Le jour où ces lignes ont été vérifiées."
            type="date"
            obligatoire
          />
        ) : null}
      </Formulaire>
    </section>
  )
}
