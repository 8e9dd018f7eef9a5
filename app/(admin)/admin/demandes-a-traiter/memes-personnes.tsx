import Link from 'next/link'
import { listMemesPersonnes, type MemePersonneMontree, PERSONNES_MONTREES } from '#db/queries/memes-personnes.ts'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import { formatNumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { Tableau } from '#lib/ui/admin/tableau.tsx'

const demandesEnMots = ({ numeros, nombre }: MemePersonneMontree): string =>
  `${numeros.map(formatNumeroUnique).join(' · ')}${nombre > numeros.length ? ` · et ${nombre - numeros.length} de plus` : ''}`

/** Whose territory it is looks at them two by two; nothing here says a name. */
export async function MemesPersonnes({ acteur }: Readonly<{ acteur: Acteur }>) {
  const { personnes, autres } = await listMemesPersonnes(acteur)
  return (
    <section className="fr-mt-6w">
      <h2>Même personne, deux demandes</h2>
      <p className="texte">
        Une personne n’a qu’une demande par territoire. Le portail ne réunit jamais deux demandes : comparez-les, puis
        voyez avec la personne laquelle elle garde. Ouvrir une ligne s’écrit au journal des lectures, avec votre nom.
      </p>
      {personnes.length === 0 ? (
        <p>Aucune personne n’a deux demandes.</p>
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
              <Link key="comparer" href={`/admin/demandes-a-traiter/${une.ref}`} prefetch={false}>
                Comparer<span className="fr-sr-only"> les demandes {demandesEnMots(une)}</span>
              </Link>,
            ],
          }))}
        />
      )}
      {autres ? (
        <p>Les {PERSONNES_MONTREES} premières sont montrées. Les suivantes viennent quand celles-ci sont réglées.</p>
      ) : null}
    </section>
  )
}
