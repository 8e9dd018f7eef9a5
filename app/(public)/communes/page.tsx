import type { Metadata } from 'next'
import { findCommunes } from '#db/queries/index-communes.ts'
import { RechercheSimple } from '#lib/ui/recherche/recherche-simple.tsx'
import { Resultats } from './resultats.tsx'

/** A postcode is shared by at most forty-six communes: all of them are shown. */
const RESULTATS_MAXIMAUX = 60
const LONGUEUR_MAXIMALE = 100

type Props = { searchParams: Promise<{ q?: string | string[] }> }

/** What was searched, whatever the address holds: the first value, cut, on one line. */
async function readTexte({ searchParams }: Props): Promise<string> {
  const { q } = await searchParams
  const text = (Array.isArray(q) ? q[0] : q) ?? ''
  return text
    .slice(0, 2 * LONGUEUR_MAXIMALE)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, LONGUEUR_MAXIMALE)
    .toWellFormed()
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const texte = await readTexte(props)
  return texte === ''
    ? {
        title: 'Trouver une commune',
        description: 'Le logement social dans votre commune : chercher par nom ou par code postal.',
        alternates: { canonical: '/communes' },
      }
    : { title: `« ${texte} » : communes`, robots: { index: false, follow: true } }
}

export default async function Communes(props: Props) {
  const texte = await readTexte(props)
  const resultats = texte === '' ? [] : await findCommunes(texte, RESULTATS_MAXIMAUX)
  return (
    <div className="fr-container page">
      <h1>Trouver une commune</h1>
      <div className="panneau fr-mb-4w">
        <RechercheSimple valeur={texte} key={texte} />
        <p className="discret texte fr-mt-2w fr-mb-0">
          Un nom, même approchant ou ancien, un code postal, un code INSEE. Pour choisir entre deux communes du même
          nom, ajoutez le département : « Saint-Jeannet 06 ».
        </p>
      </div>
      {texte !== '' && (
        <Resultats texte={texte} resultats={resultats} complets={resultats.length < RESULTATS_MAXIMAUX} />
      )}
    </div>
  )
}
