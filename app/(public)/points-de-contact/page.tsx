import type { Metadata } from 'next'
import { loadChiffres } from '#db/queries/chiffres.ts'
import type { CommuneDetaillee } from '#db/queries/communes.ts'
import { lecture } from '#db/queries/lecture.ts'
import { listDepartements } from '#db/queries/lieux.ts'
import { listPoints, type PageDePoints } from '#db/queries/points.ts'
import { currentVersion } from '#db/queries/publications.ts'
import { lieuA } from '#lib/documents/lieux.ts'
import { type FiltresDePoints, hasLieu, readFiltres, withDepartementConnu } from '#lib/domain/guichet/filtres.ts'
import { pathOfCommune } from '#lib/domain/territoire/slug.ts'
import { env } from '#lib/env.ts'
import { Carte } from '#lib/ui/carte/carte.tsx'
import { toEpingles } from '#lib/ui/carte/epingles.ts'
import { Chiffres, POINTS_DE_CETTE_PAGE, type PointsAQuiDemander } from '#lib/ui/communes/chiffres.tsx'
import { AutourDeMoi } from '#lib/ui/points/autour-de-moi.tsx'
import { adresseDe, adresseDesPositions, FormulaireDeFiltres, OngletsDeCanal } from '#lib/ui/points/filtres.tsx'
import { PointList } from '#lib/ui/points/point-list.tsx'
import { firstOf, readTexte } from '#lib/web/texte-d-adresse.ts'
import { AutresLieux } from './autres-lieux.tsx'
import { type LieuDemande, resolveLieu } from './lieu.ts'
import { Resultats, Suite, without } from './resultats.tsx'

const LIMITE = 20
const NOMS_DES_FILTRES: Readonly<Record<string, string>> = {
  commune: 'la commune',
  departement: 'le département',
  canal: 'la façon d’être aidé',
  service: 'la démarche',
  public: 'le public',
  accessible: 'l’accessibilité',
  ouvert: '« ouvert maintenant »',
  pres: 'le lieu',
  rayon: 'la distance',
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const filtered = Object.keys(await searchParams).length > 0
  return {
    title: 'Points de contact',
    description:
      'Guichets, numéros et sites où déposer, renouveler ou suivre une demande de logement social : adresses, horaires et services.',
    alternates: { canonical: '/points-de-contact' },
    ...(filtered ? { robots: { index: false } } : {}),
  }
}

export default async function Annuaire({ searchParams }: Props) {
  const params = await searchParams
  const dits = readFiltres(params)
  const [lieu, departements] = await Promise.all([
    resolveLieu(dits.filtres.commune, readTexte(params.q)),
    listDepartements(lecture),
  ])
  const { filtres: read, ignores } = withDepartementConnu(dits, departements)
  const filtres = withCommune(read, lieu)
  const [version, page, chiffres] = await Promise.all([
    currentVersion(),
    listPoints(lecture, filtres, { limite: LIMITE, apres: firstOf(params.suivant).trim() || undefined }),
    lieu.commune ? loadChiffres(lecture, lieu.commune.codeInsee).then((found) => found ?? null) : null,
  ])
  const servie = page.total > 0 || (lieu.commune !== undefined && (await isServie(lieu.commune.codeInsee)))
  const recherche = { filtres, lieu: lieu.commune?.nom ?? lieu.inconnu ?? '' }
  return (
    <div className="fr-container page">
      <h1>{lieu.commune ? `Points de contact pour ${lieu.commune.nom}` : 'Points de contact'}</h1>
      <p className="fr-text--lg texte">
        Les lieux, les numéros et les sites où vous êtes aidé pour votre demande de logement social.
      </p>
      {lieu.commune && (
        <>
          <Chiffres
            commune={lieu.commune}
            chiffres={chiffres}
            points={pointsDe(lieu.commune, { page, servie })}
            forme="resume"
          />
          <p>
            <a className="fr-link" href={pathOfCommune(lieu.commune)}>
              Tout savoir du logement social {lieuA(lieu.commune.nom)}
            </a>
          </p>
        </>
      )}
      <FormulaireDeFiltres recherche={recherche} departements={departements} />
      <Avertissements lieu={lieu} ignores={ignores} filtres={filtres} />
      <AutourDeMoi {...autourDe(filtres)} />
      <OngletsDeCanal recherche={recherche} />
      <Resultats page={page} filtres={filtres} commune={lieu.commune} servie={servie} />
      {page.points.length > 0 && (
        <div className="liste-et-carte">
          <div>
            <PointList points={page.points} debut={page.debut} titre="h2" />
            <Suite page={page} filtres={filtres} />
          </div>
          {page.situes > 0 && (
            <Carte
              tuiles={env.tuiles}
              points={toEpingles(page.points, page.debut)}
              legende={legendeDe(page)}
              {...(page.total > page.points.length ? { source: adresseDesPositions(filtres, version) } : {})}
            />
          )}
        </div>
      )}
    </div>
  )
}

/** Whether a point that receives everyone serves the commune, whatever else is asked of it. */
const isServie = async (commune: string): Promise<boolean> =>
  (await listPoints(lecture, { commune }, { limite: 1 })).total > 0

/** Where they are listed: here, or without the filters that leave none. */
function pointsDe(
  { codeInsee, nom }: CommuneDetaillee,
  { page, servie }: Readonly<{ page: PageDePoints; servie: boolean }>,
): PointsAQuiDemander | null {
  if (page.total > 0) return POINTS_DE_CETTE_PAGE
  const adresse = adresseDe({ filtres: { commune: codeInsee } })
  return servie ? { adresse, lien: `un point de contact pour ${nom}` } : null
}

/** How many of the list are on the map, since numbers and sites are not. */
const legendeDe = ({ total, situes }: PageDePoints): string =>
  situes === total
    ? 'Tous les points de la liste sont sur la carte, avec le même numéro.'
    : `${situes.toLocaleString('fr-FR')} des ${total.toLocaleString('fr-FR')} points de la liste sont sur la carte, avec le même numéro. Les autres sont des numéros, des sites ou des adresses que l’on ne sait pas placer.`

/** An unknown commune is said and not applied: an empty list would answer another question. */
function withCommune(read: FiltresDePoints, { commune }: LieuDemande): FiltresDePoints {
  const { commune: _, departement, ...autres } = read
  if (commune) return { ...autres, commune: commune.codeInsee }
  return departement === undefined ? autres : { ...autres, departement }
}

/** What the browser asks for and judges by itself: the filters of the form, never a place, which is then the person's own. */
function autourDe(filtres: FiltresDePoints) {
  const { service, public: receives, accessible, ouvert, rayon, canal } = filtres
  const params = new URLSearchParams({
    ...(service ? { service } : {}),
    ...(receives ? { public: receives } : {}),
    ...(accessible ? { accessible: 'oui' } : {}),
    ...(ouvert ? { ouvert: 'oui' } : {}),
  })
  return {
    source: `/points-de-contact/lieux.json?${params}`,
    filtres: { ...(ouvert ? { ouvert } : {}), ...(rayon ? { rayon } : {}) },
    ailleurs: hasLieu(filtres) || filtres.departement !== undefined,
    surPlace: canal && canal !== 'physique' ? adresseDe({ filtres }, { canal: 'physique' }) : undefined,
  }
}

function Avertissements({
  lieu,
  ignores,
  filtres,
}: {
  lieu: LieuDemande
  ignores: readonly string[]
  filtres: FiltresDePoints
}) {
  return (
    <>
      {lieu.inconnu !== undefined && (
        <p className="fr-message fr-message--info">
          Aucune commune ne correspond à « {lieu.inconnu} ». Vérifiez l’orthographe, ou écrivez un code postal.
        </p>
      )}
      <AutresLieux autres={lieu.autres} filtres={filtres} />
      {filtres.rayon !== undefined && !hasLieu(filtres) && (
        <p className="fr-message fr-message--info">
          Une distance se compte depuis un lieu. Écrivez une commune ou un code postal, puis cherchez : en attendant,
          les points sont montrés à toutes les distances.
        </p>
      )}
      {filtres.pres && (
        <p className="discret">
          Les distances se comptent depuis le lieu que donne l’adresse de cette page.{' '}
          <a href={adresseDe({ filtres: without(filtres, 'pres') })} rel="nofollow">
            Ne plus chercher autour de ce lieu
          </a>
        </p>
      )}
      {ignores.length > 0 && (
        <p className="fr-message fr-message--info">
          Cette adresse contient {ignores.length > 1 ? 'des filtres qui n’existent' : 'un filtre qui n’existe'} pas :{' '}
          {ignores.map((name) => NOMS_DES_FILTRES[name] ?? name).join(', ')}. Il n’en est pas tenu compte.
        </p>
      )}
    </>
  )
}
