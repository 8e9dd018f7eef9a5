'use client'
import { useActuel } from '#lib/ui/formulaire/contexte.ts'
import { Formulaire } from '#lib/ui/formulaire/formulaire.tsx'
import { publishPropositionAction } from '../recensement.action.ts'

/** What someone else published meanwhile, beside what this file proposes. */
function LesDeux() {
  const actuel = useActuel()
  if (!actuel) return null
  return (
    <dl className="admin__details">
      {Object.entries(actuel).map(([nom, differences]) => (
        <div key={nom} className="admin__changement">
          <dt>{nom}</dt>
          {[differences].flat().map((difference) => (
            <dd key={difference}>{difference}</dd>
          ))}
        </div>
      ))}
    </dl>
  )
}

/** `version`: of the figures that the page shows, the published ones and the proposed ones. */
export function PropositionForm({ id, version }: Readonly<{ id: string; version: number }>) {
  return (
    <Formulaire action={publishPropositionAction} bouton="Publier les chiffres proposés" version={version} secondaire>
      <input type="hidden" name="id" value={id} />
      <LesDeux />
    </Formulaire>
  )
}
