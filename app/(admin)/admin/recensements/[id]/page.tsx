import type { Metadata } from 'next'
import Link from 'next/link'
import {
  confrontLignes,
  findApercu,
  findLignes,
  findProposition,
  LIGNES_PAR_PAGE,
  type LigneDExamen,
  listLignes,
} from '#db/queries/apercu-d-import.ts'
import { countParAuteur, findAuteurs, listHistoire } from '#db/queries/corrections.ts'
import { findImport, findLecture } from '#db/queries/imports.ts'
import { findChiffresARendre } from '#db/queries/retours.ts'
import { formatNombre } from '#lib/documents/chiffres.ts'
import { phraseDAlerte } from '#lib/documents/recensement.ts'
import { phraseDuRefus } from '#lib/documents/refus.ts'
import { checkAcces } from '#lib/domain/acces/acces.ts'
import { COLONNES_DONNEES_UNE_FOIS, type Colonne } from '#lib/domain/guichet/recensement/colonnes.ts'
import { isPassager } from '#lib/domain/guichet/recensement/refus.ts'
import { Moment } from '#lib/ui/admin/moment.tsx'
import { ObjetIntrouvable } from '#lib/ui/admin/page-refusee.tsx'
import { Succes } from '#lib/ui/admin/succes.tsx'
import { Formulaire } from '#lib/ui/formulaire/formulaire.tsx'
import { answerWith } from '#lib/web/statut.ts'
import { pagePrivee } from '../../page-privee.tsx'
import { readAgainAction } from '../recensement.action.ts'
import { ETATS_D_IMPORT, listVues, phraseDePublication, resumeDesCorrections, resumeDesTotaux } from '../textes.ts'
import { Annulation } from './annulation.tsx'
import { showAttentes } from './attentes-montrees.ts'
import { ColonnesNonLues, TableADire } from './colonnes/colonnes.tsx'
import type { Place } from './corriger/correction.form.tsx'
import { LIGNES_ENSEMBLE, readLieux } from './corriger/ensemble.ts'
import { Ensemble, VersEnsemble } from './corriger/ensemble.tsx'
import { Histoire } from './corriger/histoire.tsx'
import type { Lettres } from './corriger/montrer.ts'
import { LectureEnCours } from './lecture/lecture-en-cours.tsx'
import { LigneDeChiffres, LigneDePoint } from './lignes.tsx'
import { Pages, Suite, SuiteEnsemble } from './pages.tsx'
import { PropositionForm } from './proposition.form.tsx'
import { PublicationForm } from './publication.form.tsx'
import { ValeursDuFichierForm } from './valeurs-du-fichier.form.tsx'

export const metadata: Metadata = { title: 'Recensement' }
export const acces = 'consulter-recensements'

/** Where a reading makes sense, and may go on behind the page. */
const A_LIRE: readonly (keyof typeof ETATS_D_IMPORT)[] = ['recu', 'illisible', 'lu']

type Query = Readonly<Record<string, string | string[] | undefined>>
type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> }

type ListeProps = Readonly<{
  lettresDe: (feuille: string) => Lettres
  lignes: readonly LigneDExamen[]
  /** What the table lacks, when it may be said here for the whole file. */
  manquent: readonly Colonne[]
  auteursDe: Awaited<ReturnType<typeof findAuteurs>>
  /** The page to come back to once a row is corrected; undefined: nothing is corrected here. */
  retour: Omit<Place, 'feuille' | 'ligne'> | undefined
}>

/** The rows of one page of a view. */
function Lignes({ lettresDe, lignes, manquent, auteursDe, retour }: ListeProps) {
  return (
    <ul className="admin__changements">
      {lignes.map(({ nature, rang }, index) => {
        const { feuille, ligne, statut } = rang
        const correction = {
          place: retour && { ...retour, feuille, ligne },
          auteurs: auteursDe(rang),
          lettres: lettresDe(feuille),
          prefixe: `l${index}-`,
          ouverte: statut === 'refuse' || retour?.vue === 'a-verifier',
        }
        return nature === 'point' ? (
          <LigneDePoint key={`p${feuille}${ligne}`} rang={rang} correction={correction} manquent={manquent} />
        ) : (
          <LigneDeChiffres key={`c${feuille}${ligne}`} rang={rang} correction={correction} />
        )
      })}
    </ul>
  )
}

export default pagePrivee(acces, async ({ acteur }, { params, searchParams }: Props) => {
  const [{ id }, query] = await Promise.all([params, searchParams])
  // Read first: what ends between the two readings is shown as going on, and the page then learns that it has ended.
  const derniere = await findLecture(id)
  const found = await findImport(acteur, id)
  if (!found) {
    answerWith(404)
    return <ObjetIntrouvable />
  }
  const { totaux, etat, centreId, departements } = found
  const apercu = totaux ? await findApercu(id) : undefined
  const isALire = A_LIRE.includes(etat)
  const lecture = isALire ? derniere : undefined
  // What is read is about to change: nothing is typed on what will be replaced.
  const isLibre = !lecture?.enCours
  const perdue =
    isLibre && (etat === 'recu' || etat === 'illisible') && isPassager(query.lecture)
      ? { code: query.lecture }
      : undefined
  const manquee = lecture?.echec ?? perdue
  const objet = { departements, centreId }
  const mayRead = isLibre && checkAcces(acteur, 'deposer-recensement', objet).ok
  const mayPublish = isLibre && checkAcces(acteur, 'publier-recensement', objet).ok
  const mayPublishFigures = isLibre && checkAcces(acteur, 'modifier-chiffres', { departements, centreId: null }).ok
  const manquent = COLONNES_DONNEES_UNE_FOIS.filter((colonne) => apercu?.manquent.includes(colonne))
  const proposed = centreId !== null && apercu?.hasChiffres
  const vues = listVues(totaux, apercu)
  const vue = vues.find(({ code }) => code === query.vue)?.code ?? vues[0]?.code ?? 'nouveau'
  const page = Math.min(10_000, Math.max(1, Math.trunc(Number(query.page)) || 1))
  const mayCorrect = mayRead && found.fichierGarde && (etat === 'lu' || etat === 'recu')
  const ensemble = mayCorrect && query.ensemble === 'oui'
  const parPage = ensemble ? LIGNES_ENSEMBLE : LIGNES_PAR_PAGE
  const { lignes, suite } = apercu ? await listLignes(id, { vue, page, parPage }) : { lignes: [], suite: false }
  const feuilles = apercu?.colonnes.map(({ feuille }) => feuille) ?? []
  const demandees = ensemble ? readLieux(query.lignes, feuilles) : []
  // Read first: what moves between the two readings is then told, never missed.
  const proposition = proposed && mayPublishFigures ? await findProposition(id) : undefined
  const montrees = proposition ? await confrontLignes(lignes) : lignes
  const auteursDe = await findAuteurs(
    id,
    montrees.filter(({ rang }) => rang.corrigees).map(({ rang }) => rang),
  )
  const mayComplete = mayRead && etat === 'lu' && found.fichierGarde
  const lettresDe = (feuille: string): Lettres => apercu?.colonnes.find((one) => one.feuille === feuille)?.lettres ?? {}
  const toPublish = (totaux?.nouveau ?? 0) + (totaux?.modifie ?? 0)
  return (
    <>
      <p className="fr-mb-1w">
        <a href="/admin/recensements">Tous les recensements</a>
      </p>
      <h1>{found.fichierNom}</h1>
      {query.publie !== undefined ? <Succes>{phraseDePublication(totaux)}</Succes> : null}
      {query.chiffres !== undefined ? <Succes>Les chiffres proposés sont publiés.</Succes> : null}
      <p>
        <span className="admin__etat">{ETATS_D_IMPORT[etat]}</span> Déposé le <Moment at={found.createdAt} />
        {found.auteur ? ` par ${found.auteur}` : ''}, pour{' '}
        {found.centreNom ?? `les départements ${departements.join(', ')}`}.{' '}
        {found.publieAt ? (
          <>
            Publié le <Moment at={found.publieAt} />.{' '}
          </>
        ) : null}
        {found.chiffresPubliesAt ? (
          <>
            Chiffres publiés le <Moment at={found.chiffresPubliesAt} />.{' '}
          </>
        ) : null}
        {found.fichierGarde ? (
          <a href={`/admin/recensements/${id}/fichier`}>Télécharger le fichier</a>
        ) : (
          'Le fichier n’est plus gardé ; ce qui en a été compris, et le numéro de chaque ligne, le restent.'
        )}
      </p>
      <Annulation
        un={found}
        mayPublish={mayPublish}
        faite={query.annule !== undefined}
        attentes={apercu?.nombreDAttentes ?? 0}
        chiffres={mayPublishFigures && found.chiffresPubliesAt ? await findChiffresARendre(id) : 'aucun'}
      />
      {etat === 'illisible' && found.refus ? (
        <div className="fr-alert fr-alert--error fr-mb-3w">
          <p>{phraseDuRefus(found.refus)}</p>
        </div>
      ) : null}
      {etat === 'illisible' && found.refus && mayRead ? (
        <TableADire id={id} refus={found.refus} dites={found.choix?.colonnes ?? []} />
      ) : null}
      {isALire ? <LectureEnCours id={id} lues={lecture?.enCours ? lecture.lues : null} /> : null}
      {manquee ? (
        <div className="fr-alert fr-alert--error fr-mb-3w" role="alert">
          <p>{phraseDuRefus(manquee)}</p>
        </div>
      ) : null}
      {etat === 'recu' && totaux && isLibre ? (
        <p>Une correction est enregistrée, et le fichier n’est pas encore relu avec elle. Relancez la lecture.</p>
      ) : null}
      {mayRead && (etat === 'recu' || etat === 'illisible' || manquee) ? (
        <Formulaire action={readAgainAction} bouton="Lire ce fichier" enCours="Lecture du classeur…">
          <input type="hidden" name="id" value={id} />
        </Formulaire>
      ) : null}
      {apercu && totaux ? (
        <>
          <h2 className="fr-h4">Ce que nous avons compris</h2>
          <p className="fr-text--lg">{resumeDesTotaux(totaux)}.</p>
          {apercu.corrigees > 0 ? <p>{resumeDesCorrections(await countParAuteur(id))}</p> : null}
          {found.corrections > 0 ? <Histoire {...(await listHistoire(id))} /> : null}
          {apercu.alertes.length > 0 ? (
            <ul>
              {apercu.alertes.map((alerte) => (
                <li key={JSON.stringify(alerte)}>{phraseDAlerte(alerte)}</li>
              ))}
              {apercu.autresAlertes > 0 ? (
                <li>
                  Et {formatNombre(apercu.autresAlertes)} autres remarques sur le fichier, dans le fichier annoté.
                </li>
              ) : null}
            </ul>
          ) : null}
          {(apercu.hasRemarques || apercu.corrigees > 0) && found.fichierGarde ? (
            <p>
              <a href={`/admin/recensements/${id}/annote`}>Télécharger mon fichier annoté</a>
              <span className="fr-hint-text">
                {/\.xls[xm]$/i.test(found.fichierNom)
                  ? 'Votre classeur, avec les cellules à corriger en couleur et en commentaire. Corrigez-le, puis redéposez-le.'
                  : 'Un classeur .xlsx fait de ce qui a été lu, avec les cellules à corriger en couleur et en commentaire. Corrigez-le, puis déposez-le.'}
                {apercu.corrigees > 0 ? ' Ce qui est corrigé ici y est écrit.' : ''}
              </span>
            </p>
          ) : null}
          {mayComplete ? (
            <ColonnesNonLues id={id} colonnes={apercu.colonnes.flatMap(({ aDire = [] }) => aDire)} />
          ) : null}
          {mayComplete && manquent.length > 0 ? <ValeursDuFichierForm id={id} manquent={manquent} /> : null}
          {mayPublish && etat === 'lu' ? (
            <PublicationForm
              id={id}
              version={found.version}
              aPublier={toPublish}
              inchangees={totaux.inchange}
              refusees={totaux.refuse - apercu.nombreDAttentes}
              absents={apercu.absents}
              autresAbsents={apercu.autresAbsents}
              attentes={showAttentes(apercu.attentes)}
              nombreDAttentes={apercu.nombreDAttentes}
            />
          ) : null}
          {proposed ? (
            <div className="fr-my-3w">
              <p>Les chiffres des communes de ce fichier sont une proposition au gestionnaire territorial.</p>
              {proposition && etat !== 'annule' ? <PropositionForm id={id} version={proposition.version} /> : null}
            </div>
          ) : null}
          <nav className="admin__menu fr-mt-4w" aria-label="Lignes du fichier" id="lignes">
            <ul>
              {vues.map(({ code, libelle }) => (
                <li key={code}>
                  <Link
                    href={`/admin/recensements/${id}?vue=${code}`}
                    prefetch={false}
                    aria-current={code === vue ? 'page' : undefined}
                  >
                    {libelle}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
          <Suite ligne={query.corrigee} suite={query.suite} />
          <SuiteEnsemble ecrites={query.ecrites} refusees={query.refusees} />
          {ensemble ? (
            <Ensemble
              id={id}
              vue={vue}
              page={page}
              feuilles={feuilles}
              demandees={demandees.length > 0}
              lignes={demandees.length > 0 ? await findLignes(id, demandees) : montrees}
              lettresDe={lettresDe}
            />
          ) : (
            <>
              {mayCorrect ? <VersEnsemble id={id} vue={vue} lignes={montrees} lettresDe={lettresDe} /> : null}
              <Lignes
                lettresDe={lettresDe}
                lignes={montrees}
                manquent={mayComplete ? manquent : []}
                auteursDe={auteursDe}
                retour={mayCorrect ? { id, vue, page } : undefined}
              />
            </>
          )}
          <Pages
            adresse={`/admin/recensements/${id}?vue=${vue}${ensemble ? '&ensemble=oui' : ''}`}
            page={page}
            suite={suite}
          />
        </>
      ) : null}
    </>
  )
})
