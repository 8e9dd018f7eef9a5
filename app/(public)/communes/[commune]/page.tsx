import type { Metadata } from 'next'
import { notFound, permanentRedirect } from 'next/navigation'
import { db } from '#db/client.ts'
import { loadChiffres } from '#db/queries/chiffres.ts'
import { type CommuneDetaillee, listVoisines, loadCommune, resolveCode } from '#db/queries/communes.ts'
import { listPointsServing } from '#db/queries/points.ts'
import { jsonLdDeLaCommune, nomsAnciens } from '#lib/documents/commune.ts'
import { scriptJson } from '#lib/documents/json-ld.ts'
import { qrDataUri } from '#lib/documents/qr.ts'
import { BALISE_DU_TERRITOIRE, balisesDeLaPage } from '#lib/domain/guichet/balises.ts'
import { parseSegmentDeCommune } from '#lib/domain/territoire/code-insee.ts'
import { pathOfCommune } from '#lib/domain/territoire/slug.ts'
import { env } from '#lib/env.ts'
import { Chiffres } from '#lib/ui/communes/chiffres.tsx'
import { Voisines } from '#lib/ui/communes/voisines.tsx'
import { Imprimer, Partager } from '#lib/ui/points/partager.tsx'
import { PointsDeCommune } from '#lib/ui/points/points-de-commune.tsx'
import { readStored } from '#lib/web/page-stockee.ts'
import { loadCarte } from '../../carte.ts'

// Stored until a publication touches what it shows; nothing here depends on who asks, nor on the hour.
export const dynamic = 'force-static'
export const revalidate = false
export const generateStaticParams = () => []

type Props = { params: Promise<{ commune: string }> }

/** The commune of the address; former codes, wrong slugs and bare codes answer 308, unknown ones 404. */
async function find({ params }: Props): Promise<CommuneDetaillee> {
  const { commune: adresse } = await params
  const code = parseSegmentDeCommune(adresse)?.codeInsee
  if (!code) notFound()
  const commune = await readStored(
    ['commune', code],
    [BALISE_DU_TERRITOIRE],
    async () => (await loadCommune(db, code)) ?? null,
  )
  if (commune)
    return `/communes/${adresse}` === pathOfCommune(commune) ? commune : permanentRedirect(pathOfCommune(commune))
  const today = await readStored(
    ['ancien-code', code],
    [BALISE_DU_TERRITOIRE],
    async () => (await resolveCode(db, code)) ?? null,
  )
  return today ? permanentRedirect(pathOfCommune(today)) : notFound()
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const commune = await find(props)
  return {
    title: `Le logement social à ${commune.nom} (${commune.departement})`,
    description: `Logements sociaux, demandes en attente et attributions à ${commune.nom}, ${commune.nomDepartement}, et les points de contact pour votre demande.`,
    alternates: { canonical: pathOfCommune(commune) },
  }
}

export default async function PageDeCommune(props: Props) {
  const commune = await find(props)
  const { chiffres, points, reserves, voisines } = await readStored(
    ['page-de-commune', commune.codeInsee],
    balisesDeLaPage(commune),
    async () => ({
      chiffres: (await loadChiffres(db, commune.codeInsee)) ?? null,
      ...(await listPointsServing(db, commune)),
      voisines: await listVoisines(db, commune),
    }),
  )
  const lieux = points.flatMap(({ position }) => (position ? [position] : []))
  const carte = await loadCarte(commune.position ? [...lieux, commune.position] : lieux)
  const anciens = nomsAnciens(commune)
  const adresse = `${env.siteUrl}${pathOfCommune(commune)}`
  return (
    <div className="fr-container page">
      <nav className="fr-breadcrumb" aria-label="Vous êtes ici">
        <ol className="fr-breadcrumb__list">
          <li>
            <a className="fr-breadcrumb__link" href={`/communes?q=${encodeURIComponent(commune.nomDepartement)}`}>
              {commune.nomDepartement}
            </a>
          </li>
          <li>
            <span className="fr-breadcrumb__link" aria-current="page">
              {commune.nom}
            </span>
          </li>
        </ol>
      </nav>
      <header className="commune__entete">
        <h1>Le logement social à {commune.nom}</h1>
        <p className="commune__faits">
          {commune.codesPostaux.length > 1 ? 'Codes postaux' : 'Code postal'} {commune.codesPostaux.join(', ')}
          {anciens.length > 0 && <> · avec {anciens.join(', ')}</>}
        </p>
      </header>
      <Chiffres codeInsee={commune.codeInsee} nom={commune.nom} chiffres={chiffres} />
      <PointsDeCommune commune={commune} points={points} reserves={reserves} carte={carte} />
      <Voisines voisines={voisines} />
      <div className="commune__actes sans-papier">
        <Partager titre={`Le logement social à ${commune.nom}`} />
        <Imprimer />
      </div>
      <div className="papier-seulement qr">
        {/* biome-ignore lint/performance/noImgElement: a picture of a few hundred bytes that stands in the page */}
        <img src={qrDataUri(adresse)} alt="" width="106" height="106" />
        <p>
          Horaires et chiffres à jour sur
          <br />
          {adresse}
        </p>
      </div>
      <script
        type="application/ld+json"
        // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON whose every "<" is escaped
        dangerouslySetInnerHTML={{ __html: scriptJson(jsonLdDeLaCommune(commune, adresse)) }}
      />
    </div>
  )
}
