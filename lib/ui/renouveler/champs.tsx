/** The fields of a group, as plain HTML: each with its label, its help, its error, and what was typed. */
import { codesOf } from '#lib/domain/demande/formulaire/codes.ts'
import type { Bloc, ChampSaisi } from '#lib/domain/demande/formulaire/renouvellement/champs-saisis.ts'
import type { Reponses } from '#lib/domain/demande/formulaire/renouvellement/groupes.ts'
import type { Anomalie } from '#lib/domain/demande/formulaire/validite.ts'
import { valeurDe } from '#lib/domain/tables.ts'

/** `actuel`: what somebody saved meanwhile, shown beside each field that says something else. */
type Etat = Readonly<{ reponses: Reponses; anomalies: readonly Anomalie[]; actuel?: Reponses | undefined }>

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
    const isOuvert = champs.some(({ nom, valeur }) => (etat.reponses[nom] ?? valeur).trim() !== valeur)
    const contenu = (
      <>
        <Champs champs={champs} {...etat} />
        {retirer && !ajout ? (
          <Case nom={retirer} libelle="Cette personne ne vit plus avec vous : la retirer" {...etat} />
        ) : null}
      </>
    )
    // Two persons may have one name: a block is known by its first field.
    const cle = champs[0]?.nom ?? titre
    return ajout ? (
      <details key={cle} className="renouveler__autre" open={isOuvert}>
        <summary>{titre}</summary>
        {contenu}
      </details>
    ) : (
      <fieldset key={cle} className="renouveler__bloc">
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

function Champ({ champ, reponses, anomalies, actuel }: Etat & Readonly<{ champ: ChampSaisi }>) {
  const { nom, libelle, aide, sorte, options, longueur, autoComplete = 'off' } = champ
  const texte = reponses[nom] ?? champ.valeur
  const erreur = anomalies.find((one) => one.champ === nom)?.message
  const autre = autreDe(champ, texte, actuel)
  if (sorte === 'case')
    return (
      <Case nom={nom} libelle={libelle} valeur={champ.valeur} erreur={erreur} reponses={reponses} actuel={actuel} />
    )
  if (sorte === 'oui-non' || sorte === 'reponse') {
    const choix = options ?? OUI_NON
    return <Radios nom={nom} libelle={libelle} options={choix} texte={texte} erreur={erreur} autre={autre} />
  }
  const commun = {
    id: nom,
    name: nom,
    'aria-invalid': erreur ? true : undefined,
    'aria-describedby': decrit(nom, erreur, autre),
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
          {codesOf(options).map((code) => (
            <option key={code} value={code}>
              {options[code]}
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
      <Autre nom={nom} autre={autre} />
    </div>
  )
}

/** What stands now in the register of a field that says something else; undefined while it says the same. */
function autreDe({ nom, sorte, options }: ChampSaisi, texte: string, actuel: Reponses | undefined): string | undefined {
  const la = actuel?.[nom]
  // A question about an amount is never registered: what stands is told by the amount.
  if (sorte === 'reponse' || la === undefined || la === texte.trim()) return undefined
  const mots: Readonly<Record<string, string>> = sorte === 'oui-non' ? OUI_NON : (options ?? {})
  return valeurDe(mots, la) ?? (la || 'vide')
}

const decrit = (nom: string, erreur: string | undefined, autre: string | undefined): string | undefined =>
  [erreur && `${nom}-erreur`, autre && `${nom}-autre`].filter(Boolean).join(' ') || undefined

const Autre = ({ nom, autre }: Readonly<{ nom: string; autre: string | undefined }>) =>
  autre === undefined ? null : (
    <p id={`${nom}-autre`} className="fr-hint-text">
      <strong>Enregistré entre-temps :</strong> {autre}
    </p>
  )

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
  erreur,
  reponses,
  actuel,
}: Readonly<{
  nom: string
  libelle: string
  valeur?: string
  erreur?: string | undefined
  reponses: Reponses
  actuel?: Reponses | undefined
}>) {
  const isCochee = (reponses[nom] ?? valeur) !== ''
  const la = actuel?.[nom]
  const autre = la === undefined || (la !== '') === isCochee ? undefined : la === '' ? 'non coché' : 'coché'
  return (
    <div className={erreur ? 'fr-checkbox-group fr-checkbox-group--error' : 'fr-checkbox-group'}>
      <input
        type="checkbox"
        id={nom}
        name={nom}
        value="on"
        defaultChecked={isCochee}
        aria-invalid={erreur ? true : undefined}
        aria-describedby={decrit(nom, erreur, autre)}
      />
      <label className="fr-label" htmlFor={nom}>
        {libelle}
      </label>
      <Erreur nom={nom} erreur={erreur} />
      <Autre nom={nom} autre={autre} />
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
  autre,
}: Readonly<{
  nom: string
  libelle: string
  options: Readonly<Record<string, string>>
  texte: string
  erreur?: string | undefined
  autre?: string | undefined
}>) {
  return (
    <fieldset
      className={erreur ? 'fr-fieldset fr-fieldset--error' : 'fr-fieldset'}
      id={nom}
      aria-describedby={decrit(nom, erreur, autre)}
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
      <Autre nom={nom} autre={autre} />
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
