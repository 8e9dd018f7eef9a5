'use client'
import { useEffect, useState } from 'react'
import { CLE_DU_THEME } from './theme.ts'

/** Light, dark or as the system says. Absent without scripts, where the system decides. */
export function ChoixDuTheme() {
  const [theme, setTheme] = useState<string>()
  useEffect(() => setTheme(document.documentElement.getAttribute('data-fr-theme') ?? 'system'), [])
  const choose = (chosen: string) => {
    setTheme(chosen)
    const html = document.documentElement
    try {
      if (chosen === 'system') localStorage.removeItem(CLE_DU_THEME)
      else localStorage.setItem(CLE_DU_THEME, chosen)
    } catch {
      // A browser that keeps nothing: the choice lasts as long as the page.
    }
    if (chosen === 'system') html.removeAttribute('data-fr-theme')
    else html.setAttribute('data-fr-theme', chosen)
  }
  return (
    <div className="theme" data-vivant="" style={theme ? undefined : { visibility: 'hidden' }}>
      <label htmlFor="theme">Couleurs du site</label>
      <select
        id="theme"
        className="fr-select"
        value={theme ?? 'system'}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        <option value="system">Comme mon appareil</option>
        <option value="light">Claires</option>
        <option value="dark">Sombres</option>
      </select>
    </div>
  )
}
