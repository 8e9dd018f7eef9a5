/** What was answered to those who renewed, beside what the register holds: nothing acknowledged lost, nothing twice. */

/** A renewal that somebody was told done; `deja`: another sending had made it. */
export type Accuse = Readonly<{ numero: string; cle: string; rang: number; deja: boolean }>
export type FaitVu = Readonly<{ rang: number; type: string; cle: string | null; motif: string | null }>
/** A demande as the base holds it at the end. `isDue`: the night had to end it; null: it, or a renewal, whichever came first. `isRejouee`: its faits give its state. */
export type DemandeVue = Readonly<{
  numero: string
  statut: string
  version: number
  isDue: boolean | null
  isRejouee: boolean
  faits: readonly FaitVu[]
}>

const ranksOf = (faits: readonly FaitVu[], type: string) => faits.filter((fait) => fait.type === type)

function checkDemande({ numero, statut, version, isDue, isRejouee, faits }: DemandeVue): string[] {
  const [renouvellements, radiations] = [ranksOf(faits, 'renouvellement'), ranksOf(faits, 'radiation')]
  return [
    ...(renouvellements.length > 1 ? [`${numero} : renouvelée ${renouvellements.length} fois dans un cycle`] : []),
    ...(radiations.length > 1 ? [`${numero} : radiée ${radiations.length} fois`] : []),
    ...(renouvellements.length > 0 && radiations.some(({ motif }) => motif === 'RADREN')
      ? [`${numero} : renouvelée, et radiée pour non-renouvellement`]
      : []),
    ...(isDue && statut !== 'radiee' ? [`${numero} : la nuit l’a oubliée`] : []),
    ...(isDue === false && statut !== 'active' ? [`${numero} : radiée sans être due`] : []),
    ...(isDue === null && renouvellements.length + radiations.length === 0
      ? [`${numero} : ni renouvelée ni radiée`]
      : []),
    ...(isRejouee ? [] : [`${numero} : ses faits rejoués ne donnent pas son état`]),
    ...(faits.some(({ rang }, at) => rang !== at + 1) || faits.length !== version
      ? [`${numero} : ses faits ne se suivent pas`]
      : []),
  ]
}

function checkAccuse({ numero, cle, rang, deja }: Accuse, faits: readonly FaitVu[] | undefined): string[] {
  const fait = faits?.find((one) => one.rang === rang)
  if (fait?.type !== 'renouvellement') return [`${numero} : un renouvellement dit fait est perdu`]
  return !deja && fait.cle !== cle ? [`${numero} : un envoi est dit fait, un autre est écrit`] : []
}

/** One line a defect. `comptes`: how many renewals the counts of the register say. */
export function checkHistoire(accuses: readonly Accuse[], demandes: readonly DemandeVue[], comptes: number): string[] {
  const faitsDe = new Map(demandes.map(({ numero, faits }) => [numero, faits]))
  const ecrits = demandes.reduce((sum, { faits }) => sum + ranksOf(faits, 'renouvellement').length, 0)
  return [
    ...demandes.flatMap(checkDemande),
    ...accuses.flatMap((accuse) => checkAccuse(accuse, faitsDe.get(accuse.numero))),
    ...(comptes === ecrits ? [] : [`les comptes disent ${comptes} renouvellements, un recomptage ${ecrits}`]),
  ]
}
