import type { Metadata } from 'next'
import { lignesDuGroupe } from '#lib/documents/contenu-en-lignes.ts'
import { GROUPES } from '#lib/domain/demande/formulaire/renouvellement/groupes.ts'
import { Introuvable } from '#lib/ui/layout/introuvable.tsx'
import { Cadre } from '#lib/ui/renouveler/cadre.tsx'
import { DernierJour } from '#lib/ui/renouveler/dernier-jour.tsx'
import { Faits } from '#lib/ui/renouveler/faits.tsx'
import { answerWith } from '#lib/web/statut.ts'
import { charger, type PageChargee } from './charger.ts'
import { cheminDe } from './chemins.ts'
import { Fermee } from './fermee.tsx'
import { type Query, RefusDit } from './refus-dit.tsx'
import { Relire } from './relire.tsx'

export const metadata: Metadata = { title: 'Renouveler ma demande' }
export const acces = 'renouveler-ma-demande'

type Props = { params: Promise<{ ref: string }>; searchParams: Promise<Query> }

const ETATS = { 'a-dire': '', exact: '✓ Exact', change: '✎ Changé' } as const

/** The facts of last year: exact all at once, or opened one by one. */
export default async function VotreDemande({ params, searchParams }: Props) {
  const chargee = await charger((await params).ref, undefined)
  if (!chargee) {
    answerWith(404)
    return <Introuvable />
  }
  const { lue } = chargee
  const query = await searchParams
  if (!lue.ouvert.ok)
    return (
      <Fermee
        lue={lue}
        refus={lue.ouvert.refus}
        reference={chargee.ref}
        isAutrement={query.refus === 'cle-deja-employee'}
      />
    )
  const { avant } = lue.ouvert.value
  if (avant) return <Relire chargee={chargee} ouvert={lue.ouvert.value} avant={avant} />
  return (
    <>
      <RefusDit query={query} />
      <Questions chargee={chargee} ouvert={lue.ouvert.value} />
    </>
  )
}

function Questions({
  chargee: { ref, lue, fil },
  ouvert: { demande, lu, communes },
}: {
  chargee: PageChargee
  ouvert: Extract<PageChargee['lue']['ouvert'], { ok: true }>['value']
}) {
  const isChange = lu.groupes.some(({ etat }) => etat === 'change')
  const faux = lu.groupes.filter(({ anomalies }) => anomalies.length > 0)
  return (
    <Cadre titre="Renouveler ma demande" etape="Étape 1 sur 4 : votre demande" fil={fil}>
      <DernierJour echeances={demande.echeances} le={lue.le} />
      <p className="fr-text--lg">Voici ce que vous aviez déclaré. Est-ce toujours exact ?</p>
      {lu.groupes.map(({ groupe, etat, anomalies }) => (
        <section className="renouveler__groupe" key={groupe} id={groupe} aria-labelledby={`titre-${groupe}`}>
          <div className="renouveler__titre">
            <h2 id={`titre-${groupe}`}>{GROUPES[groupe]}</h2>
            <p className="renouveler__etat">{anomalies.length > 0 ? '⚠ À corriger' : ETATS[etat]}</p>
          </div>
          <Faits
            avant={lignesDuGroupe(groupe, demande.contenu, communes.nomDe)}
            apres={lignesDuGroupe(groupe, lu.contenu ?? demande.contenu, communes.nomDe)}
          />
          <p className="renouveler__ouvrir">
            <a className="fr-link" href={cheminDe(ref, groupe)}>
              {etat === 'change' ? 'Revoir ce groupe' : 'Ça a changé'}
              <span className="visuellement-cache"> : {GROUPES[groupe]}</span>
            </a>
          </p>
        </section>
      ))}
      {faux.length > 0 ? (
        <p>
          <strong>Une réponse est à corriger</strong> avant de continuer :{' '}
          {faux.map(({ groupe }, rang) => (
            <span key={groupe}>
              {rang > 0 ? ', ' : ''}
              <a href={`${cheminDe(ref, groupe)}?revoir`}>{GROUPES[groupe]}</a>
            </span>
          ))}
          .
        </p>
      ) : (
        <form method="post" action={cheminDe(ref, 'reponses')}>
          <input type="hidden" name="version" value={demande.version} />
          <input type="hidden" name="etape" value="faits" />
          <button className="fr-btn renouveler__principal" type="submit" name="faire" value="rien-n-a-change">
            {isChange ? 'Le reste n’a pas changé' : 'Rien n’a changé'}
          </button>
        </form>
      )}
    </Cadre>
  )
}
