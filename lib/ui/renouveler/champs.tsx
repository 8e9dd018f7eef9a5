/** The fields of a group, as plain HTML: each with its label, its help, its error, and what was typed. */
import type { Bloc, ChampSaisi } from '#lib/domain/demande/formulaire/renouvellement/champs-saisis.ts'
import type { Reponses } from '#lib/domain/demande/formulaire/renouvellement/groupes.ts'
import type { Anomalie } from '#lib/domain/demande/formulaire/validite.ts'

type Etat = Readonly<{ reponses: Reponses; anomalies: readonly Anomalie[] }>

const OUI_NON = { oui: 'Oui', non: 'Non' } as const
/** What a phone shows of its keyboard. */
const CLAVIERS: Readonly<Partial<Record<ChampSaisi['sorte'], 'tel' | 'email' | 'decimal' | 'numeric'>>> = {
  telephone: 'tel',
  courriel: 'email',
  euros: 'decimal',
  montant: 'decimal',
  entier: 'numeric',
}

export const LISTE_DES_COMMUNES = 'communes-du-territoire'

export function Blocs({ blocs, ...etat }: Etat & Readonly<{ blocs: readonly Bloc[] }>) {
  return blocs.map(({ titre, champs, retirer, ajout }) => {
    const isOuvert = champs.some(({ nom }) => (etat.reponses[nom] ?? '').trim() !== '')
    const contenu = (
      <>
        <Champs champs={champs} {...etat} />
        {retirer && !ajout ? (
          <Case nom={retirer} libelle="Cette personne ne vit plus avec vous : la retirer" {...etat} />
        ) : null}
      </>
    )
    return ajout ? (
      <details key={titre} className="renouveler__autre" open={isOuvert}>
        <summary>{titre}</summary>
        {contenu}
      </details>
    ) : (
      <fieldset key={retirer ?? titre} className="renouveler__bloc">
        <legend>{titre}</legend>
        {contenu}
      </fieldset>
    )
  })
}

/** Boxes that follow each other stand together under one name. */
export function Champs({ champs, ...etat }: Etat & Readonly<{ champs: readonly ChampSaisi[] }>) {
  const cases = champs.filter(({ sorte, nom }) => sorte === 'case' && nom.startsWith('recherche.types.'))
  return champs.map((champ) => {
    if (champ === cases[0])
      return (
        <fieldset key="types" className="renouveler__bloc" id="recherche.types">
          <legend className="fr-label">Taille : une ou plusieurs réponses</legend>
          <div className="renouveler__cases">
            {cases.map((one) => (
              <Case key={one.nom} nom={one.nom} libelle={one.libelle} valeur={one.valeur} {...etat} />
            ))}
          </div>
        </fieldset>
      )
    return cases.includes(champ) ? null : <Champ key={champ.nom} champ={champ} {...etat} />
  })
}

function Champ({ champ, reponses, anomalies }: Etat & Readonly<{ champ: ChampSaisi }>) {
  const { nom, libelle, aide, sorte, options, longueur, autoComplete = 'off' } = champ
  const texte = reponses[nom] ?? champ.valeur
  const erreur = anomalies.find((one) => one.champ === nom)?.message
  if (sorte === 'case') return <Case nom={nom} libelle={libelle} valeur={champ.valeur} reponses={reponses} />
  if (sorte === 'oui-non') return <Radios nom={nom} libelle={libelle} options={OUI_NON} texte={texte} erreur={erreur} />
  const commun = {
    id: nom,
    name: nom,
    'aria-invalid': erreur ? true : undefined,
    'aria-describedby': erreur ? `${nom}-erreur` : undefined,
  } as const
  const groupe = options ? 'fr-select-group' : 'fr-input-group'
  return (
    <div className={erreur ? `${groupe} ${options ? 'fr-select-group--error' : 'fr-input-group--error'}` : groupe}>
      <label className="fr-label" htmlFor={nom}>
        {libelle}
        {aide ? <span className="fr-hint-text">{aide}</span> : null}
      </label>
      {options ? (
        <select {...commun} className="fr-select" defaultValue={texte in options ? texte : ''}>
          <option value="">Choisir</option>
          {Object.entries(options).map(([code, mots]) => (
            <option key={code} value={code}>
              {mots}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...commun}
          className="fr-input"
          type={sorte === 'telephone' ? 'tel' : 'text'}
          inputMode={CLAVIERS[sorte]}
          defaultValue={texte}
          autoComplete={autoComplete}
          maxLength={Math.max(longueur ?? 100, texte.length)}
          list={sorte === 'commune' && nom.startsWith('recherche') ? LISTE_DES_COMMUNES : undefined}
        />
      )}
      <Erreur nom={nom} erreur={erreur} />
    </div>
  )
}

export const Erreur = ({ nom, erreur }: Readonly<{ nom: string; erreur: string | undefined }>) =>
  erreur === undefined ? null : (
    <p id={`${nom}-erreur`} className="fr-error-text">
      {erreur}
    </p>
  )

function Case({
  nom,
  libelle,
  valeur = '',
  reponses,
}: Readonly<{ nom: string; libelle: string; valeur?: string; reponses: Reponses }>) {
  return (
    <div className="fr-checkbox-group">
      <input type="checkbox" id={nom} name={nom} value="on" defaultChecked={(reponses[nom] ?? valeur) !== ''} />
      <label className="fr-label" htmlFor={nom}>
        {libelle}
      </label>
    </div>
  )
}

/** One answer among a few, all seen at once. */
export function Radios({
  nom,
  libelle,
  options,
  texte,
  erreur,
}: Readonly<{
  nom: string
  libelle: string
  options: Readonly<Record<string, string>>
  texte: string
  erreur?: string | undefined
}>) {
  return (
    <fieldset
      className={erreur ? 'fr-fieldset fr-fieldset--error' : 'fr-fieldset'}
      aria-describedby={erreur ? `${nom}-erreur` : undefined}
    >
      <legend className="fr-fieldset__legend fr-fieldset__legend--regular">{libelle}</legend>
      {Object.entries(options).map(([code, mots]) => (
        <div className="fr-fieldset__element" key={code}>
          <div className="fr-radio-group">
            <input type="radio" id={`${nom}-${code}`} name={nom} value={code} defaultChecked={texte === code} />
            <label className="fr-label" htmlFor={`${nom}-${code}`}>
              {mots}
            </label>
          </div>
        </div>
      ))}
      <Erreur nom={nom} erreur={erreur} />
    </fieldset>
  )
}

/** Every error of the page on top, each leading to its field; said first by a screen reader. */
export function Erreurs({
  anomalies,
  libelleDe,
}: Readonly<{ anomalies: readonly Anomalie[]; libelleDe: (champ: string) => string }>) {
  if (anomalies.length === 0) return null
  return (
    // biome-ignore lint/a11y/noAutofocus: the page answers a form; without scripts nothing else leads to its errors
    <div className="renouveler__erreurs" role="alert" tabIndex={-1} id="erreurs" autoFocus>
      <h2>{anomalies.length === 1 ? 'Une réponse est à revoir' : `${anomalies.length} réponses sont à revoir`}</h2>
      <ul>
        {anomalies.map(({ champ, message }) => (
          <li key={champ}>
            <a href={`#${champ}`}>
              {libelleDe(champ)} : {message}
            </a>
          </li>
        ))}
      </ul>
      <p className="fr-mb-0">Ce que vous avez écrit est gardé.</p>
    </div>
  )
}
