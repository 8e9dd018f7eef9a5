import type { Metadata } from 'next'
import { permanentRedirect } from 'next/navigation'
import { loadTerritoireDesservi } from '#db/queries/desserte.ts'
import { lecture } from '#db/queries/lecture.ts'
import { type FicheDePoint, loadPoint } from '#db/queries/points.ts'
import { findPointGarde, loadPointRetire, type PointRetire } from '#db/queries/points-retires.ts'
import { jsonLdDuPoint, scriptJson } from '#lib/documents/json-ld.ts'
import { lieuA } from '#lib/documents/lieux.ts'
import { CANAUX_EN_CLAIR, formatAdresse, formatType } from '#lib/documents/points.ts'
import { qrDataUri } from '#lib/documents/qr.ts'
import { balisesDeLaFiche } from '#lib/domain/guichet/balises.ts'
import type { TerritoireDesservi } from '#lib/domain/guichet/desserte.ts'
import { hasDates } from '#lib/domain/guichet/horaires/osm.ts'
import { env } from '#lib/env.ts'
import { Carte } from '#lib/ui/carte/carte.tsx'
import { toEpingles } from '#lib/ui/carte/epingles.ts'
import { isDense } from '#lib/ui/points/densite.ts'
import { Fraicheur } from '#lib/ui/points/fraicheur.tsx'
import { OuvertMaintenant } from '#lib/ui/points/ouvert-maintenant.tsx'
import { Imprimer, Partager } from '#lib/ui/points/partager.tsx'
import { PointAbsent, titreDuPointAbsent } from '#lib/ui/points/point-absent.tsx'
import { ActesDuPoint, DetailsDuPoint } from '#lib/ui/points/point-card.tsx'
import { HorairesDeLaSemaine } from '#lib/ui/points/semaine.tsx'
import { SeptJours } from '#lib/ui/points/sept-jours.tsx'
import { Territoire } from '#lib/ui/points/territoire.tsx'
import { findStored, keepNothing } from '#lib/web/page-stockee.ts'
import { answerStoredWith } from '#lib/web/statut.ts'

// Stored until a publication touches the point; nothing here depends on who asks, nor on the hour.
export const dynamic = 'force-static'
export const revalidate = false
export const generateStaticParams = () => []

type Props = { params: Promise<{ id: string }> }

type Fiche = Readonly<
  { point: FicheDePoint; territoire: TerritoireDesservi } | { point: null; retire: PointRetire | null }
>

const INCONNU: Fiche = { point: null, retire: null }

async function load({ params }: Props): Promise<Fiche> {
  const { id } = await params
  if (!/^[A-Za-z][\w-]{3,40}$/.test(id)) return INCONNU
  const fiche = await findStored(['point', id], balisesDeLaFiche(id), async () => {
    const [point, territoire] = await Promise.all([loadPoint(lecture, id), loadTerritoireDesservi(lecture, id)])
    if (point) return { point, territoire }
    const garde = await findPointGarde(lecture, id)
    if (garde) return { garde }
    const retire = await loadPointRetire(lecture, id)
    return retire && { point: null, retire }
  })
  if (!fiche) return INCONNU
  // An old bookmark of a duplicate leads to the point that stands for it.
  if ('garde' in fiche) permanentRedirect(`/points-de-contact/${fiche.garde}`)
  return fiche
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const fiche = await load(props)
  if (!fiche.point) return { title: titreDuPointAbsent(fiche.retire), robots: { index: false } }
  const { point } = fiche
  const ou = point.adresse ? ` ${lieuA(point.adresse.commune)}` : ''
  return {
    title: `${point.nom}${ou}`,
    description: `${formatType(point)}${ou} : horaires, coordonnées et services pour votre demande de logement social.`,
    alternates: { canonical: `/points-de-contact/${point.id}` },
  }
}

export default async function PageDuPoint(props: Props) {
  const fiche = await load(props)
  answerStoredWith(fiche.point ? 200 : fiche.retire ? 410 : 404)
  if (!fiche.point) {
    if (!fiche.retire) await keepNothing()
    return <PointAbsent retire={fiche.retire} />
  }
  const { point, territoire } = fiche
  const adresse = `${env.siteUrl}/points-de-contact/${point.id}`
  const { commune } = point.adresse ?? { commune: null }
  return (
    <div className="fr-container page">
      <nav className="fr-breadcrumb" aria-label="Vous êtes ici">
        <ol className="fr-breadcrumb__list">
          <li>
            <a className="fr-breadcrumb__link" href="/points-de-contact">
              Points de contact
            </a>
          </li>
          {point.adresse && (
            <li>
              <a
                className="fr-breadcrumb__link"
                href={`/communes/${point.adresse.codeInsee}${point.communeSlug ? `-${point.communeSlug}` : ''}`}
              >
                {commune}
              </a>
            </li>
          )}
          <li>
            <span className="fr-breadcrumb__link" aria-current="page">
              {point.nom}
            </span>
          </li>
        </ol>
      </nav>
      <div className={isDense(point, territoire) ? 'fiche fiche--dense' : 'fiche'}>
        <article className="fiche__corps">
          <header>
            <p className="discret">
              {CANAUX_EN_CLAIR[point.canal]} · {formatType(point)}
            </p>
            <h1>{point.nom}</h1>
            {point.demonstration && <p className="fr-badge fr-badge--no-icon">Démonstration : point inventé</p>}
            {point.horaires.osm !== null && (
              <OuvertMaintenant
                osm={point.horaires.osm}
                fermetures={point.fermetures}
                departement={point.departement}
              />
            )}
          </header>
          <section aria-labelledby="joindre">
            <h2 id="joindre">{point.canal === 'physique' ? 'S’y rendre, appeler, écrire' : 'Joindre'}</h2>
            <ActesDuPoint point={point} />
          </section>
          <section aria-labelledby="horaires">
            <h2 id="horaires">Horaires</h2>
            <HorairesDeLaSemaine point={point} />
            {hasDates(point.horaires.osm) && (
              <SeptJours osm={point.horaires.osm} fermetures={point.fermetures} departement={point.departement} />
            )}
          </section>
          <section aria-labelledby="services" className="fiche__services">
            <h2 id="services">Ce que l’on peut y faire</h2>
            <DetailsDuPoint point={point} />
          </section>
          <Territoire canal={point.canal} territoire={territoire} />
          <p className="discret">
            {point.centre && <>Publié par {point.centre}. </>}
            <Fraicheur point={point} />.
          </p>
          <div className="fiche__boutons sans-papier">
            <a className="fr-btn fr-btn--secondary" href={`/points-de-contact/${point.id}/signaler`} rel="nofollow">
              Signaler une erreur
            </a>
            <Partager titre={point.nom} />
            <Imprimer />
          </div>
          <div className="papier-seulement qr">
            {/* biome-ignore lint/performance/noImgElement: a picture of a few hundred bytes that stands in the page */}
            <img src={qrDataUri(adresse)} alt="" width="106" height="106" />
            <p>
              Horaires à jour sur
              <br />
              {adresse}
            </p>
          </div>
        </article>
        <Carte tuiles={env.tuiles} points={toEpingles([point])} legende={legendeDe(point)} />
      </div>
      <script
        type="application/ld+json"
        // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON whose every "<" is escaped
        dangerouslySetInnerHTML={{ __html: scriptJson(jsonLdDuPoint(point, env.siteUrl)) }}
      />
    </div>
  )
}

/** A pin on the town hall of a commune is not the address: it is said. */
function legendeDe({ adresse, position }: FicheDePoint): string {
  if (position?.precision === 'commune') return `L’épingle est au centre de ${adresse?.commune ?? 'la commune'}.`
  if (position?.precision === 'approximative') return 'L’épingle est approximative.'
  return adresse ? formatAdresse(adresse) : ''
}
