/** What the pages of the steps share. */
import type { ReactNode } from 'react'
import type { Bloc } from '#lib/domain/demande/formulaire/renouvellement/champs-saisis.ts'
import type { Reponses } from '#lib/domain/demande/formulaire/renouvellement/groupes.ts'
import { LISTE_DES_COMMUNES } from '#lib/ui/renouveler/champs.tsx'
import type { FilDeSaisie } from '#lib/ui/saisie-gardee/fil.tsx'
import type { RenouvellementLu, RenouvellementOuvert } from '#lib/usecases/open-renouvellement.ts'
import { cheminDe } from '../chemins.ts'
import type { Query } from '../refus-dit.tsx'

export type EtapeProps = Readonly<{
  /** Of the demande; `ref` is a word of React. */
  reference: string
  lue: RenouvellementLu
  fil: FilDeSaisie
  ouvert: RenouvellementOuvert
  reponses: Reponses
  query: Query
}>

/**
 * A form of a step, sent to the address that never changes; the script of the page follows it. `fil`: what it is beside
 * the fields of its page, theirs or the one-tap answer to them.
 */
export function FormulaireDEtape({
  reference,
  etape,
  version,
  fil = 'saisie',
  children,
}: Readonly<{
  reference: string
  etape: string
  version: number
  fil?: 'saisie' | 'reponse'
  children: ReactNode
}>) {
  return (
    <form method="post" action={cheminDe(reference, 'reponses')} noValidate data-fil={fil}>
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="etape" value={etape} />
      {children}
    </form>
  )
}

/** The communes that may be asked for: the browser proposes them as one types. */
export const ListeDesCommunes = ({ ouvert }: Readonly<{ ouvert: RenouvellementOuvert }>) => (
  <datalist id={LISTE_DES_COMMUNES}>
    {ouvert.communesDuTerritoire.map(({ code }) => (
      <option key={code} value={ouvert.communes.nomDe(code)} />
    ))}
  </datalist>
)

/** The label of a field, for the list of errors. */
export const libelleDans =
  (blocs: readonly Bloc[]) =>
  (nom: string): string =>
    blocs.flatMap(({ champs }) => champs).find((champ) => champ.nom === nom)?.libelle ?? 'Une réponse'
