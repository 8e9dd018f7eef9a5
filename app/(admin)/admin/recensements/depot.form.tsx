'use client'
import { PANNE } from '#lib/documents/panne.ts'
import { LIMITES } from '#lib/domain/guichet/recensement/classeur.ts'
import { Choix, type Options } from '#lib/ui/formulaire/champs.tsx'
import { useChamp } from '#lib/ui/formulaire/contexte.ts'
import { type Etape, useEnvoiSuivi } from '#lib/ui/formulaire/envoi-suivi.ts'
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

/** On a phone ten megabytes take minutes: what is sent is said, then that it is being read. */
function Progres({ etape }: Readonly<{ etape: Etape }>) {
  if (etape === undefined) return null
  if (etape === 'coupee' || etape === 'panne')
    return (
      <div className="fr-alert fr-alert--error fr-mb-3w" role="alert">
        <p>
          {etape === 'panne' ? PANNE.faute : PANNE.reseau} {PANNE.envoi} Votre fichier est toujours choisi. Regardez
          d’abord s’il est dans la liste des derniers classeurs.
        </p>
      </div>
    )
  const { part } = etape
  return (
    <p className="admin__progres">
      <label htmlFor="progres">{part === undefined ? 'Lecture du classeur…' : `Envoi du fichier : ${part} %`}</label>
      <progress id="progres" max={100} value={part} />
    </p>
  )
}

const IMPORT = /^\/admin\/recensements\/[0-9a-f-]{36}$/
/** The page of the file, or the sign-in that leads to it: a file received without a session is kept. */
const isArrivee = ({ pathname, searchParams }: URL): boolean =>
  IMPORT.test(pathname) || (pathname === '/connexion' && IMPORT.test(searchParams.get('retour') ?? ''))

export function DepotForm({ jeton, centres, vide }: Props) {
  const { etape, suivre } = useEnvoiSuivi({ octetsMax: LIMITES.octets, isArrivee })
  return (
    <Formulaire
      action={depositAction}
      suivre={suivre}
      occupe={typeof etape === 'object'}
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
      <Progres etape={etape} />
    </Formulaire>
  )
}
