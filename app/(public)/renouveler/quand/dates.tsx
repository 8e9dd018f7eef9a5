import Link from 'next/link'
import type { ReactNode } from 'react'
import { formatJourEntier } from '#lib/documents/jours.ts'
import type { Jour } from '#lib/domain/calendrier.ts'
import type { Quand } from '#lib/domain/demande/quand.ts'

const Le = ({ jour }: { jour: Jour }) => <time dateTime={jour}>{formatJourEntier(jour)}</time>

/** What to do now, then the four days in full; `enLigne`: it may be renewed here. */
export function Dates({ quand, nom, enLigne }: { quand: Quand; nom: string; enLigne: boolean }) {
  const { depuis, departement, aujourdhui, echeances, situation, fichierPartage } = quand
  const { titre, faire } = CONSEILS[situation](quand)
  return (
    <section className="panneau texte quand" aria-labelledby="dates">
      <h2 id="dates" className="fr-h3">
        {titre}
      </h2>
      <p>{faire}</p>
      <dl className="quand__jours">
        <dt>Vous pouvez renouveler à partir du</dt>
        <dd>
          <Le jour={echeances.ouvreLe} />
        </dd>
        <dt>Un avis doit vous être envoyé au plus tard le</dt>
        <dd>
          <Le jour={echeances.avisAuPlusTardLe} />
        </dd>
        <dt>Votre demande est valable jusqu’au</dt>
        <dd>
          <Le jour={echeances.expireLe} />
        </dd>
        <dt>Dernier jour pour renouveler, ce jour compris</dt>
        <dd className="quand__dernier">
          <Le jour={echeances.dernierJour} />
        </dd>
      </dl>
      {fichierPartage && (
        <p>
          <strong>Dans ce département, les demandes sont sur un autre site</strong>, celui du {fichierPartage.nom}.
          C’est là que l’on renouvelle en ligne.
        </p>
      )}
      <p className="quand__actes sans-papier">
        {fichierPartage && (
          <a className="fr-btn" href={fichierPartage.adresse} rel="noreferrer">
            Aller sur le site du {fichierPartage.nom}
          </a>
        )}
        {enLigne && (
          <a className="fr-btn" href="/ma-demande/renouveler">
            Renouveler en ligne
          </a>
        )}
        <Link
          className={fichierPartage || enLigne || situation === 'trop-tot' ? 'fr-btn fr-btn--secondary' : 'fr-btn'}
          href={`/points-de-contact?service=renouvellement&departement=${departement}`}
          prefetch={false}
        >
          Trouver qui peut m’aider à renouveler
        </Link>
      </p>
      <p className="discret">
        Dates d’une demande déposée ou renouvelée le <Le jour={depuis} />, département {nom} ({departement}). Nous y
        sommes le <Le jour={aujourdhui} />
         ; chaque jour finit à minuit, à l’heure de ce département.
      </p>
    </section>
  )
}

/** A shared local file keeps its demandes itself: nothing of them is changed here. */
const ouSignaler = (fichierPartage: Quand['fichierPartage']): ReactNode =>
  fichierPartage ? (
    'signalez-le à un guichet'
  ) : (
    <>
      dites-le en ligne depuis{' '}
      <Link href="/ma-demande" prefetch={false}>
        Ma demande
      </Link>
      , ou à un guichet
    </>
  )

type Conseil = Readonly<{ titre: ReactNode; faire: ReactNode }>

const CONSEILS: Readonly<Record<Quand['situation'], (quand: Quand) => Conseil>> = {
  'trop-tot': ({ echeances, fichierPartage }) => ({
    titre: 'C’est trop tôt',
    faire: (
      <>
        Vous pourrez renouveler à partir du{' '}
        <strong>
          <Le jour={echeances.ouvreLe} />
        </strong>
        . Notez cette date. Si votre situation change avant, {ouSignaler(fichierPartage)}.
      </>
    ),
  }),
  ouverte: ({ echeances }) => ({
    titre: 'C’est le moment de renouveler',
    faire: (
      <>
        Renouvelez dès maintenant. Votre demande est valable jusqu’au{' '}
        <strong>
          <Le jour={echeances.expireLe} />
        </strong>
        .
      </>
    ),
  }),
  'dernier-mois': ({ echeances }) => ({
    titre: 'C’est le dernier mois pour renouveler',
    faire: (
      <>
        Votre demande n’est plus valable, mais vous pouvez encore la renouveler. Faites-le au plus tard le{' '}
        <strong>
          <Le jour={echeances.dernierJour} />
        </strong>
        .
      </>
    ),
  }),
  'echeance-passee': () => ({
    titre: 'Le dernier jour est passé',
    faire: (
      <>
        Une demande qui n’est pas renouvelée peut être radiée (annulée). Parlez-en à un guichet dès que possible : il
        vous dit si la vôtre l’est et ce que vous pouvez faire. Si vous avez renouvelé depuis, comptez à partir de ce
        renouvellement.
      </>
    ),
  }),
}
