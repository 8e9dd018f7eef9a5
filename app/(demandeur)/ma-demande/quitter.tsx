'use client'
/** The button that leaves. The answer tells the browser to forget; what a script can empty is emptied before. */

async function forget(): Promise<void> {
  localStorage.clear()
  sessionStorage.clear()
  for (const { name } of (await indexedDB.databases?.()) ?? []) if (name) indexedDB.deleteDatabase(name)
  if ('caches' in window) for (const key of await caches.keys()) await caches.delete(key)
}

export function Quitter() {
  return (
    <form
      method="post"
      action="/ma-demande/quitter"
      onSubmit={() => {
        // What is not empty yet when the page goes, the answer empties.
        forget().catch(() => {})
      }}
    >
      <button type="submit" className="fr-btn fr-btn--tertiary fr-btn--sm fr-icon-logout-box-r-line fr-btn--icon-left">
        Quitter
      </button>
    </form>
  )
}
