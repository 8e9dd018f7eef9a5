import type { TerritoireDesservi } from '#lib/domain/guichet/desserte.ts'
import type { PointPublie } from '#lib/domain/guichet/point-publie.ts'
import { LIEUX_MONTRES } from './territoire.tsx'

const SIGNES_AU_LARGE = 300
/** A short line takes its room as well. */
const SIGNES_DE_LIGNE = 20

const roomOf = (text: string | null): number =>
  (text ?? '').split('\n').reduce((room, line) => room + (line === '' ? 0 : Math.max(line.length, SIGNES_DE_LIGNE)), 0)

/** Whether a point says too much for the usual size of letters on one sheet of paper: long texts, or many places. */
export function isDense(point: Pick<PointPublie, 'commentaire' | 'horaires'>, territoire: TerritoireDesservi): boolean {
  const { communes, epcis, departements } = territoire
  return (
    roomOf(point.commentaire) + roomOf(point.horaires.texte) > SIGNES_AU_LARGE ||
    communes.length + epcis.length + departements.length > LIEUX_MONTRES
  )
}
