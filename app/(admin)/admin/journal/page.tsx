import type { Metadata } from 'next'
import Link from 'next/link'
import { type LigneDeJournal, listJournal } from '#db/queries/journal.ts'
import type { RangDuFichier } from '#lib/documents/cellules.ts'
import { changementsDesChiffres, changementsDuPoint } from '#lib/documents/changements.ts'
import { readQuestion } from '#lib/documents/question.ts'
import { nomDeColonne } from '#lib/documents/recensement.ts'
import { checkPorte } from '#lib/domain/acces/acces.ts'
import { TYPES_DE_LOGEMENT } from '#lib/domain/guichet/vocabulaire.ts'
import { EnDouble, PlacePrise } from '#lib/ui/admin/en-double.tsx'
import { Moment } from '#lib/ui/admin/moment.tsx'
import { Succes } from '#lib/ui/admin/succes.tsx'
import { Formulaire } from '#lib/ui/formulaire/formulaire.tsx'
import { pagePrivee } from '../page-privee.tsx'
import { undoChiffreAction, undoPointAction } from './annulation.action.ts'

export const metadata: Metadata = { title: 'Journal' }
export const acces = 'consulter-journal'

type Query = Readonly<Record<'point' | 'commune' | 'avant' | 'annule', string | string[] | undefined>>
type Props = { searchParams: Promise<Query> }

const NATURES: Readonly<Record<string, string>> = {
  creation: 'créé',
  modification: 'modifié',
  retrait: 'retiré',
  fusion: 'réuni à un autre point',
  retablissement: 'rétabli',
}
const text = (value: string | string[] | undefined) => readQuestion(value) || undefined
function typeOf(ligne: LigneDeJournal): string {
  const type = ligne.apres?.type ?? ligne.avant?.type
  return Object.entries(TYPES_DE_LOGEMENT).find(([code]) => code === type)?.[1] ?? ''
}

/** « , corrigé sur le portail : Téléphone (Agnes Fictive) »: what the file did not say itself. */
function correctionsDe({ corrections }: LigneDeJournal): string {
  if (corrections.length === 0) return ''
  const cells = corrections.map(
    ({ colonne, auteur }) => `${nomDeColonne(colonne)} (${auteur ?? 'la ligne de commande'})`,
  )
  return `, corrigé sur le portail : ${cells.join(', ')}`
}

/** Undone, a change says what was there before the file. */
const rangDe = ({ ligne, lettres, remplies, retour }: LigneDeJournal): RangDuFichier | undefined =>
  ligne === null || lettres === null || retour ? undefined : { ligne, lettres, remplies }

function Changement({ ligne, mayUndo }: { ligne: LigneDeJournal; mayUndo: boolean }) {
  const isPoint = ligne.objet === 'point'
  const changements = (isPoint ? changementsDuPoint : changementsDesChiffres)(ligne.avant, ligne.apres, rangDe(ligne))
  const brief = ligne.avant === null || ligne.apres === null ? changements.slice(0, 3) : changements
  return (
    <li>
      <h2 className="fr-h6 fr-mb-1v">
        <Link
          href={isPoint ? `/admin/points/${ligne.cible}` : `/admin/communes/${ligne.cible}?annee=${ligne.nature}`}
          prefetch={false}
        >
          {ligne.titre}
        </Link>{' '}
        {isPoint ? NATURES[ligne.nature] : `— chiffres ${ligne.nature}, ${typeOf(ligne)}`}
      </h2>
      <p className="fr-text--sm fr-mb-1w">
        <Moment at={ligne.at} /> par{' '}
        {ligne.confirme ? 'le centre, depuis le lien de confirmation annuel' : (ligne.auteur ?? 'la ligne de commande')}
        {ligne.fichier ? (
          <>
            {ligne.retour ? ', en annulant ' : ', depuis '}
            {ligne.importId ? (
              <Link href={`/admin/recensements/${ligne.importId}`} prefetch={false}>
                {ligne.fichier}
              </Link>
            ) : (
              ligne.fichier
            )}
            {ligne.feuille && ligne.ligne ? `, feuille « ${ligne.feuille} », ligne ${ligne.ligne}` : ''}
            {correctionsDe(ligne)}
          </>
        ) : null}
      </p>
      <dl className="admin__details">
        {brief.map(({ champ, avant, apres, cellules }) => (
          <div key={champ} className="admin__changement">
            <dt>
              {champ}
              {cellules ? ` (${cellules})` : null}
            </dt>
            <dd>
              {ligne.avant === null ? null : (
                <>
                  <del className="admin__avant">{avant}</del>
                  {' → '}
                </>
              )}
              <ins className="admin__apres">{apres}</ins>
            </dd>
          </div>
        ))}
      </dl>
      {ligne.dernier && mayUndo ? (
        <Formulaire action={isPoint ? undoPointAction : undoChiffreAction} bouton="Annuler ce changement" secondaire>
          <input type="hidden" name="id" value={ligne.id} />
          {ligne.nature === 'fusion' ? <EnDouble titre={ligne.titre} /> : null}
          {ligne.nature === 'retrait' ? <PlacePrise /> : null}
        </Formulaire>
      ) : null}
    </li>
  )
}

export default pagePrivee(acces, async ({ acteur }, { searchParams }: Props) => {
  const query = await searchParams
  const filtre = { point: text(query.point), commune: text(query.commune), avant: text(query.avant) }
  const { lignes, suite } = await listJournal(acteur, filtre)
  const next = new URLSearchParams({
    ...(filtre.point ? { point: filtre.point } : {}),
    ...(filtre.commune ? { commune: filtre.commune } : {}),
    ...(suite ? { avant: suite } : {}),
  })
  return (
    <div className="admin__fiche">
      <h1>Journal</h1>
      {query.annule !== undefined ? <Succes>Le changement est annulé : la version d’avant est publiée.</Succes> : null}
      {filtre.point || filtre.commune ? (
        <p>
          <Link href="/admin/journal" prefetch={false}>
            Voir tout le journal
          </Link>
        </p>
      ) : null}
      {lignes.length === 0 ? <p>Aucun changement n’est enregistré ici.</p> : null}
      <ul className="admin__changements">
        {lignes.map((ligne) => (
          <Changement
            key={`${ligne.objet}-${ligne.id}`}
            ligne={ligne}
            mayUndo={checkPorte(acteur, ligne.objet === 'point' ? 'modifier-point' : 'modifier-chiffres').ok}
          />
        ))}
      </ul>
      {suite ? (
        <p className="fr-mt-4w">
          <Link className="fr-btn fr-btn--secondary" href={`/admin/journal?${next}`} prefetch={false}>
            Changements plus anciens
          </Link>
        </p>
      ) : null}
    </div>
  )
})
