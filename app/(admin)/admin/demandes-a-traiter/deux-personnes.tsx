import { formatJourEntier } from '#lib/documents/jours.ts'
import { formatNumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import type { DemandesComparees } from '#lib/usecases/compare-demandes.ts'
import { AnnulationForm, DistinctionForm } from './distinction.form.tsx'

/** Of each demande that is compared with the first: whether they are of two persons, to be said or taken back. */
export const DeuxPersonnes = ({ demande, memes }: DemandesComparees) => (
  <section id="deux-personnes">
    <h2 className="fr-mt-4w">Si ce sont deux personnes</h2>
    {memes.map(({ demande: autre, vu, distinctesLe }) => {
      const paire = `${formatNumeroUnique(demande.numeroUnique)} et ${formatNumeroUnique(autre.numeroUnique)}`
      return distinctesLe ? (
        <div className="admin__plus" key={autre.ref}>
          <p>{`${paire}\u00a0: deux personnes, dit le ${formatJourEntier(distinctesLe)}.`}</p>
          <AnnulationForm demande={demande.ref} autre={autre.ref} paire={paire} />
        </div>
      ) : (
        <details className="admin__plus" key={autre.ref}>
          <summary>{paire}</summary>
          <p className="texte">
            Ces deux demandes quittent la liste. Rien ne change sur l’une ni sur l’autre, et personne n’en est prévenu.
            Votre choix s’écrit, avec votre nom et le jour. Vous pourrez l’annuler. Si le nom, le prénom ou la date de
            naissance de l’une change, la question sera posée de nouveau.
          </p>
          <DistinctionForm demande={demande.ref} autre={autre.ref} paire={paire} vu={vu} />
        </details>
      )
    })}
  </section>
)
