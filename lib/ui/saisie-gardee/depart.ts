/** How long a form waits, as it leaves, for what has to go before it: never for good, whatever a browser or a network does. */

/** For a browser that does not say that it has read, or kept. */
const SANS_COFFRE = 3000
/** In all, with what the page goes on sending. */
export const DEPART = 5000

/** What the browser gives; undefined when it gives nothing in time. It fails as the promise does. */
export async function duNavigateur<T>(promesse: Promise<T> | undefined): Promise<T | undefined> {
  let minuterie: ReturnType<typeof setTimeout> | undefined
  const tard = new Promise<undefined>((done) => {
    minuterie = setTimeout(() => done(undefined), SANS_COFFRE)
  })
  try {
    return await Promise.race([promesse, tard])
  } finally {
    clearTimeout(minuterie)
  }
}

type Depart = Readonly<{
  /** Milliseconds for the whole of it. */
  delai: number
  avant: Promise<unknown>
  /** What has come meanwhile and has to go before the form too. */
  encore: () => Promise<unknown> | undefined
  /** `isEchu`: what it waited for is not done. */
  aller: (isEchu: boolean) => void
}>

/** Lets a form go once all that has to go before it is done, failed or not, or once it has waited enough. */
export function attendreLeDepart({ delai, avant, encore, aller }: Depart): void {
  let isEchu = false
  let minuterie: ReturnType<typeof setTimeout> | undefined
  const echeance = new Promise<void>((done) => {
    minuterie = setTimeout(() => {
      isEchu = true
      done()
    }, delai)
  })
  const suite = (): void => {
    const reste = isEchu ? undefined : encore()
    if (reste) attendre(reste)
    else {
      clearTimeout(minuterie)
      aller(isEchu)
    }
  }
  // A form does not go again while the event of its going is still told.
  const apres = () => void setTimeout(suite)
  const attendre = (une: Promise<unknown>): void => void Promise.race([une, echeance]).then(apres, apres)
  attendre(avant)
}
