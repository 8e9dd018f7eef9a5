import type { Metadata } from 'next'
import Link from 'next/link'
import { findPointTenu, listSemblables } from '#db/queries/administration-points.ts'
import { echoOsm } from '#lib/documents/horaires-en-mots.ts'
import { formatJourEntier } from '#lib/documents/jours.ts'
import { checkAcces } from '#lib/domain/acces/acces.ts'
import { toSaisieDePoint } from '#lib/domain/guichet/formulaire-de-point.ts'
import { isPointId } from '#lib/domain/identifiants.ts'
import { EnDouble, PlacePrise } from '#lib/ui/admin/en-double.tsx'
import { Moment } from '#lib/ui/admin/moment.tsx'
import { ObjetIntrouvable } from '#lib/ui/admin/page-refusee.tsx'
import { Succes } from '#lib/ui/admin/succes.tsx'
import { Champ, Choix } from '#lib/ui/formulaire/champs.tsx'
import { Formulaire } from '#lib/ui/formulaire/formulaire.tsx'
import { answerWith } from '#lib/web/statut.ts'
import { pagePrivee } from '../../page-privee.tsx'
import {
  closePointAction,
  correctPointAction,
  mergePointAction,
  restorePointAction,
  withdrawPointAction,
} from '../point.action.ts'
import { PointForm } from '../point.form.tsx'

export const metadata: Metadata = { title: 'Point de contact' }
export const acces = 'consulter-points'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

const FAIT: Readonly<Record<string, string>> = {
  cree: 'Le point est publié.',
  enregistre: 'Le point est à jour, le public le voit.',
  ferme: 'La fermeture est publiée.',
  retire: 'Le point est retiré : le public ne le voit plus.',
  retabli: 'Le point est de nouveau publié.',
  reuni: 'Les deux points n’en font plus qu’un : l’adresse de l’autre mène ici.',
}

export default pagePrivee(acces, async ({ acteur }, { params, searchParams }: Props) => {
  const [{ id }, query] = await Promise.all([params, searchParams])
  const found = isPointId(id) ? await findPointTenu(acteur, id) : undefined
  if (!found) {
    answerWith(404)
    return <ObjetIntrouvable />
  }
  const { point, departement, version, retireAt, fusionneDans, centre } = found
  const mayEdit = checkAcces(acteur, 'modifier-point', { departements: [departement], centreId: point.centreId }).ok
  const semblables = mayEdit && !retireAt ? await listSemblables(acteur, found) : []
  const fait = Object.keys(FAIT).find((nom) => nom in query)
  return (
    <div className="admin__fiche">
      <h1>{point.nom}</h1>
      {fait ? <Succes>{FAIT[fait]}</Succes> : null}
      <p>
        <span className="admin__etat">{retireAt ? 'Retiré' : 'Publié'}</span> Tenu par{' '}
        {centre ?? 'le gestionnaire territorial'}. Mis à jour le {formatJourEntier(point.misAJourLe)}.
        {retireAt ? (
          <>
            {' '}
            Retiré le <Moment at={retireAt} />
            {fusionneDans ? (
              <>
                , réuni à{' '}
                <Link href={`/admin/points/${fusionneDans}`} prefetch={false}>
                  un autre point
                </Link>
                , où mène son adresse
              </>
            ) : null}
            .
          </>
        ) : null}
      </p>
      <p className="admin__actions">
        {retireAt ? null : (
          <Link href={`/points-de-contact/${id}`} prefetch={false}>
            Voir la page publique
          </Link>
        )}
        <Link href={`/admin/journal?point=${id}`} prefetch={false}>
          Historique
        </Link>
      </p>
      {mayEdit && retireAt ? (
        <Formulaire action={restorePointAction} bouton="Rétablir ce point">
          <input type="hidden" name="id" value={id} />
          {fusionneDans ? <EnDouble titre={point.nom} /> : <PlacePrise />}
        </Formulaire>
      ) : null}
      {mayEdit && !retireAt ? (
        <>
          <PointForm
            key={version}
            action={correctPointAction}
            bouton="Publier les corrections"
            id={id}
            version={version}
            initial={toSaisieDePoint(point)}
            compris={echoOsm(point.horaires.osm) ?? undefined}
          />
          <h2 className="fr-h5 fr-mt-6w">Fermer pour un temps</h2>
          <Formulaire
            action={closePointAction}
            bouton="Fermer pendant cette période"
            secondaire
            libelles={{ du: 'Du', au: 'Au' }}
          >
            <input type="hidden" name="id" value={id} />
            <Champ nom="du" libelle="Du" type="date" obligatoire />
            <Champ nom="au" libelle="Au" aide="Inclus. Vide : un seul jour." type="date" />
          </Formulaire>
          {semblables.length > 0 ? (
            <>
              <h2 className="fr-h5 fr-mt-6w">Ce point existe deux fois</h2>
              <p>
                Gardez l’autre : celui-ci n’est plus publié, et son adresse mène à celui que vous gardez. Le journal
                permet de revenir en arrière.
              </p>
              <Formulaire
                action={mergePointAction}
                bouton="Garder l’autre point"
                secondaire
                libelles={{ garde: 'Point à garder' }}
              >
                <input type="hidden" name="id" value={id} />
                <Choix
                  nom="garde"
                  libelle="Point à garder"
                  obligatoire
                  vide="Choisissez"
                  options={semblables.map((un) => [un.id, formatSemblable(un)])}
                />
              </Formulaire>
            </>
          ) : null}
          <h2 className="fr-h5 fr-mt-6w">Retirer ce point</h2>
          <p>Le public ne le verra plus. Vous pourrez le rétablir, tel qu’il est.</p>
          <Formulaire action={withdrawPointAction} bouton="Retirer ce point" secondaire>
            <input type="hidden" name="id" value={id} />
          </Formulaire>
        </>
      ) : null}
    </div>
  )
})

type Semblable = Awaited<ReturnType<typeof listSemblables>>[number]
/** « Mairie, 2 rue Fictive, Auch (Centre d’Auch) »: enough to tell two likes apart. */
const formatSemblable = ({ nom, voie, commune, centre }: Semblable): string =>
  `${[nom, voie, commune].filter((part) => part !== null).join(', ')} (${centre ?? 'gestionnaire territorial'})`
