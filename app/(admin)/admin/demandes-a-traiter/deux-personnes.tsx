import { formatJourEntier } from '#lib/documents/jours.ts'
import type { DemandeActive } from '#lib/domain/demande/demande.ts'
import { formatNumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { Succes } from '#lib/ui/admin/succes.tsx'
import type { DemandesComparees } from '#lib/usecases/compare-demandes.ts'
import { AnnulationForm, GroupeForm, PaireForm } from './distinction.form.tsx'
import { titulairesDe } from './titulaires.ts'

const nomsDe = (demande: DemandeActive): string =>
  titulairesDe(demande)
    .map(([, { prenom, nomDeNaissance, nom }]) => [prenom, nom ?? nomDeNaissance].filter(Boolean).join(' '))
    .join(', ')

/** As the forms send it: the demande, and who was shown to hold it. */
const vueDe = ({ demande, vu }: Readonly<{ demande: DemandeActive; vu: string }>): string => `${demande.ref}:${vu}`

const nommer = (demande: DemandeActive): string => `${formatNumeroUnique(demande.numeroUnique)} (${nomsDe(demande)})`

/**
 * Of the demandes that are compared: whether they are of as many persons, to be said of all at once or of two, or taken
 * back of two. `dit`: it was just said; `certaines`: the certain ones alone are shown.
 */
export function DeuxPersonnes({
  certaines,
  dit,
  ...comparees
}: DemandesComparees & Readonly<{ certaines: boolean; dit: boolean }>) {
  const { demande, memes } = comparees
  return (
    <section id="deux-personnes">
      <h2 className="fr-mt-4w">Si ce sont deux personnes</h2>
      {dit ? (
        <Succes>
          C’est écrit : ce sont des personnes différentes.
          {memes.some(({ distinctesLe }) => distinctesLe === null)
            ? ' Une autre demande au moins reste à comparer.'
            : ''}
        </Succes>
      ) : null}
      <p className="texte">
        La question ne se posera plus pour ces demandes. Si une autre leur ressemble, la ligne reste dans la liste. Rien
        ne change sur ces demandes, et personne n’en est prévenu. Votre choix s’écrit, avec votre nom et le jour. Vous
        pourrez l’annuler, deux demandes à la fois. Si le nom, le prénom ou la date de naissance d’une personne change,
        la question sera posée de nouveau. Quand une identité est incomplète, une orthographe corrigée n’y suffit pas
        toujours.
      </p>
      {memes.length > 1 ? (
        <>
          <h3>Pour plusieurs demandes en une fois</h3>
          <GroupeForm
            demande={demande.ref}
            certaines={certaines}
            demandes={[comparees, ...memes].map((une) => [vueDe(une), nommer(une.demande)])}
          />
          <h3 className="fr-mt-4w">Ou pour deux demandes seulement</h3>
        </>
      ) : null}
      {memes.map((meme) => {
        const { demande: autre, distinctesLe } = meme
        const paire = `${formatNumeroUnique(demande.numeroUnique)} et ${formatNumeroUnique(autre.numeroUnique)}`
        return distinctesLe ? (
          <div className="admin__plus" key={autre.ref}>
            <p>{`${paire} (${nomsDe(autre)})\u00a0: deux personnes, dit le ${formatJourEntier(distinctesLe)}.`}</p>
            <AnnulationForm demande={demande.ref} autre={autre.ref} paire={paire} />
          </div>
        ) : (
          <PaireForm
            key={autre.ref}
            demande={demande.ref}
            vus={[vueDe(comparees), vueDe(meme)]}
            paire={paire}
            certaines={certaines}
            repli={`${paire}\u00a0: ${nomsDe(autre)}`}
          />
        )
      })}
    </section>
  )
}
