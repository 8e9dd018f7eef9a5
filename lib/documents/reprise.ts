/** The report of a loading of existing demandes: the JSON that other programs read, and the same for people. */
import type { MemePersonne } from '#lib/domain/demande/memes-personnes.ts'
import type { RemarqueDeReprise } from '#lib/domain/demande/reprise/ecarts.ts'
import { formatNombre } from './chiffres.ts'

export const STATUTS_DE_REPRISE = {
  nouveau: 'nouvelle',
  complete: 'complétée',
  inchange: 'sans changement',
  refuse: 'refusée',
} as const
export type StatutDeReprise = keyof typeof STATUTS_DE_REPRISE
export type DemandeDeRapport = Readonly<{
  /** As it is written in the file when it is no number; null when there is none. */
  numeroUnique: string | null
  statut: StatutDeReprise
  remarques: readonly RemarqueDeReprise[]
}>
/** `sansValidite`: of those taken, the ones that nothing says since when they are valid. */
export type TotauxDeReprise = Readonly<Record<StatutDeReprise | 'sansValidite', number>>

/** How a file ended: read to its end or not, and how many demandes came of it. */
export type FinDeRapport = Readonly<{ erreur: string | null; totaux: TotauxDeReprise }>

/** The report of one file, said as it is made: a territory has more demandes than should stand in memory together. */
export type Rapporteur = Readonly<{
  debut: (fichier: string) => string
  demande: (demande: DemandeDeRapport) => string
  fin: (fin: FinDeRapport) => string
}>

/** One JSON object on one line: `{ fichier, demandes: […], lisible, erreur, totaux }`. */
export function rapporteurJson(): Rapporteur {
  let separateur = ''
  return {
    debut: (fichier) => `{"fichier":${JSON.stringify(fichier)},"demandes":[`,
    demande: (demande) => {
      const text = `${separateur}${JSON.stringify(demande)}`
      separateur = ','
      return text
    },
    fin: ({ erreur, totaux }) =>
      `],"lisible":${erreur === null},"erreur":${JSON.stringify(erreur)},"totaux":${JSON.stringify(totaux)}}\n`,
  }
}

/** Why a file was not read to its end. */
const REFUS_DE_FICHIER = {
  absent: 'Ce fichier n’existe pas ou ne peut pas être ouvert. Vérifiez son chemin.',
  vide: 'Ce fichier est vide. Exportez-le de nouveau depuis votre logiciel.',
  'format-inconnu':
    'Ce fichier n’est ni un fichier d’interface du SNE (XML), ni un CSV dont la première ligne est « numeroUnique;valideDepuis;avisRemisLe ». Vérifiez-le.',
  'pas-du-xml': 'Ce fichier n’est pas du XML lisible. Exportez-le de nouveau depuis votre logiciel.',
  'autre-encodage':
    'Ce fichier n’est pas dans l’encodage qu’il déclare\u00a0: des noms seraient faux. Exportez-le de nouveau en UTF-8.',
  'pas-une-interface': 'Ce fichier n’est pas un fichier d’interface du SNE\u00a0: il doit commencer par interfaceNuu.',
  'declare-des-entites':
    'Ce fichier déclare des entités, ce qu’aucun échange ne demande\u00a0: il n’est pas lu. Exportez-le de nouveau.',
  'hors-de-proportion':
    'Une demande de ce fichier est hors de proportion. Exportez-le de nouveau, ou séparez-la des autres.',
  illisible:
    'La suite de ce fichier est abîmée. Exportez-le de nouveau\u00a0: ce qui est déjà chargé ne le sera pas deux fois.',
} as const
export type RefusDeFichierDeDemandes = keyof typeof REFUS_DE_FICHIER

/** With the line of the file where it is known. */
export const phraseDeFichier = (code: RefusDeFichierDeDemandes, ligne: number | null): string =>
  `${ligne === null ? '' : `Ligne ${ligne}\u00a0: `}${REFUS_DE_FICHIER[code]}`

/** Demandes of each kind, refused or to be looked at, that are shown one by one; the rest is counted. */
const MONTREES = 50
const RESTE = { refus: ['autre refusée', 'autres refusées'], doute: ['autre à vérifier', 'autres à vérifier'] } as const

/** For people: what is refused or to be looked at, then the count, without anything of the person but the number. */
export function rapporteurPourLire(publie: boolean): Rapporteur {
  // A refusal has its own room: doubts that come before it, however many, never take it.
  const dits = { refus: 0, doute: 0 }
  return {
    debut: (fichier) => `${fichier}\n`,
    demande: ({ numeroUnique, statut, remarques }) => {
      if (remarques.length === 0) return ''
      const sorte = statut === 'refuse' ? 'refus' : 'doute'
      dits[sorte] += 1
      if (dits[sorte] > MONTREES) return ''
      // Why it is refused comes before what else is to be looked at in it.
      const [refus, doutes] = [true, false].map((isRefus) =>
        remarques.filter(({ gravite }) => (gravite === 'refus') === isRefus),
      )
      return [...(refus ?? []), ...(doutes ?? [])]
        .map(
          ({ champ, message }) =>
            `  ${numeroUnique ?? 'sans numéro'} (${STATUTS_DE_REPRISE[statut]}), ${champ}\u00a0: ${message}\n`,
        )
        .join('')
    },
    fin: ({ erreur, totaux }) => {
      const restes = (['refus', 'doute'] as const).flatMap((sorte) => {
        const reste = dits[sorte] - MONTREES
        return reste > 0 ? [`${formatNombre(reste)} ${RESTE[sorte][reste > 1 ? 1 : 0]}`] : []
      })
      const lines: string[] = []
      if (restes.length > 0) lines.push(`  … et ${restes.join(', ')}\u00a0: la liste entière est donnée par --json.`)
      lines.push(formatCompte(totaux))
      if (totaux.sansValidite > 0) lines.push(formatSansValidite(totaux.sansValidite))
      if (erreur) lines.push(`  ${erreur}`)
      if (!publie) lines.push('  Rien n’est enregistré\u00a0: ajoutez --publier pour charger ces demandes.')
      return `${lines.join('\n')}\n`
    },
  }
}

function formatCompte(totaux: TotauxDeReprise): string {
  const statuts = Object.keys(STATUTS_DE_REPRISE) as StatutDeReprise[]
  const nombre = statuts.reduce((sum, statut) => sum + totaux[statut], 0)
  const compte = statuts
    .filter((statut) => totaux[statut] > 0)
    .map(
      (statut) =>
        `${formatNombre(totaux[statut])} ${STATUTS_DE_REPRISE[statut]}${totaux[statut] > 1 && statut !== 'inchange' ? 's' : ''}`,
    )
  return `  ${formatNombre(nombre)} demande${nombre > 1 ? 's' : ''}${compte.length > 0 ? `\u00a0: ${compte.join(', ')}` : ''}.`
}

// R-REP-05 — choix du portail : T ne se devine pas ; combien ne l’ont pas se dit, avec ce qui le donne
const formatSansValidite = (nombre: number): string =>
  `  ${formatNombre(nombre)} demande${nombre > 1 ? 's' : ''} sans date de validité\u00a0: à traiter, ni rappelée${nombre > 1 ? 's' : ''} ni radiée${nombre > 1 ? 's' : ''}. Complétez par le CSV «\u00a0numeroUnique;valideDepuis;avisRemisLe\u00a0».`

/** Numbers that one sentence says. */
const NUMEROS_DITS = 3

/** What is said of a new demande whose person has others in its territory: they are looked at, and none is refused. */
export function phrasesDesMemesPersonnes(memes: readonly MemePersonne[]): readonly string[] {
  const numerosDe = (certitude: MemePersonne['certitude']) =>
    memes.filter((une) => une.certitude === certitude).map(({ numeroUnique }) => numeroUnique)
  const say = (debut: string, numeros: readonly string[]) =>
    numeros.length === 0
      ? []
      : [
          `${debut}\u00a0: ${numeros.slice(0, NUMEROS_DITS).join(', ')}${numeros.length > NUMEROS_DITS ? ' et d’autres' : ''}. Elle est prise\u00a0; le gestionnaire la verra dans «\u00a0Demandes à traiter\u00a0».`,
        ]
  return [
    ...say('Même personne qu’une autre demande du territoire', numerosDe('certaine')),
    ...say('Peut-être la même personne qu’une autre demande du territoire', numerosDe('probable')),
  ]
}
