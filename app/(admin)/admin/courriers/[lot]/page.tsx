import type { Metadata } from 'next'
import Link from 'next/link'
import { findLot, type LettreMontree } from '#db/queries/courriers.ts'
import { combienDeLettres, phraseDuLot } from '#lib/documents/etats-de-lot.ts'
import { formatJourEntier } from '#lib/documents/jours.ts'
import { formatNumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { isUuid } from '#lib/domain/identifiants.ts'
import { JALONS } from '#lib/domain/rappels/jalons.ts'
import { ObjetIntrouvable } from '#lib/ui/admin/page-refusee.tsx'
import { Succes } from '#lib/ui/admin/succes.tsx'
import { Tableau } from '#lib/ui/admin/tableau.tsx'
import { answerWith } from '#lib/web/statut.ts'
import { pagePrivee } from '../../page-privee.tsx'
import { AbandonForm, CorrectionForm, RemiseForm, RetourForm } from '../courriers.form.tsx'

export const metadata: Metadata = { title: 'Lot de courriers' }
export const acces = 'consulter-courriers'

type Props = {
  params: Promise<{ lot: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const lignesDe = (lettres: readonly LettreMontree[], dire: (lettre: LettreMontree) => string) =>
  lettres.map((lettre) => ({
    cle: String(lettre.rang),
    cellules: [
      `Lettre ${lettre.rang}`,
      formatNumeroUnique(lettre.numeroUnique),
      JALONS[lettre.jalon].libelle,
      dire(lettre),
    ],
  }))

/** What became of a letter that was handed over; one that came back is shown by what it waits for. */
const devenir = ({ etat }: LettreMontree): string => {
  if (etat === 'envoye' || etat === 'remis') return 'Remise'
  if (etat === 'echec') return 'Revenue : attend une nouvelle adresse'
  return etat === 'a-prendre' ? 'Revenue : repart avec un prochain lot' : 'Revenue : plus rien n’est dû'
}

export default pagePrivee(acces, async ({ acteur }, { params, searchParams }: Props) => {
  const [{ lot: id }, query] = await Promise.all([params, searchParams])
  const found = isUuid(id) ? await findLot(acteur, id) : undefined
  if (!found) {
    answerWith(404)
    return <ObjetIntrouvable />
  }
  const { lot, nom, lettres, prisLe, aujourdHui } = found
  const radieesTropTot = /^\d{1,3}$/.test(String(query.corrige)) ? Number(query.corrige) : 0
  const aRetirer = lettres.filter(({ isAJour }) => !isAJour)
  return (
    <div className="admin__fiche">
      <p>
        <Link href="/admin/courriers" prefetch={false}>
          Tous les courriers
        </Link>
      </p>
      <h1>
        {nom} : lot du {formatJourEntier(prisLe)}
      </h1>
      {'remis' in query && lot.etat === 'remis' ? (
        <Succes>Ces lettres sont remises : le registre le dit, au jour que vous avez donné.</Succes>
      ) : null}
      {'abandonne' in query && lot.etat === 'abandonne' ? (
        <Succes>Ce lot est abandonné : ses lettres attendent de nouveau.</Succes>
      ) : null}
      {'revenue' in query ? <Succes>Le retour de cette lettre est noté.</Succes> : null}
      {query.revenue === 'radiee' ? (
        <div className="fr-alert fr-alert--warning fr-mb-3w" role="alert">
          <p>
            Cette demande a été radiée sur cet avis, qui n’est pas arrivé. Prévenez son guichet : il peut la réactiver.
          </p>
        </div>
      ) : null}
      {'corrige' in query && lot.etat === 'remis' ? (
        <Succes>Le jour de la remise est corrigé : le mois de chaque avis court de ce jour.</Succes>
      ) : null}
      {radieesTropTot > 0 ? (
        <div className="fr-alert fr-alert--warning fr-mb-3w" role="alert">
          <p>
            {radieesTropTot === 1
              ? 'Une demande de ce lot a été radiée trop tôt, sur la foi de l’ancien jour de remise. Elle est dans la liste des lettres. Prévenez son guichet : il peut la réactiver.'
              : `${radieesTropTot} demandes de ce lot ont été radiées trop tôt, sur la foi de l’ancien jour de remise. Elles sont dans la liste des lettres. Prévenez leur guichet : il peut les réactiver.`}
          </p>
        </div>
      ) : null}
      <p>
        {combienDeLettres(lot.nombre)}. {phraseDuLot(lot)}.
      </p>
      {lot.etat === 'pris' ? (
        <>
          <h2 className="fr-h4 fr-mt-4w">1. Imprimer</h2>
          <p>
            Chaque lettre a sa feuille ; pliée en trois, son adresse se lit dans la fenêtre d’une enveloppe longue. Un
            téléchargement coupé se recommence : le fichier est le même.
          </p>
          <ul>
            <li>
              <a href={`/admin/courriers/${id}/lettres`} download>
                Télécharger les lettres (PDF)
              </a>
            </li>
            <li>
              <a href={`/admin/courriers/${id}/adresses`} download>
                Télécharger les adresses (CSV)
              </a>
            </li>
          </ul>
          {aRetirer.length > 0 ? (
            <>
              <h2 className="fr-h4 fr-mt-4w">Lettres à retirer de la pile</h2>
              <p>
                Depuis l’impression, ces demandes ont été renouvelées ou radiées, ont changé de titulaire, ou leur
                dernier jour est passé. Détruisez leurs lettres : elles ne compteront pas comme remises.
              </p>
              <Tableau
                titre="Lettres à retirer"
                colonnes={['Lettre', 'Numéro unique', 'Objet', 'Que faire']}
                lignes={lignesDe(aRetirer, () => 'À détruire')}
              />
            </>
          ) : null}
          <h2 className="fr-h4 fr-mt-4w">2. Remettre à la poste</h2>
          <RemiseForm id={id} aujourdHui={aujourdHui} />
          <h2 className="fr-h4 fr-mt-4w">Ce lot ne partira pas ?</h2>
          <AbandonForm id={id} />
        </>
      ) : null}
      {lot.etat === 'remis' ? (
        <>
          <h2 className="fr-h4 fr-mt-4w">Une lettre est revenue ?</h2>
          <p>
            Un avis revenu n’a averti personne : son mois recommence à l’envoi suivant. Une lettre qui attend une
            nouvelle adresse repart d’elle-même dès que l’adresse de la demande change.
          </p>
          <RetourForm id={id} />
          {lot.remisLe !== null && lot.remisLe < aujourdHui ? (
            <>
              <h2 className="fr-h4 fr-mt-4w">Le jour de la remise est faux ?</h2>
              <p>
                Écrivez le jour où la poste a vraiment reçu ces lettres, s’il est plus récent : personne n’est radié
                avant le mois qui suit.
              </p>
              <CorrectionForm id={id} remisLe={lot.remisLe} />
            </>
          ) : null}
          <Tableau
            titre="Lettres de ce lot"
            colonnes={['Lettre', 'Numéro unique', 'Objet', 'État']}
            lignes={lignesDe(lettres, devenir)}
          />
        </>
      ) : null}
    </div>
  )
})
