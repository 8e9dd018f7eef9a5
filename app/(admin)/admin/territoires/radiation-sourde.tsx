import { RADIATION_SOURDE } from '#lib/documents/etat-des-envois.ts'

/** Tells whoever switches radiation that it is open where returns are not heard; `noms`: of which territories, on their list. */
export function RadiationSourde({ isSourde, noms = [] }: Readonly<{ isSourde: boolean; noms?: readonly string[] }>) {
  if (!isSourde) return null
  return (
    <div className="fr-alert fr-alert--warning fr-mb-3w">
      <h2 className="fr-alert__title">Des radiations se décident sans entendre les retours</h2>
      <p>{RADIATION_SOURDE}</p>
      {noms.length > 0 ? <p>Ouverte ainsi : {noms.join(', ')}.</p> : null}
    </div>
  )
}
