'use client'
import { useContext } from 'react'
import type { Valeurs } from '#lib/documents/etat-de-formulaire.ts'
import { libellesDesBlocs } from '#lib/documents/libelles-de-blocs.ts'
import type { Bloc } from '#lib/domain/demande/formulaire/renouvellement/champs-saisis.ts'
import { ContexteDeFormulaire } from '#lib/ui/formulaire/contexte.ts'
import { Formulaire } from '#lib/ui/formulaire/formulaire.tsx'
import { Blocs, LISTE_DES_COMMUNES } from '#lib/ui/renouveler/champs.tsx'
import { updateDemandeAction } from './modifier.action.ts'

type Props = Readonly<{
  demande: string
  partie: string
  /** Of the page: without scripts, an answer finds its form again by that, though what was kept is gone. */
  adresse: string
  version: number
  blocs: readonly Bloc[]
  communes: readonly string[]
  /** Of the income that the page asks for: another year's page is told from this one. */
  annee: number
  /** What was typed before and not recorded, by field, and the instant when it was kept. */
  initial?: Valeurs | undefined
  repris: string | undefined
  /** What is typed is kept as it is typed. */
  isSuivi: boolean
}>

/** The form of a part; `communes`: the names that the browser proposes as one types. */
export function ModifierForm(props: Props) {
  const { demande, partie, adresse, version, blocs, communes, annee, initial = {}, repris, isSuivi } = props
  return (
    <Formulaire
      action={updateDemandeAction}
      bouton="Enregistrer ces changements"
      enCours="Enregistrement en cours…"
      libelles={libellesDesBlocs(blocs)}
      initial={initial}
      version={version}
      adresse={adresse}
      connexion="/ma-demande"
      {...(isSuivi ? { fil: 'saisie' } : {})}
    >
      <input type="hidden" name="id" value={demande} />
      <input type="hidden" name="partie" value={partie} />
      {repris ? <input type="hidden" name="repris" value={repris} /> : null}
      {partie === 'revenu' ? <Annee annee={annee} /> : null}
      <Champs blocs={blocs} />
      {communes.length > 0 ? (
        <datalist id={LISTE_DES_COMMUNES}>
          {communes.map((nom) => (
            <option key={nom} value={nom} />
          ))}
        </datalist>
      ) : null}
    </Formulaire>
  )
}

/** As it was when the person began to write, though the page came back since. */
function Annee({ annee }: Pick<Props, 'annee'>) {
  const { annee: dite } = useContext(ContexteDeFormulaire).values
  return <input type="hidden" name="annee" value={typeof dite === 'string' ? dite : annee} />
}

const enTextes = (valeurs: Valeurs): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(valeurs).map(([nom, valeur]) => [nom, typeof valeur === 'string' ? valeur : valeur.join(', ')]),
  )

/** The fields with what was typed; a box that was emptied is sent by no browser, and stays empty. */
function Champs({ blocs }: Pick<Props, 'blocs'>) {
  const { values, errors, actuel } = useContext(ContexteDeFormulaire)
  const isEnvoye = Object.keys(values).length > 0
  const cases = blocs.flatMap(({ champs }) => champs).filter(({ sorte }) => sorte === 'case')
  const reponses = isEnvoye ? { ...Object.fromEntries(cases.map(({ nom }) => [nom, ''])), ...enTextes(values) } : {}
  return (
    // A list and a box forget a changed default when the form comes back: the key makes them anew.
    <div key={JSON.stringify(reponses)}>
      <Blocs
        blocs={blocs}
        reponses={reponses}
        anomalies={Object.entries(errors).map(([champ, message]) => ({ champ, message }))}
        actuel={actuel && enTextes(actuel)}
      />
    </div>
  )
}
