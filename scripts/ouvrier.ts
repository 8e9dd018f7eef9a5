/** What Node is told to begin the worker of the product, from the root of the checkout. */
export const OUVRIER = [
  '--conditions=react-server',
  '--disable-warning=ExperimentalWarning',
  'scripts/worker.ts',
] as const
