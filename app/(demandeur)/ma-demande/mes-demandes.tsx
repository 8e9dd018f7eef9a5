/** The demandes of an account that has several, told apart before one is opened. */
import Link from 'next/link'
import { listNomsDuContenu } from '#db/queries/noms-de-communes.ts'
import { suiteDe } from '#lib/documents/histoire-de-demande.ts'
import type { Contexte } from '#lib/domain/acces/contexte.ts'
import { parseDemandeRef } from '#lib/domain/demande/demande.ts'
import { formatNumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { readDemande } from '#lib/usecases/read-demande.ts'
import { Quitter } from './quitter.tsx'

type Props = Readonly<{ ctx: Contexte; references: readonly string[] }>

export async function MesDemandes({ ctx, references }: Props) {
  const lignes = []
  for (const reference of references) {
    const ligne = await lire(ctx, reference)
    if (ligne) lignes.push(ligne)
  }
  return (
    <div className="fr-container page texte">
      <h1>Mes demandes</h1>
      <p className="fr-text--lg">Choisissez la demande à ouvrir.</p>
      <ul className="fr-raw-list">
        {lignes.map(({ ref, numero, commune, statut, phrase, peutRenouveler }) => (
          <li key={ref} className="panneau fr-mb-3w">
            <h2 className="fr-h5 fr-mb-1w">
              <Link href={`/ma-demande/${ref}`} prefetch={false}>
                Demande n° {numero}
              </Link>
            </h2>
            {commune ? <p className="fr-mb-1w">Premier choix : {commune}</p> : null}
            <p className="fr-mb-1w">
              {statut === 'active' ? <strong>Active.</strong> : null} {phrase}
            </p>
            {peutRenouveler ? (
              <p className="fr-mb-0">
                <Link className="fr-link" href={`/renouveler/${ref}`} prefetch={false}>
                  Renouveler<span className="fr-sr-only"> la demande n° {numero}</span>
                </Link>
              </p>
            ) : null}
          </li>
        ))}
      </ul>
      <p>
        <Link className="fr-link" href="/ma-demande/rattacher" prefetch={false}>
          Ouvrir une autre demande dans ce compte
        </Link>
      </p>
      <Quitter />
    </div>
  )
}

/** Undefined for one that is no longer theirs, or says nothing any more. */
async function lire(ctx: Contexte, reference: string) {
  const ref = parseDemandeRef(reference)
  const lue = ref ? await readDemande({ ref, ctx }, 'mes-demandes') : undefined
  if (!lue?.ok || lue.value.demande.statut === 'effacee') return undefined
  const { demande, le, actes } = lue.value
  const { contenu, numeroUnique, statut } = demande
  const [premiere] = contenu.recherche.localisations
  const noms = await listNomsDuContenu(contenu)
  return {
    ref: demande.ref,
    numero: formatNumeroUnique(numeroUnique),
    commune: premiere && (noms.get(premiere.commune) ?? premiere.commune),
    statut,
    ...suiteDe(demande, { le, actes }),
  }
}
