import { numeroDePanne, PANNE } from '#lib/documents/panne.ts'

/** Whose fault it is, what to do, what became of what was typed, and the number that finds the line of the log. */
export function PhrasesDePanne({ digest }: Readonly<{ digest: string | undefined }>) {
  return (
    <>
      <p className="fr-text--lg">
        {PANNE.faute} {PANNE.reessayer}
      </p>
      <p>{PANNE.saisiePerdue}</p>
      <p>
        <a href="/mentions-legales">{PANNE.ecrire}</a>
        {numeroDePanne(digest)}
      </p>
    </>
  )
}
