import type { Metadata } from 'next'
import { findCommunes } from '#db/queries/index-communes.ts'
import { RechercheSimple } from '#lib/ui/recherche/recherche-simple.tsx'
import { readTexte } from '#lib/web/texte-d-adresse.ts'
import { Resultats } from './resultats.tsx'

/** A postcode is shared by at most forty-six communes: all of them are shown. */
const RESULTATS_MAXIMAUX = 60

type Props = { searchParams: Promise<{ q?: string | string[] }> }

/** What was searched, whatever the address holds. */
const rechercheDe = async ({ searchParams }: Props): Promise<string> => readTexte((await searchParams).q)

export async function generateMetadata(props: Props): Promise<Metadata> {
  const texte = await rechercheDe(props)
  return texte === ''
    ? {
        title: 'Trouver une commune',
        description: 'Le logement social dans votre commune : chercher par nom ou par code postal.',
        alternates: { canonical: '/communes' },
      }
    : { title: `« ${texte} » : communes`, robots: { index: false, follow: true } }
}

export default async function Communes(props: Props) {
  const texte = await rechercheDe(props)
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
