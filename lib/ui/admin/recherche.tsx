import type { ReactNode } from 'react'

/** The search of a list: a plain GET form, whose state is the address. */
export function RechercheDansLaListe({
  label,
  valeur,
  children,
}: Readonly<{ label: string; valeur: string; children?: ReactNode }>) {
  return (
    <search>
      <form className="admin__outils" method="get">
        <div className="fr-input-group">
          <label className="fr-label" htmlFor="q">
            {label}
          </label>
          <input className="fr-input" id="q" name="q" type="search" defaultValue={valeur} autoComplete="off" />
        </div>
        {children}
        <button type="submit" className="fr-btn">
          Chercher
        </button>
      </form>
    </search>
  )
}
