/** Which of two gateways the next SMS takes: the first as long as it answers, the other while it does not. */
import type { EnvoiDeSms, Passerelle } from './sms.ts'

/** Failures in a row after which a gateway is left alone, and for how long; then one sending, and no more, tries it again. */
const ECHECS_DE_SUITE = 5
const REPOS_MS = 60_000

/** `essai`: nobody knows whether it answers again, and it is to be given one message. */
export type Choix = Readonly<{ passerelle: Passerelle; essai: boolean }>

type Etat = { echecs: number; reposJusqua: number }

/** `now` in milliseconds that never go back. */
export function makeAiguillage(passerelles: readonly [Passerelle, ...Passerelle[]], now = () => performance.now()) {
  const etats = new Map<string, Etat>(passerelles.map(({ nom }) => [nom, { echecs: 0, reposJusqua: 0 }]))
  const etatOf = (nom: string): Etat => etats.get(nom) ?? { echecs: 0, reposJusqua: 0 }
  return {
    /** The gateway of the next sendings; when all rest, the one whose rest ends first. */
    choose(): Choix {
      const [first] = passerelles
      const passerelle =
        passerelles.find(({ nom }) => etatOf(nom).reposJusqua <= now()) ??
        passerelles.reduce(
          (best, one) => (etatOf(one.nom).reposJusqua < etatOf(best.nom).reposJusqua ? one : best),
          first,
        )
      const etat = etatOf(passerelle.nom)
      const essai = etat.echecs >= ECHECS_DE_SUITE
      // Whoever asks meanwhile is sent elsewhere, until it has answered.
      if (essai) etat.reposJusqua = now() + REPOS_MS
      return { passerelle, essai }
    },
    find: (nom: string | null): Passerelle | undefined => passerelles.find((one) => one.nom === nom),
    /** What a gateway answered: a refused message or number is no failure of the gateway. */
    note(nom: string, { issue }: EnvoiDeSms): void {
      const etat = etatOf(nom)
      const isEchec = issue === 'differe' || issue === 'incertain'
      etat.echecs = isEchec ? etat.echecs + 1 : 0
      etat.reposJusqua = isEchec && etat.echecs >= ECHECS_DE_SUITE ? now() + REPOS_MS : 0
    },
  }
}
