import type { Metadata } from 'next'
import { permanentRedirect } from 'next/navigation'
import { cache } from 'react'
import { loadChiffres } from '#db/queries/chiffres.ts'
import { listVoisines, loadCommune, resolveCode } from '#db/queries/communes.ts'
import { lecture } from '#db/queries/lecture.ts'
import { listPointsServing } from '#db/queries/points.ts'
import { jsonLdDeLaCommune } from '#lib/documents/commune.ts'
import { scriptJson } from '#lib/documents/json-ld.ts'
import { lieuA } from '#lib/documents/lieux.ts'
import { qrDataUri } from '#lib/documents/qr.ts'
import { BALISE_DU_TERRITOIRE, balisesDeLaPage } from '#lib/domain/guichet/balises.ts'
import { parseSegmentDeCommune } from '#lib/domain/territoire/code-insee.ts'
import { pathOfCommune } from '#lib/domain/territoire/slug.ts'
import { env } from '#lib/env.ts'
import { Chiffres, POINTS_DE_CETTE_PAGE } from '#lib/ui/communes/chiffres.tsx'
import { Identite } from '#lib/ui/communes/identite.tsx'
import { Voisines } from '#lib/ui/communes/voisines.tsx'
import { CadreALaDemande } from '#lib/ui/layout/cadre.tsx'
import { Introuvable, TITRE_INTROUVABLE } from '#lib/ui/layout/introuvable.tsx'
import { Imprimer, Partager } from '#lib/ui/points/partager.tsx'
import { PointsDeCommune } from '#lib/ui/points/points-de-commune.tsx'
import { findStored, keepNothing, readStored } from '#lib/web/page-stockee.ts'
import { answerStoredWith } from '#lib/web/statut.ts'

// Stored until a publication touches what it is made of; nothing here depends on who asks, nor on the hour.
export const dynamic = 'force-static'
export const revalidate = false
export const generateStaticParams = () => []

type Props = { params: Promise<{ commune: string }> }

/** The commune of an address; any other writing of it leads to the canonical one, an unknown one to null. */
const loadOfAddress = cache(async (segment: string) => {
  const asked = parseSegmentDeCommune(decodeSegment(segment))
  if (!asked) return null
  const { codeInsee } = asked
  const found = await findStored(['code', codeInsee], [BALISE_DU_TERRITOIRE], () => resolveCode(lecture, codeInsee))
  if (!found) return null
  if (`/communes/${segment}` !== pathOfCommune(found)) permanentRedirect(pathOfCommune(found))
  return findStored(['commune', found.codeInsee], [BALISE_DU_TERRITOIRE], () => loadCommune(lecture, found.codeInsee))
})

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return ''
  }
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const commune = await loadOfAddress((await params).commune)
  if (!commune) return { title: TITRE_INTROUVABLE, robots: { index: false } }
  return {
    title: `Logement social ${lieuA(commune.nom)} (${commune.departement})`,
    description: `Logements sociaux, demandes en attente et attributions ${lieuA(commune.nom)} (${commune.nomDepartement}), et les guichets, téléphones et sites où être aidé.`,
    alternates: { canonical: pathOfCommune(commune) },
  }
}

export default async function PageDeCommune({ params }: Props) {
  const commune = await loadOfAddress((await params).commune)
  answerStoredWith(commune ? 200 : 404)
  if (!commune) {
    await keepNothing()
    return <Introuvable />
  }
  const { codeInsee, nom } = commune
  const { chiffres, servis, voisines } = await readStored(
    ['page-de-commune', codeInsee],
    balisesDeLaPage(commune),
    async () => {
      const [chiffres, servis, voisines] = await Promise.all([
        loadChiffres(lecture, codeInsee),
        listPointsServing(lecture, commune),
        listVoisines(lecture, commune),
      ])
      return { chiffres: chiffres ?? null, servis, voisines }
    },
  )
  const adresse = `${env.siteUrl}${pathOfCommune(commune)}`
  return (
    <div className="fr-container page commune">
      <nav className="fr-breadcrumb" aria-label="Vous êtes ici">
        <ol className="fr-breadcrumb__list">
          <li>
            <a className="fr-breadcrumb__link" href="/communes">
              Communes
            </a>
          </li>
          <li>
            <a className="fr-breadcrumb__link" href={`/points-de-contact?departement=${commune.departement}`}>
              {commune.nomDepartement}
            </a>
          </li>
          <li>
            <span className="fr-breadcrumb__link" aria-current="page">
              {nom}
            </span>
          </li>
        </ol>
      </nav>
      <header className="commune__tete">
        <h1>Le logement social {lieuA(nom)}</h1>
        <Identite {...commune} />
      </header>
      <Chiffres commune={commune} chiffres={chiffres} points={servis.points.length > 0 ? POINTS_DE_CETTE_PAGE : null} />
      <PointsDeCommune commune={commune} points={servis.points} reserves={servis.reserves} tuiles={env.tuiles} />
      <Voisines voisines={voisines} />
      <div className="fiche__boutons sans-papier">
        <Imprimer />
        <Partager titre={`Le logement social ${lieuA(nom)}`} />
      </div>
      <div className="papier-seulement qr">
        {/* biome-ignore lint/performance/noImgElement: a picture of a few hundred bytes that stands in the page */}
        <img src={qrDataUri(adresse)} alt="" width="106" height="106" />
        <p>
          <strong>Tous les lieux et les horaires à jour</strong>
          <br />
          {adresse}
        </p>
      </div>
      <CadreALaDemande />
      <script
        type="application/ld+json"
        // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON whose every "<" is escaped
        dangerouslySetInnerHTML={{ __html: scriptJson(jsonLdDeLaCommune(commune, adresse)) }}
      />
    </div>
  )
}
