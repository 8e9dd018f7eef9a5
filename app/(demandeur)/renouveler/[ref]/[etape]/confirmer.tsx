/** What will be recorded, the statement on honour, one button. */
import { lignesDuGroupe } from '#lib/documents/contenu-en-lignes.ts'
import { lignesDeRessources } from '#lib/documents/ressources-en-lignes.ts'
import { GROUPES } from '#lib/domain/demande/formulaire/renouvellement/groupes.ts'
import { Cadre } from '#lib/ui/renouveler/cadre.tsx'
import { Faits } from '#lib/ui/renouveler/faits.tsx'
import { empreinteDuContenu } from '#lib/usecases/submit-renouvellement.ts'
import { cheminDe } from '../chemins.ts'
import type { EtapeProps } from './commun.tsx'

export function Confirmer({ reference, fil, ouvert, query }: EtapeProps) {
  const { demande, brouillon, lu, communes } = ouvert
  const { contenu } = lu
  if (!contenu || !brouillon) throw new Error('A confirmation without a content')
  const aCocher = query.refus === 'honneur-a-cocher'
  return (
    <Cadre titre="Confirmer" etape="Étape 4 sur 4 : confirmer" fil={fil}>
      {query.refus !== 'reponses-changees' ? null : (
        <p role="alert">
          <strong>Vos réponses ont changé depuis, dans un autre onglet.</strong> Relisez-les, puis renouvelez.
        </p>
      )}
      <p className="fr-text--lg">Voici ce qui sera enregistré. Relisez, puis renouvelez.</p>
      <section className="renouveler__groupe" aria-labelledby="titre-ressources">
        <div className="renouveler__titre">
          <h2 id="titre-ressources">Vos ressources</h2>
        </div>
        <Faits avant={lignesDeRessources(contenu)} />
        <p className="renouveler__ouvrir">
          <a className="fr-link" href={cheminDe(reference, 'ressources')}>
            Corriger les ressources
          </a>
          {' · '}
          <a className="fr-link" href={cheminDe(reference, 'revenu')}>
            Corriger le revenu fiscal
          </a>
        </p>
      </section>
      {lu.groupes.map(({ groupe, etat }) => (
        <section className="renouveler__groupe" key={groupe} aria-labelledby={`titre-${groupe}`}>
          <div className="renouveler__titre">
            <h2 id={`titre-${groupe}`}>{GROUPES[groupe]}</h2>
            <p className="renouveler__etat">{etat === 'change' ? '✎ Changé' : '✓ Exact'}</p>
          </div>
          <Faits
            avant={lignesDuGroupe(groupe, demande.contenu, communes.nomDe)}
            apres={lignesDuGroupe(groupe, contenu, communes.nomDe)}
          />
          <p className="renouveler__ouvrir">
            <a className="fr-link" href={cheminDe(reference, groupe)}>
              Corriger<span className="visuellement-cache"> : {GROUPES[groupe]}</span>
            </a>
          </p>
        </section>
      ))}
      <form method="post" action={cheminDe(reference, 'envoi')}>
        <input type="hidden" name="cle" value={brouillon.cle} />
        <input type="hidden" name="vu" value={empreinteDuContenu(contenu)} />
        <div className="renouveler__honneur">
          <div className={aCocher ? 'fr-checkbox-group fr-checkbox-group--error' : 'fr-checkbox-group'}>
            <input
              type="checkbox"
              id="honneur"
              name="honneur"
              value="on"
              aria-describedby={aCocher ? 'honneur-erreur' : undefined}
            />
            <label className="fr-label" htmlFor="honneur">
              Je certifie sur l’honneur que ces informations sont exactes.
            </label>
            {aCocher ? (
              <p className="fr-error-text" id="honneur-erreur" role="alert">
                Cochez cette case pour renouveler : vous certifiez que vos réponses sont exactes.
              </p>
            ) : null}
          </div>
          <button className="fr-btn renouveler__principal fr-mb-0" type="submit">
            Renouveler ma demande
          </button>
        </div>
      </form>
    </Cadre>
  )
}
