import type { Metadata } from 'next'
import Link from 'next/link'
import { formatJour } from '#lib/documents/horaires.ts'
import { formatNaissance } from '#lib/documents/mots-de-contenu.ts'
import { type DemandeActive, parseDemandeRef } from '#lib/domain/demande/demande.ts'
import { MEMES_AU_PLUS } from '#lib/domain/demande/memes-personnes.ts'
import { formatNumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { ObjetIntrouvable } from '#lib/ui/admin/page-refusee.tsx'
import { Tableau } from '#lib/ui/admin/tableau.tsx'
import { compareDemandes } from '#lib/usecases/compare-demandes.ts'
import { answerWith } from '#lib/web/statut.ts'
import { PORTE_DU_GESTIONNAIRE } from '../../corrections/porte.ts'
import { pagePrivee } from '../../page-privee.tsx'
import { DeuxPersonnes } from '../deux-personnes.tsx'
import { titulairesDe } from '../titulaires.ts'

export const metadata: Metadata = { title: 'Même personne, deux demandes' }
export const acces = 'comparer-demandes'

type Props = {
  params: Promise<{ ref: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const INCONNU = '(inconnu)'

const CERTITUDES = {
  certaine: 'Même nom, même prénom, même date de naissance',
  probable: 'Peut-être la même personne\u00a0: à l’orthographe près, ou incomplet',
} as const

/** Those who hold it, one line each, as the demande writes them. */
function lignesDe(demande: DemandeActive, pareil: string) {
  const { numeroUnique, ancienneteDepuis, echeances } = demande
  return titulairesDe(demande).map(([place, { nom, nomDeNaissance, prenom, naissance }], rang) => ({
    cle: `${numeroUnique}-${rang}`,
    cellules: [
      formatNumeroUnique(numeroUnique),
      place,
      prenom ?? INCONNU,
      nomDeNaissance ?? INCONNU,
      nom ?? INCONNU,
      naissance ? formatNaissance(naissance) : INCONNU,
      formatJour(ancienneteDepuis),
      echeances ? formatJour(echeances.dernierJour) : INCONNU,
      pareil,
    ],
  }))
}

export default pagePrivee(acces, async (ctx, { params, searchParams }: Props) => {
  const ref = parseDemandeRef((await params).ref)
  const { certitude, choix } = await searchParams
  const certaines = certitude === 'certaine'
  const comparees = ref ? await compareDemandes({ ref, ctx, porte: PORTE_DU_GESTIONNAIRE, certaines }) : undefined
  if (!comparees?.ok) {
    answerWith(404)
    return <ObjetIntrouvable />
  }
  const { demande, memes, isPlus } = comparees.value
  return (
    <>
      <p>
        <Link href="/admin/demandes-a-traiter" prefetch={false}>
          Toutes les demandes à traiter
        </Link>
      </p>
      <h1>Même personne, deux demandes</h1>
      <Tableau
        titre="Qui est à la tête de chaque demande"
        colonnes={[
          'Demande',
          'Place',
          'Prénom',
          'Nom de naissance',
          'Nom d’usage',
          'Date de naissance',
          'Ancienneté depuis',
          'Dernier jour',
          'Comparée à la première',
        ]}
        lignes={[
          ...lignesDe(demande, 'La première'),
          ...memes.flatMap((une) => lignesDe(une.demande, CERTITUDES[une.certitude])),
        ]}
      />
      {isPlus ? (
        <p className="texte">
          Cette page compare {MEMES_AU_PLUS + 1} demandes au plus, et d’autres ressemblent à la première. Dites ce qu’il
          en est de celles-ci : les suivantes prendront leur place.
        </p>
      ) : null}
      <h2>Que faire</h2>
      <ul className="texte">
        <li>
          Si c’est la même personne, demandez-lui quelle demande elle garde. La plus ancienne lui garde son ancienneté.
          L’autre se radie à un guichet, quand elle y renonce par écrit.
        </li>
        <li>Si un couple se sépare, enregistrez la séparation : chacun garde alors sa demande.</li>
        <li>
          <a href="#deux-personnes">Si ce sont deux personnes, dites-le</a> : la question ne se pose plus.
        </li>
      </ul>
      <p className="texte">Le portail ne réunit jamais deux demandes, et n’en radie aucune pour cette raison.</p>
      <DeuxPersonnes {...comparees.value} certaines={certaines} dit={choix === 'dit'} />
    </>
  )
})
