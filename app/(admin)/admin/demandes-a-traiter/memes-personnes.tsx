import Link from 'next/link'
import {
  formatRepereDePersonne,
  listMemesPersonnes,
  type MemePersonneMontree,
  type RepereDePersonne,
} from '#db/queries/memes-personnes.ts'
import type { RepereDeDistinctes } from '#db/queries/personnes-distinctes.ts'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import { formatNumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { Succes } from '#lib/ui/admin/succes.tsx'
import { Tableau } from '#lib/ui/admin/tableau.tsx'
import { ChoixDeDeuxPersonnes } from './choix-de-deux-personnes.tsx'

const demandesEnMots = ({ numeros, nombre }: MemePersonneMontree): string =>
  `${numeros.map(formatNumeroUnique).join(' · ')}${nombre > numeros.length ? ` · et ${nombre - numeros.length} de plus` : ''}`

/** The address of the list, from a line of it on. */
const adresseDe = (suite: string): string => `/admin/demandes-a-traiter${suite}#memes-personnes`

const CHOIX: ReadonlyMap<unknown, string> = new Map([
  ['dit', 'C’est écrit\u00a0: ce sont des personnes différentes. Si une autre demande leur ressemble, la ligne reste.'],
  ['annule', 'Ce choix est annulé. Les deux demandes sont de nouveau dans la liste, si elles se ressemblent encore.'],
])

/**
 * Whose territory it is looks at them two by two; nothing here says a name, and no address does. `choix`: what was just
 * said of two of them; `distinctes`: after which pair those that are said begin.
 */
export async function MemesPersonnes({
  acteur,
  apres,
  distinctes,
  choix,
}: Readonly<{
  acteur: Acteur
  apres: RepereDePersonne | undefined
  distinctes: RepereDeDistinctes | undefined
  choix: unknown
}>) {
  const { personnes, suite } = await listMemesPersonnes(acteur, apres)
  const fait = CHOIX.get(choix)
  return (
    <section className="fr-mt-6w" id="memes-personnes">
      <h2>Même personne, deux demandes</h2>
      {fait ? <Succes>{fait}</Succes> : null}
      <p className="texte">
        Une personne n’a qu’une demande par territoire. Le portail ne réunit jamais deux demandes : comparez-les, puis
        voyez avec la personne laquelle elle garde. Si ce sont deux personnes, dites-le. Ouvrir une ligne s’écrit au
        journal des lectures, avec votre nom.
      </p>
      {personnes.length === 0 ? (
        <p>{apres ? 'Il n’y en a pas d’autre.' : 'Aucune personne n’a deux demandes.'}</p>
      ) : (
        <Tableau
          titre="Personnes qui ont plusieurs demandes, les plus certaines d’abord"
          colonnes={['Demandes', 'Territoire', 'Ce qui est pareil', 'À faire']}
          lignes={personnes.map((une) => ({
            cle: `${une.numeros.join()} ${une.nombre}`,
            cellules: [
              demandesEnMots(une),
              une.territoire,
              une.isCertaine
                ? 'Nom, prénom et date de naissance'
                : 'À l’orthographe près, ou incomplet\u00a0: peut-être la même',
              <Link
                key="comparer"
                href={`/admin/demandes-a-traiter/${une.ref}${une.isCertaine ? '?certitude=certaine' : ''}`}
                prefetch={false}
              >
                Comparer<span className="fr-sr-only"> les demandes {demandesEnMots(une)}</span>
              </Link>,
            ],
          }))}
        />
      )}
      {apres || suite ? (
        <p className="fr-mt-4w">
          {apres ? (
            <Link className="fr-btn fr-btn--secondary" href={adresseDe('')} prefetch={false}>
              Revenir aux premières<span className="fr-sr-only"> personnes</span>
            </Link>
          ) : null}{' '}
          {suite ? (
            <Link
              className="fr-btn fr-btn--secondary"
              href={adresseDe(`?personnes=${formatRepereDePersonne(suite)}`)}
              prefetch={false}
            >
              Personnes suivantes
            </Link>
          ) : null}
        </p>
      ) : null}
      {apres ? null : <ChoixDeDeuxPersonnes acteur={acteur} apres={distinctes} />}
    </section>
  )
}
