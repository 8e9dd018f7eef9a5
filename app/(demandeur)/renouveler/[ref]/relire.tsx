/** Somebody recorded another content while the answers were being written: both are shown, nothing is lost. */
import { lignesDuGroupe } from '#lib/documents/contenu-en-lignes.ts'
import { lignesDeRessources } from '#lib/documents/ressources-en-lignes.ts'
import type { Contenu } from '#lib/domain/demande/formulaire/contenu.ts'
import { GROUPES, groupesDe } from '#lib/domain/demande/formulaire/renouvellement/groupes.ts'
import { Cadre } from '#lib/ui/renouveler/cadre.tsx'
import { Faits } from '#lib/ui/renouveler/faits.tsx'
import type { RenouvellementOuvert } from '#lib/usecases/open-renouvellement.ts'
import type { PageChargee } from './charger.ts'
import { cheminDe } from './chemins.ts'

export function Relire({
  chargee: { ref, fil },
  ouvert: { demande, communes },
  avant,
}: {
  chargee: PageChargee
  ouvert: RenouvellementOuvert
  avant: Contenu
}) {
  return (
    <Cadre titre="Votre demande a changé" etape="Étape 1 sur 4 : votre demande" fil={fil}>
      <p className="fr-text--lg">
        Pendant que vous écriviez, votre demande a été changée ailleurs, par vous ou par un guichet. Vos réponses sont
        gardées.{' '}
        {avant === demande.contenu ? 'Voici votre demande, telle qu’elle est enregistrée :' : 'Voici ce qui a changé :'}
      </p>
      {groupesDe(demande.contenu).map((groupe) => (
        <section className="renouveler__groupe" key={groupe} aria-labelledby={`titre-${groupe}`}>
          <h2 id={`titre-${groupe}`}>{GROUPES[groupe]}</h2>
          <Faits
            avant={lignesDuGroupe(groupe, avant, communes.nomDe)}
            apres={lignesDuGroupe(groupe, demande.contenu, communes.nomDe)}
          />
        </section>
      ))}
      {demande.contenu.demandeur.nature === 'personne-morale' ? null : (
        <section className="renouveler__groupe" aria-labelledby="titre-ressources">
          <h2 id="titre-ressources">Vos ressources</h2>
          <Faits avant={lignesDeRessources(avant)} apres={lignesDeRessources(demande.contenu)} />
        </section>
      )}
      <form method="post" action={cheminDe(ref, 'reponses')}>
        <input type="hidden" name="version" value={demande.version} />
        <input type="hidden" name="etape" value="faits" />
        <button className="fr-btn renouveler__principal" type="submit" name="faire" value="relu">
          J’ai lu, continuer
        </button>
      </form>
    </Cadre>
  )
}
