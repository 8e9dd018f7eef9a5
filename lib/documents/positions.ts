/** What `npm run positions` says of a file: what was replaced, what was not and why. */
import type {
  CodeComplete,
  MotifDeRefus,
  PositionRefusee,
  RefusDeFichier,
} from '#lib/domain/territoire/positions-officielles.ts'

const FICHIERS = {
  'fichier-illisible':
    'Ce fichier n’est pas lisible. Donnez un CSV en UTF-8 ou la réponse JSON de l’API géo nationale.',
  'colonnes-manquantes':
    'Ce fichier n’a pas ce qu’il faut. Un CSV a trois colonnes : code, latitude, longitude. Un JSON est la liste des communes, chacune avec « code » et « centre » (un point GeoJSON).',
  'aucune-commune': 'Ce fichier ne contient aucune commune.',
} as const satisfies Record<RefusDeFichier['code'], string>

const MOTIFS = {
  'code-malforme': 'le code INSEE n’est pas lisible',
  'code-inconnu': 'aucune commune ne peut porter ce code INSEE',
  'coordonnees-manquantes': 'la latitude ou la longitude manque ou n’est pas un nombre',
  'coordonnees-inversees': 'la latitude et la longitude semblent inversées',
  'coordonnees-projetees': 'les coordonnées semblent en Lambert-93 : donnez des degrés (WGS 84)',
  'hors-de-france': 'le point est hors de France',
  'en-double': 'la commune est déjà dans le fichier ; la première position est gardée',
} as const satisfies Record<MotifDeRefus, string>

export const phraseDuFichier = ({ code }: RefusDeFichier): string => FICHIERS[code]

const MONTREES = 20
const count = (nombre: number, un: string, plusieurs: string): string =>
  `${nombre.toLocaleString('fr-FR')} ${nombre > 1 ? plusieurs : un}`

/** The report, one line an item; long lists are cut and say so. */
export function formatRapportDePositions(rapport: {
  remplacees: number
  inchangees: number
  inconnues: readonly string[]
  refusees: readonly PositionRefusee[]
  completes: readonly CodeComplete[]
}): string {
  const { remplacees, inchangees, inconnues, refusees, completes } = rapport
  const lines = [
    `${count(remplacees, 'position remplacée', 'positions remplacées')}, ${count(inchangees, 'inchangée', 'inchangées')}.`,
  ]
  if (inconnues.length > 0) {
    const more = inconnues.length > MONTREES ? '…' : ''
    lines.push(
      `${count(inconnues.length, 'code qui n’est pas', 'codes qui ne sont pas')} celui d’une commune d’aujourd’hui : ${inconnues.slice(0, MONTREES).join(', ')}${more}`,
    )
  }
  if (completes.length > 0)
    lines.push(
      `${count(completes.length, 'code complété', 'codes complétés')} du zéro perdu : ${completes
        .slice(0, MONTREES)
        .map(({ code, codeInsee }) => `${code} lu ${codeInsee}`)
        .join(', ')}${completes.length > MONTREES ? '…' : ''}`,
    )
  if (refusees.length > 0) lines.push(`${count(refusees.length, 'position refusée', 'positions refusées')} :`)
  for (const { rang, code, motif } of refusees.slice(0, MONTREES)) {
    lines.push(`  ${rang}${code ? ` (${code})` : ''} : ${MOTIFS[motif]}.`)
  }
  if (refusees.length > MONTREES) lines.push(`  … et ${refusees.length - MONTREES} autres.`)
  return lines.join('\n')
}
