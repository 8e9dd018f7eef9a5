import Link from 'next/link'
import type { findImport } from '#db/queries/imports.ts'
import type { ChiffresARendre } from '#db/queries/retours.ts'
import { Moment } from '#lib/ui/admin/moment.tsx'
import { Succes } from '#lib/ui/admin/succes.tsx'
import { Formulaire } from '#lib/ui/formulaire/formulaire.tsx'
import { plural } from '../textes.ts'
import { reopenAction } from './annuler/annulation.action.ts'

type Import = NonNullable<Awaited<ReturnType<typeof findImport>>>
type Props = Readonly<{
  un: Import
  mayPublish: boolean
  faite: boolean
  /** Rows that wait beside another holder's point. */
  attentes: number
  /** Of the figures that were published from it, for who may give them back. */
  chiffres: ChiffresARendre
}>

/** The way back of a published import, one click away; once taken, who took it and what may follow. */
export function Annulation({ un, mayPublish, faite, attentes, chiffres }: Props) {
  const { id, etat, publieAt, annuleAt, annulePar, retour } = un
  const inPlace = publieAt !== null && etat !== 'annule' && (annuleAt === null || annuleAt < publieAt)
  // R-REC-126 — choix du portail : tant que qui regarde peut rendre quelque chose, un lien y mène
  const restent = chiffres === 'intacts' || (chiffres === 'modifies' && !retour?.gardes)
  const bilan = retour && plural(retour.rendus, 'élément est revenu', 'éléments sont revenus')
  return (
    <>
      {faite && etat === 'annule' ? <Succes>L’import est annulé : {bilan} à la version d’avant.</Succes> : null}
      {annuleAt ? (
        <p>
          Annulé le <Moment at={annuleAt} />
          {` par ${annulePar ?? 'la ligne de commande'}`}
          {bilan ? ` : ${bilan} à la version d’avant` : ''}.
          {retour && retour.gardes > 0 && etat === 'annule' ? (
            <>
              {' '}
              {plural(retour.gardes, 'élément est resté', 'éléments sont restés')} en place.{' '}
              {mayPublish ? (
                <Link href={`/admin/recensements/${id}/annuler`} prefetch={false}>
                  Les voir
                </Link>
              ) : null}
            </>
          ) : null}
        </p>
      ) : null}
      {mayPublish && (inPlace || restent) ? (
        <p>
          <Link className="fr-btn fr-btn--secondary" href={`/admin/recensements/${id}/annuler`} prefetch={false}>
            {inPlace ? 'Annuler cet import' : 'Annuler les chiffres de cet import'}
          </Link>
        </p>
      ) : null}
      {mayPublish && etat === 'publie' && attentes > 0 ? (
        <>
          <p>
            {plural(attentes, 'ligne n’est pas publiée', 'lignes ne sont pas publiées')} : un autre publie déjà ce
            point.
          </p>
          <Formulaire
            action={reopenAction}
            bouton="Comparer de nouveau, pour confirmer"
            enCours="Comparaison…"
            secondaire
          >
            <input type="hidden" name="id" value={id} />
          </Formulaire>
        </>
      ) : null}
      {mayPublish && etat === 'annule' ? (
        <Formulaire
          action={reopenAction}
          bouton="Comparer de nouveau, pour le publier"
          enCours="Comparaison…"
          secondaire
        >
          <input type="hidden" name="id" value={id} />
        </Formulaire>
      ) : null}
    </>
  )
}
