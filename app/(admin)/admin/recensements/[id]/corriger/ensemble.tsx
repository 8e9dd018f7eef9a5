import Link from 'next/link'
import type { LigneDExamen } from '#db/queries/apercu-d-import.ts'
import { EnsembleForm } from './ensemble.form.tsx'
import { cleDeLigne, LIGNES_ENSEMBLE, writeLieux } from './ensemble.ts'
import { type Lettres, type LigneACorrigerMontree, showLigne, showLigneEntiere } from './montrer.ts'

type Lues = Readonly<{ lignes: readonly (LigneDExamen | undefined)[]; lettresDe: (feuille: string) => Lettres }>
type Props = Lues &
  Readonly<{
    id: string
    vue: string
    page: number
    /** Names of the sheets that were read, in order. */
    feuilles: readonly string[]
    /** These very rows were asked, in these places: all of them are shown, also those that are right by now. */
    demandees: boolean
  }>

function listMontrees({ lignes, lettresDe, feuilles, demandees }: Omit<Props, 'id' | 'vue' | 'page'>) {
  const show = demandees ? showLigneEntiere : showLigne
  const montrees = lignes.map((ligne) => ligne && show(ligne.rang, lettresDe(ligne.rang.feuille)))
  const gardees = demandees ? montrees : montrees.filter((une) => une && feuilles.includes(une.feuille))
  return gardees
    .slice(0, LIGNES_ENSEMBLE)
    .flatMap((une, rang): LigneACorrigerMontree[] => (une ? [{ cle: cleDeLigne(rang), ...une }] : []))
}

/** The way to correct several rows at once; nothing when the page has no two of them to mend. */
export function VersEnsemble({ id, vue, lignes, lettresDe }: Lues & Readonly<{ id: string; vue: string }>) {
  const aCorriger = lignes.filter((ligne) => ligne && showLigne(ligne.rang, lettresDe(ligne.rang.feuille)))
  if (aCorriger.length < 2) return null
  return (
    <p>
      <Link href={`/admin/recensements/${id}?vue=${vue}&ensemble=oui#lignes`} prefetch={false}>
        Corriger plusieurs lignes à la fois
      </Link>
    </p>
  )
}

/** The rows of the page that have something to mend, in one form. */
export function Ensemble({ id, vue, page, ...props }: Props) {
  const montrees = listMontrees(props)
  const ici = `/admin/recensements/${id}?vue=${vue}`
  return (
    <>
      <p>
        Le fichier n’est relu qu’une fois, quand vous avez fini cette page.{' '}
        <Link href={`${ici}#lignes`} prefetch={false}>
          Corriger une ligne à la fois
        </Link>
      </p>
      {montrees.length > 0 ? (
        <EnsembleForm
          id={id}
          vue={vue}
          page={page}
          lignes={montrees}
          adresse={`${ici}&page=${page}&ensemble=oui&lignes=${writeLieux(montrees, props.feuilles)}`}
        />
      ) : (
        <p>Rien n’est à corriger dans ces lignes.</p>
      )}
    </>
  )
}
