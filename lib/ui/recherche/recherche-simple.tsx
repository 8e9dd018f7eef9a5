import { ChampDeCommune } from './champ-de-commune.tsx'

/** The search of a commune: a plain form on every page that offers it, that proposes communes while one types. */
export function RechercheSimple({
  action = '/communes',
  name = 'q',
  label = 'Nom de la commune ou code postal',
  bouton = 'Rechercher',
  champs = {},
  id = 'commune-recherchee',
  valeur = '',
  vers = '/communes/{code}',
}: {
  action?: string
  name?: string
  label?: string
  bouton?: string
  /** Hidden fields sent along. */
  champs?: Readonly<Record<string, string>>
  id?: string
  /** What was searched before. */
  valeur?: string
  /** Where choosing a proposed commune leads, `{code}` being its INSEE code. */
  vers?: string
}) {
  return (
    <search>
      <form action={action} className="recherche-simple">
        <label htmlFor={id}>{label}</label>
        {Object.entries(champs).map(([field, value]) => (
          <input key={field} type="hidden" name={field} value={value} />
        ))}
        <ChampDeCommune id={id} name={name} valeur={valeur} vers={vers} />
        <button className="fr-btn" type="submit">
          {bouton}
        </button>
      </form>
    </search>
  )
}
