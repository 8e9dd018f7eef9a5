'use client'
/** The line that says, at each moment, whether what is typed is kept. */
import { useEffect, useRef, useState } from 'react'
import type { FrappesRecues } from '#lib/domain/demande/formulaire/renouvellement/frappe.ts'
import { ouvrirCoffre, viderCoffres } from './coffre.ts'
import type { EtatDuFil } from './etat-du-fil.ts'
import type { PageSuivie } from './frappes.ts'
import type { TextesDAvant } from './rendre.ts'
import type { Ecarte } from './reprendre.ts'
import { suivre } from './suivre.ts'
import { ListeDAvant } from './textes-d-avant.tsx'

export type FilDeSaisie = Readonly<{
  adresse: string
  /** The page to come back to after a sign-in. */
  retour: string
  page: PageSuivie
  cles: readonly string[]
  /** How far the server has what was typed on the pages of before. */
  recues: FrappesRecues
  partage: boolean
  enregistre: string | null
  /** The form is answered on its page, and changes nothing before: what the line tells of is a draft. */
  surPlace?: boolean
}>

/** `etape`: what stands beside the line, at the top of the page. */
export function Fil({
  etape,
  adresse,
  retour,
  page,
  cles,
  recues,
  partage,
  enregistre,
  surPlace = false,
}: FilDeSaisie & Readonly<{ etape: string | undefined }>) {
  const [etat, setEtat] = useState(() => etatDeDepart(enregistre))
  const [isPret, setPret] = useState(false)
  const [ecartes, setEcartes] = useState<readonly Ecarte[]>([])
  const [dAvant, setDAvant] = useState<TextesDAvant>()
  const dites = useRef(recues)
  const trousseau = cles.join(' ')
  const marque = JSON.stringify(page)
  useEffect(() => {
    let cesser: (() => void) | undefined
    let isFini = false
    if (partage) viderCoffres()
    void ouvrirCoffre(adresse, trousseau === '' ? [] : trousseau.split(' ')).then((coffre) => {
      if (isFini) {
        coffre?.fermer()
        return
      }
      const depart = etatDeDepart(enregistre)
      const finir = suivre({
        adresse,
        page: JSON.parse(marque),
        recues: dites.current,
        surPlace,
        coffre,
        depart,
        dire: setEtat,
        montrerEcartes: setEcartes,
        montrerDAvant: setDAvant,
      })
      cesser = () => {
        finir()
        coffre?.fermer()
      }
      setPret(true)
      document.documentElement.dataset.fil = 'pret'
    })
    return () => {
      isFini = true
      cesser?.()
    }
  }, [adresse, marque, partage, trousseau, enregistre, surPlace])
  return (
    <>
      <div className="renouveler__haut">
        <p className="renouveler__etape">{etape}</p>
        <p className="renouveler__fil" role="status" data-etat={etat.nature.replace('-fragile', '')}>
          {surPlace ? (direBrouillon(etat, isPret) ?? direEtat(etat)) : direEtat(etat)}
          {etat.nature.startsWith('session') ? (
            <>
              {' '}
              <a href={`/ma-demande?retour=${encodeURIComponent(retour)}`}>Me connecter de nouveau</a>
            </>
          ) : null}
        </p>
      </div>
      {/* There before what it says, or nothing announces it. */}
      <div role="status">{ecartes.length > 0 ? <Ecartes ecartes={ecartes} /> : null}</div>
      <ListeDAvant textes={dAvant} />
    </>
  )
}

/** Two devices wrote in a field: the page shows what the other one kept, and here what this one had. */
const Ecartes = ({ ecartes }: Readonly<{ ecartes: readonly Ecarte[] }>) => (
  <div className="fr-alert fr-alert--info fr-alert--sm fr-mb-3w">
    <p>Un autre appareil a changé une réponse depuis. Sur cet appareil, vous aviez écrit :</p>
    <ul>
      {ecartes.map(({ nom, libelle, texte }) => (
        <li key={nom}>
          {libelle} : {texte === '' ? 'rien' : `« ${texte} »`}
        </li>
      ))}
    </ul>
  </div>
)

const etatDeDepart = (enregistre: string | null): EtatDuFil =>
  enregistre === null ? { nature: 'rien' } : { nature: 'enregistre', heure: enregistre }

/** What is said in other words where nothing is recorded before the form is sent. */
function direBrouillon(etat: EtatDuFil, isPret: boolean): string | undefined {
  // Without scripts nothing is kept as it is typed, and the line says nothing.
  if (!isPret) return ''
  if (etat.nature === 'rien') return 'Ce que vous écrivez est gardé à mesure.'
  if (etat.nature === 'enregistre') return `Brouillon enregistré à ${etat.heure}`
  if (etat.nature === 'refus')
    return 'Ce que vous écrivez ici n’est plus gardé. Notez-le, puis rechargez la page : elle dit pourquoi.'
  return undefined
}

function direEtat(etat: EtatDuFil): string {
  switch (etat.nature) {
    case 'rien':
      return 'Vos réponses sont enregistrées à chaque étape.'
    case 'envoi':
      return 'Enregistrement…'
    case 'enregistre':
      return `Enregistré à ${etat.heure}`
    case 'attente':
      return 'En attente de réseau, rien n’est perdu.'
    case 'attente-fragile':
      return 'En attente de réseau. Ne fermez pas cette page.'
    case 'panne':
      return 'Le portail ne répond pas, rien n’est perdu : nouvel essai dans quelques secondes.'
    case 'panne-fragile':
      return 'Le portail ne répond pas. Ne fermez pas cette page : nouvel essai dans quelques secondes.'
    case 'session':
      return 'Votre session est terminée, rien n’est perdu.'
    case 'depassee':
      return 'Votre demande a changé : ce que vous écrivez ici ne s’enregistre plus. Rechargez la page : vos mots y seront, à recopier.'
    case 'depassee-fragile':
      return 'Votre demande a changé : ce que vous écrivez ici ne s’enregistre plus. Notez-le, puis rechargez la page.'
    case 'trop-long':
      return 'Ce que vous écrivez est trop long : une partie n’est pas gardée. Raccourcissez votre texte.'
    case 'refus':
      return 'Ces réponses ne s’enregistrent plus : rechargez la page, elle dit pourquoi.'
    case 'session-fragile':
      return 'Votre session est terminée. Notez ce que vous venez d’écrire.'
  }
}
