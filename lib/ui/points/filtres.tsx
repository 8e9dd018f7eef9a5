import { CANAUX_EN_CLAIR, SERVICES_EN_CLAIR } from '#lib/documents/points.ts'
import type { FiltresDePoints } from '#lib/domain/guichet/filtres.ts'
import { CANAUX, type Canal, codesOf, PUBLICS, SERVICES } from '#lib/domain/guichet/vocabulaire.ts'
import type { Coordonnees } from '#lib/domain/territoire/distance.ts'
import { ChampDeCommune } from '../recherche/champ-de-commune.tsx'

export type Recherche = Readonly<{
  filtres: FiltresDePoints
  /** The place as typed, or the name of the commune. */
  lieu: string
}>

const texteDuLieu = ({ latitude, longitude }: Coordonnees): string => `${latitude},${longitude}`

/** The address of a search; state lives there and nowhere else. Empty values are left out. */
export function adresseDe({ filtres }: Pick<Recherche, 'filtres'>, changes: Partial<FiltresDePoints> = {}): string {
  const { pres, ...rest } = { ...filtres, ...changes }
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(rest)) {
    if (value === undefined || value === null) continue
    params.set(name, value === true ? 'oui' : String(value))
  }
  if (pres) params.set('pres', texteDuLieu(pres))
  const query = params.toString()
  return query ? `/points-de-contact?${query}` : '/points-de-contact'
}

/** Where the pins of a whole search come from; kept by caches until `version`, the last publication, changes. */
export const adresseDesPositions = (filtres: FiltresDePoints, version: number): string => {
  const [, query] = adresseDe({ filtres }).split('?')
  return `/points-de-contact/positions.json?${query ? `${query}&` : ''}v=${version}`
}

/** Ways of being helped, as links: they work without scripts. */
export function OngletsDeCanal({ recherche }: { recherche: Recherche }) {
  const { canal: current } = recherche.filtres
  const { canal: _, ...autres } = recherche.filtres
  const tabs: readonly (readonly [Canal | undefined, string])[] = [
    [undefined, 'Tous'],
    ...codesOf(CANAUX).map((canal) => [canal, CANAUX_EN_CLAIR[canal]] as const),
  ]
  return (
    <nav aria-label="Façon d’être aidé" className="sans-papier">
      <ul className="canaux">
        {tabs.map(([canal, label]) => (
          <li key={label}>
            <a
              href={adresseDe({ filtres: canal ? { ...autres, canal } : autres })}
              aria-current={canal === current ? 'true' : undefined}
              rel="nofollow"
            >
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

type Props = { recherche: Recherche; departements: readonly { code: string; nom: string }[] }

/** Kilometres that the form proposes; an address may hold another, which is then proposed too. */
const RAYONS = [5, 10, 20, 50, 100] as const

const rayonsAvec = (rayon: number | undefined): readonly number[] =>
  [...new Set(rayon === undefined ? RAYONS : [...RAYONS, rayon])].sort((a, b) => a - b)

/**
 * The filters as a plain form. The place is a name: typing another one leaves the commune chosen before. What has no
 * field of its own, the way of being helped and a place by its coordinates, goes along hidden.
 */
export function FormulaireDeFiltres({ recherche, departements }: Props) {
  const { filtres, lieu } = recherche
  const { service, public: receives, departement, ouvert, accessible, pres, rayon } = filtres
  const isFiltered = [service, receives, departement, ouvert, accessible, rayon].some((value) => value !== undefined)
  return (
    <search>
      <form action="/points-de-contact" className="filtres panneau sans-papier">
        {filtres.canal && <input type="hidden" name="canal" value={filtres.canal} />}
        {pres && <input type="hidden" name="pres" value={texteDuLieu(pres)} />}
        <div className="filtres__lieu">
          <div>
            <label className="fr-label" htmlFor="lieu">
              Commune ou code postal
            </label>
            <ChampDeCommune
              id="lieu"
              name="q"
              valeur={lieu}
              vers={{ sansChamps: ['departement', 'pres'] }}
              obligatoire={false}
              key={lieu}
            />
          </div>
          <button className="fr-btn" type="submit">
            Chercher
          </button>
        </div>
        <details className="depliant" open={isFiltered}>
          <summary>Distance, démarche, public, horaires, accès</summary>
          <div className="filtres__plus">
            <div>
              <label className="fr-label" htmlFor="rayon">
                Distance
              </label>
              <select className="fr-select" id="rayon" name="rayon" defaultValue={rayon ?? ''}>
                <option value="">Toutes les distances</option>
                {rayonsAvec(rayon).map((km) => (
                  <option key={km} value={km}>
                    À moins de {km.toLocaleString('fr-FR')} km
                  </option>
                ))}
              </select>
            </div>
            <div>
              <label className="fr-label" htmlFor="service">
                Ce que je veux faire
              </label>
              <select className="fr-select" id="service" name="service" defaultValue={filtres.service ?? ''}>
                <option value="">Toutes les démarches</option>
                {codesOf(SERVICES).map((code) => (
                  <option key={code} value={code}>
                    {SERVICES_EN_CLAIR[code]}
                  </option>
                ))}
              </select>
            </div>
            <div>
              <label className="fr-label" htmlFor="public">
                Je suis
              </label>
              <select className="fr-select" id="public" name="public" defaultValue={filtres.public ?? ''}>
                <option value="">Tout public</option>
                {codesOf(PUBLICS)
                  .filter((code) => code !== 'tout-public')
                  .map((code) => (
                    <option key={code} value={code}>
                      {PUBLICS[code]}
                    </option>
                  ))}
              </select>
            </div>
            {!filtres.commune && (
              <div>
                <label className="fr-label" htmlFor="departement">
                  Département
                </label>
                <select
                  className="fr-select"
                  id="departement"
                  name="departement"
                  defaultValue={filtres.departement ?? ''}
                >
                  <option value="">Tous les départements</option>
                  {departements.map(({ code, nom }) => (
                    <option key={code} value={code}>
                      {code} — {nom}
                    </option>
                  ))}
                </select>
              </div>
            )}
            <fieldset className="filtres__cases">
              <legend className="visuellement-cache">Seulement</legend>
              <Case nom="ouvert" coche={filtres.ouvert}>
                Ouvert maintenant
              </Case>
              <Case nom="accessible" coche={filtres.accessible}>
                Accessible en fauteuil roulant, au moins en partie
              </Case>
            </fieldset>
          </div>
        </details>
      </form>
    </search>
  )
}

function Case({ nom, coche, children }: { nom: string; coche: boolean | undefined; children: string }) {
  return (
    <div className="fr-checkbox-group">
      <input type="checkbox" id={`filtre-${nom}`} name={nom} value="oui" defaultChecked={coche} />
      <label className="fr-label" htmlFor={`filtre-${nom}`}>
        {children}
      </label>
    </div>
  )
}
