import type { Metadata } from 'next'
import { readMaintenant } from '#db/queries/instant.ts'
import { lecture } from '#db/queries/lecture.ts'
import { listDepartements } from '#db/queries/lieux.ts'
import { readReglagesDeTerritoire } from '#db/queries/reglages-de-territoire.ts'
import { phraseDuRefus } from '#lib/documents/refus.ts'
import { bornesDuJour, findQuand, isRenouvelableEnLigne, type Quand } from '#lib/domain/demande/quand.ts'
import { parseDepartement, territoireDuDepartement } from '#lib/domain/demande/territoire.ts'
import { parseJourEcritDeToutSiecle } from '#lib/domain/guichet/recensement/jours.ts'
import { readTexte } from '#lib/web/texte-d-adresse.ts'
import { Dates } from './dates.tsx'
import { type Erreurs, Questions } from './questions.tsx'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }
type Reponses = Readonly<{ depuis: string; departement: string }>

const TITRE = 'Quand renouveler ma demande ?'

/** More than a day in full has. */
const LONGUEUR = 40

/** Undefined while nothing was asked: a form that is sent empty has both names in its address. */
function readReponses({ depuis, departement }: Awaited<Props['searchParams']>): Reponses | undefined {
  if (depuis === undefined && departement === undefined) return undefined
  return { depuis: readTexte(depuis, LONGUEUR), departement: readTexte(departement, LONGUEUR) }
}

const judge = ({ depuis, departement }: Reponses, maintenant: Date) =>
  findQuand({ depuis: parseJourEcritDeToutSiecle(depuis), departement }, maintenant)

const isEnLigne = async (quand: Quand): Promise<boolean> =>
  isRenouvelableEnLigne(quand, await readReglagesDeTerritoire(territoireDuDepartement(quand.departement)))

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const reponses = readReponses(await searchParams)
  const ok = reponses && judge(reponses, await readMaintenant(lecture)).ok
  return {
    title: ok === undefined ? TITRE : ok ? 'Vos dates de renouvellement' : `Erreur : ${TITRE}`,
    description: 'Les dates de renouvellement d’une demande de logement social, sans nom ni numéro.',
    alternates: { canonical: '/renouveler/quand' },
    ...(reponses ? { robots: { index: false } } : {}),
  }
}

export default async function QuandRenouveler({ searchParams }: Props) {
  const reponses = readReponses(await searchParams)
  const [maintenant, tous] = await Promise.all([readMaintenant(lecture), listDepartements(lecture)])
  const found = reponses && judge(reponses, maintenant)
  const departements = tous.filter(({ code }) => parseDepartement(code) === code)
  const erreurs: Erreurs =
    found && !found.ok
      ? {
          depuis: found.jour && phraseDuRefus(found.jour),
          departement: found.departement && phraseDuRefus(found.departement),
        }
      : {}
  return (
    <div className="fr-container page">
      <h1>{TITRE}</h1>
      {found?.ok ? (
        <Dates
          quand={found.value}
          enLigne={await isEnLigne(found.value)}
          nom={departements.find(({ code }) => code === found.value.departement)?.nom ?? found.value.departement}
        />
      ) : (
        <p className="fr-text--lg texte">Répondez à deux questions. Nous ne demandons ni votre nom, ni votre numéro.</p>
      )}
      <Questions
        titre={found?.ok ? 'Calculer d’autres dates' : 'Votre demande'}
        depuis={found?.ok ? found.value.depuis : (reponses?.depuis ?? '')}
        departement={found?.ok ? found.value.departement : (parseDepartement(reponses?.departement ?? '') ?? '')}
        bornes={bornesDuJour(maintenant)}
        departements={departements}
        erreurs={erreurs}
      />
    </div>
  )
}
