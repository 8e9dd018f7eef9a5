'use client'
import { Choix, type Options } from '#lib/ui/formulaire/champs.tsx'
import { useChamp } from '#lib/ui/formulaire/contexte.ts'
import { Formulaire } from '#lib/ui/formulaire/formulaire.tsx'
import { depositAction } from './recensement.action.ts'

type Props = Readonly<{ jeton: string; centres: Options; vide: string | undefined }>

function Fichier() {
  const { erreur } = useChamp('fichier')
  return (
    <div className={erreur ? 'fr-upload-group fr-upload-group--error' : 'fr-upload-group'}>
      <label className="fr-label" htmlFor="fichier">
        Votre classeur
        <span className="fr-hint-text">
          Fichier .xlsx, .ods, .xls ou .csv, 10 Mo au plus. Rien n’est publié avant votre accord.
        </span>
      </label>
      <input
        className="fr-upload"
        id="fichier"
        name="fichier"
        type="file"
        accept=".xlsx,.xls,.ods,.csv"
        aria-describedby={erreur ? 'fichier-erreur' : undefined}
        aria-invalid={erreur ? true : undefined}
      />
      {erreur ? (
        <p id="fichier-erreur" className="fr-error-text">
          {erreur}
        </p>
      ) : null}
    </div>
  )
}

export function DepotForm({ jeton, centres, vide }: Props) {
  return (
    <Formulaire
      action={depositAction}
      bouton="Déposer et lire"
      enCours="Lecture du classeur…"
      libelles={{ fichier: 'Votre classeur' }}
    >
      <input type="hidden" name="jeton" value={jeton} />
      {centres.length > 1 || vide ? (
        <Choix nom="centreId" libelle="Lire ce fichier pour" options={centres} vide={vide} obligatoire />
      ) : (
        <input type="hidden" name="centreId" value={centres[0]?.[0] ?? ''} />
      )}
      <Fichier />
    </Formulaire>
  )
}
