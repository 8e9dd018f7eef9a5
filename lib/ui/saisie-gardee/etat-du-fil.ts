/** What the line says, and whether the browser keeps what waits: what it says of a wait stays true when that changes. */

/** Why a text is not on the server yet: no network, a portal that does not answer, a session that went out, an older page. */
type Arret = 'attente' | 'panne' | 'session' | 'depassee'
/** `-fragile`: the browser keeps nothing of it either. */
export type EtatDuFil =
  | Readonly<{ nature: 'rien' | 'envoi' | 'refus' | 'trop-long' | Arret | `${Arret}-fragile` }>
  | Readonly<{ nature: 'enregistre'; heure: string }>

/** `isGarde`: whether the browser keeps, as far as is known. */
export function tenirLeFil(montrer: (etat: EtatDuFil) => void, isGarde: boolean) {
  let arret: Arret | undefined
  const direArret = (nature: Arret): void => {
    arret = nature
    montrer({ nature: isGarde ? nature : `${nature}-fragile` })
  }
  return {
    dire: (etat: EtatDuFil): void => {
      arret = undefined
      montrer(etat)
    },
    direArret,
    /** A full storage refuses to write, then takes a shorter text: each writing says it anew. */
    noterGarde: (isFaite: boolean): void => {
      if (isFaite === isGarde) return
      isGarde = isFaite
      if (arret) direArret(arret)
    },
  }
}
