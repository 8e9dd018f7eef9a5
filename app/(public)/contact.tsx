/** How to write to the people who answer for this site; says so when nobody was named. */
export function Contact({ courriel, demonstration }: { courriel: string | undefined; demonstration: boolean }) {
  if (courriel)
    return (
      <p>
        Écrivez à <a href={`mailto:${courriel}`}>{courriel}</a>.
      </p>
    )
  return demonstration ? (
    <p>
      <strong>Ceci est une démonstration :</strong> personne ne lit encore de courrier. Sur un vrai site, une adresse de
      courriel se trouve ici.
    </p>
  ) : (
    <p>L’adresse de contact de ce site n’est pas encore indiquée. En attendant, adressez-vous à un point de contact.</p>
  )
}
