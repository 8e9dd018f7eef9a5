import { formatJourEntier } from '#lib/documents/jours.ts'
import type { DemandeActive } from '#lib/domain/demande/demande.ts'
import { formatNumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { Succes } from '#lib/ui/admin/succes.tsx'
import type { DemandesComparees } from '#lib/usecases/compare-demandes.ts'
import { AnnulationForm, DistinctionForm } from './distinction.form.tsx'
import { titulairesDe } from './titulaires.ts'

const nomsDe = (demande: DemandeActive): string =>
  titulairesDe(demande)
    .map(([, { prenom, nomDeNaissance, nom }]) => [prenom, nom ?? nomDeNaissance].filter(Boolean).join(' '))
    .join(', ')

/**
 * Of each demande that is compared with the first: whether they are of two persons, to be said or taken back. `dit`: it was
 * just said of one; `certaines`: the certain ones alone are shown.
 */
export const DeuxPersonnes = ({
  demande,
  memes,
  certaines,
  dit,
}: DemandesComparees & Readonly<{ certaines: boolean; dit: boolean }>) => (
  <section id="deux-personnes">
    <h2 className="fr-mt-4w">Si ce sont deux personnes</h2>
    {dit ? (
      <Succes>
        C’est écrit : ce sont deux personnes.
        {memes.some(({ distinctesLe }) => distinctesLe === null) ? ' Une autre demande au moins reste à comparer.' : ''}
      </Succes>
    ) : null}
    {memes.map(({ demande: autre, vu, distinctesLe }) => {
      const paire = `${formatNumeroUnique(demande.numeroUnique)} et ${formatNumeroUnique(autre.numeroUnique)}`
      return distinctesLe ? (
        <div className="admin__plus" key={autre.ref}>
          <p>{`${paire} (${nomsDe(autre)})\u00a0: deux personnes, dit le ${formatJourEntier(distinctesLe)}.`}</p>
          <AnnulationForm demande={demande.ref} autre={autre.ref} paire={paire} />
        </div>
      ) : (
        <DistinctionForm
          key={autre.ref}
          demande={demande.ref}
          autre={autre.ref}
          paire={paire}
          vu={vu}
          certaines={certaines}
          repli={`${paire}\u00a0: ${nomsDe(autre)}`}
        >
          <p className="texte">
            La question ne se pose plus de ces deux demandes. Si une autre leur ressemble, la ligne reste dans la liste.
            Rien ne change sur l’une ni sur l’autre, et personne n’en est prévenu. Votre choix s’écrit, avec votre nom
            et le jour. Vous pourrez l’annuler. Si le nom, le prénom ou la date de naissance de l’une change, la
            question sera posée de nouveau. Quand une identité est incomplète, une orthographe corrigée n’y suffit pas
            toujours.
          </p>
        </DistinctionForm>
      )
    })}
  </section>
)
