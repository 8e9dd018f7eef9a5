/**
 * whom no message reached stands in the list that a person works through, and nobody else does. Told by what the
 * outside accepted and said afterwards, not by the rule of the product.
 */
import { type HistoireDeRappels, isIncertain, type RappelVu } from './histoire-de-rappels.ts'

type Issue = 'jointe' | 'attend' | 'perdue'
const etapeDe = ({ numero, jalon, duLe }: Pick<RappelVu, 'numero' | 'jalon' | 'duLe'>): string =>
  [numero, jalon, duLe].join()

/** What became of a step: somebody may have read it, something of it is not settled, or nothing more leaves. */
function issueDe(vus: readonly RappelVu[], recus: ReadonlySet<string>): Issue {
  if (vus.some(({ reference }) => recus.has(reference))) return 'jointe'
  // A person decides of a mail that is uncertain, and takes a letter that waits: each has a list of its own.
  return vus.some((vu) => isIncertain(vu) || (vu.canal === 'courrier' && vu.etat !== 'annule')) ? 'attend' : 'perdue'
}

/** One line a defect; `liste`: the numbers that the list shows, all its pages. */
export function checkAJoindre(histoire: HistoireDeRappels, liste: readonly string[]): string[] {
  const { attendus, vus, partis, accuses, renouvelees, radiations, le } = histoire
  const perdus = new Set(accuses.flatMap(({ reference, etat }) => (etat === 'remis' ? [] : [reference])))
  const recus = new Set(partis.map(({ reference }) => reference).filter((reference) => !perdus.has(reference)))
  const vusDe = Map.groupBy(vus, etapeDe)
  const dues = attendus.filter(
    ({ numero, jalon }) => !renouvelees.has(numero) && (jalon === 'radiation') === radiations.has(numero),
  )
  const perdues = new Set<string>()
  const passees = new Set<string>()
  for (const du of dues)
    if (issueDe(vusDe.get(etapeDe(du)) ?? [], recus) === 'perdue') (du.jusquAu < le ? passees : perdues).add(du.numero)
  const fois = Map.groupBy(liste, (numero) => numero)
  return [
    ...[...perdues]
      .filter((numero) => !fois.has(numero))
      .map((numero) => `${numero} : rien ne l’a jointe, et elle n’est pas à joindre autrement`),
    ...[...fois.keys()]
      .filter((numero) => !perdues.has(numero) && !passees.has(numero))
      .map((numero) => `${numero} : à joindre autrement, et elle ne devait pas l’être`),
    ...[...fois]
      .filter(([, same]) => same.length > 1)
      .map(([numero, same]) => `${numero} : ${same.length} fois à joindre autrement`),
  ]
}
