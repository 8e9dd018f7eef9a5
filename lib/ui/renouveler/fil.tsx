'use client'
/** The line that says, at each moment, whether what is typed is kept. */
import { useEffect, useState } from 'react'
import { ouvrirCoffre, viderCoffres } from './coffre.ts'
import { type EtatDuFil, suivre } from './suivre.ts'

export type FilDeSaisie = Readonly<{
  adresse: string
  /** The page to come back to after a sign-in. */
  retour: string
  version: number
  cles: readonly string[]
  partage: boolean
  enregistre: string | null
}>

export function Fil({ adresse, retour, version, cles, partage, enregistre }: FilDeSaisie) {
  const [etat, setEtat] = useState(() => etatDeDepart(enregistre))
  const trousseau = cles.join(' ')
  useEffect(() => {
    let cesser: (() => void) | undefined
    let isFini = false
    if (partage) viderCoffres()
    const form = document.querySelector<HTMLFormElement>('form[data-fil]')
    void ouvrirCoffre(adresse, trousseau === '' ? [] : trousseau.split(' ')).then((coffre) => {
      if (!isFini) cesser = suivre(form, { adresse, version, coffre, depart: etatDeDepart(enregistre), dire: setEtat })
      document.documentElement.dataset.fil = 'pret'
    })
    return () => {
      isFini = true
      cesser?.()
    }
  }, [adresse, version, partage, trousseau, enregistre])
  return (
    <p className="renouveler__fil" role="status" data-etat={etat.nature.replace('-fragile', '')}>
      {direEtat(etat)}
      {etat.nature.startsWith('session') ? (
        <>
          {' '}
          <a href={`/ma-demande?retour=${encodeURIComponent(retour)}`}>Me connecter de nouveau</a>
        </>
      ) : null}
    </p>
  )
}

const etatDeDepart = (enregistre: string | null): EtatDuFil =>
  enregistre === null ? { nature: 'rien' } : { nature: 'enregistre', heure: enregistre }

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
    case 'refus':
      return 'Ces réponses ne s’enregistrent plus : rechargez la page, elle dit pourquoi.'
    case 'session-fragile':
      return 'Votre session est terminée. Notez ce que vous venez d’écrire.'
  }
}
