/** The search as a plain form: works without scripts, on every page that offers it. */
export function RechercheSimple({
  action = '/communes',
  name = 'q',
  label = 'Nom de la commune ou code postal',
  bouton = 'Rechercher',
  champs = {},
  id = 'commune-recherchee',
}: {
  action?: string
  name?: string
  label?: string
  bouton?: string
  /** Hidden fields sent along. */
  champs?: Readonly<Record<string, string>>
  id?: string
}) {
  return (
    <search>
      <form action={action} className="recherche-simple">
        <label htmlFor={id}>{label}</label>
        {Object.entries(champs).map(([field, value]) => (
          <input key={field} type="hidden" name={field} value={value} />
        ))}
        <input className="fr-input" id={id} name={name} type="search" autoComplete="off" required maxLength={100} />
        <button className="fr-btn" type="submit">
          {bouton}
        </button>
      </form>
    </search>
  )
}
