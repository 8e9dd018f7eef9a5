/** Which of two gateways the next SMS takes: the first as long as it answers, the other while it does not. */
import type { EnvoiDeSms, Passerelle } from './sms.ts'

/** Failures in a row after which a gateway is left alone, and for how long; then one sending tries it again. */
const ECHECS_DE_SUITE = 5
const REPOS_MS = 60_000

type Etat = { echecs: number; reposJusqua: number }

/** `now` in milliseconds that never go back. */
export function makeAiguillage(passerelles: readonly [Passerelle, ...Passerelle[]], now = () => performance.now()) {
  const etats = new Map<string, Etat>(passerelles.map(({ nom }) => [nom, { echecs: 0, reposJusqua: 0 }]))
  const etatOf = (nom: string): Etat => etats.get(nom) ?? { echecs: 0, reposJusqua: 0 }
  return {
    /** The gateway of the next sendings; when all rest, the one whose rest ends first. */
    choose(): Passerelle {
      const [first] = passerelles
      const eveillee = passerelles.find(({ nom }) => etatOf(nom).reposJusqua <= now())
      return (
        eveillee ??
        passerelles.reduce(
          (best, one) => (etatOf(one.nom).reposJusqua < etatOf(best.nom).reposJusqua ? one : best),
          first,
        )
      )
    },
    find: (nom: string | null): Passerelle | undefined => passerelles.find((one) => one.nom === nom),
    /** What a gateway answered: a refused message or number is no failure of the gateway. */
    note(nom: string, { issue }: EnvoiDeSms): void {
      const etat = etatOf(nom)
      const isEchec = issue === 'differe' || issue === 'incertain'
      etat.echecs = isEchec ? etat.echecs + 1 : 0
      if (isEchec && etat.echecs >= ECHECS_DE_SUITE) etat.reposJusqua = now() + REPOS_MS
    },
  }
}
