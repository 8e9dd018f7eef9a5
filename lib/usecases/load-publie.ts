import type { Reader } from '#db/client.ts'
import {
  loadAutres,
  loadChiffresPublies,
  loadNomsDeCentres,
  loadPublies,
  loadReunis,
} from '#db/repositories/referentiel.ts'
import { loadSeuilDeMasquage } from '#db/repositories/reglages.ts'
import type { Analyse } from '#lib/domain/guichet/recensement/analyse.ts'
import { cleDeChiffres } from '#lib/domain/guichet/recensement/examen.ts'
import type { Lecteur } from '#lib/domain/guichet/recensement/lecteur.ts'
import { listChiffresDiffuses } from '#lib/domain/territoire/chiffres.ts'

/** What is published and that the rows are compared with; `lock` holds it until the end of a publication. */
export async function loadPublie(
  reader: Reader,
  analyse: Pick<Analyse, 'points' | 'chiffres'>,
  role: Lecteur['role'],
  departements: readonly string[],
  lock = false,
) {
  const centreIds = idsOf(analyse.points.map(({ centreId }) => centreId))
  const portee = { centreIds, departements: role === 'centre' ? [] : departements }
  const contenus = analyse.points.flatMap(({ contenu }) => (contenu ? [contenu] : []))
  const points = await loadPublies(reader, { ...portee, lock })
  const autres = await loadAutres(reader, { sauf: portee, departements, contenus })
  return {
    points,
    autres,
    reunis: await loadReunis(reader, idsOf(analyse.points.map(({ identifiant }) => identifiant))),
    noms: await loadNomsDeCentres(reader, idsOf([...points, ...autres].map(({ point }) => point.centreId))),
    chiffres: await loadChiffresLisibles(
      reader,
      analyse.chiffres.flatMap(({ chiffres }) => (chiffres ? [chiffres.codeInsee] : [])),
      role,
    ),
  }
}

/**
 * The figures that the reader may be shown beside theirs. A centre is told « nouveau » of a masked row, whatever it
 * wrote: « inchangé » would answer a guess.
 */
async function loadChiffresLisibles(reader: Reader, codes: readonly string[], role: Lecteur['role']) {
  const chiffres = await loadChiffresPublies(reader, codes)
  if (role === 'gestionnaire' || chiffres.size === 0) return chiffres
  const seuil = await loadSeuilDeMasquage(reader)
  const communes = Map.groupBy(chiffres.values(), ({ codeInsee }) => codeInsee)
  const diffuses = [...communes.values()].flatMap((rows) => listChiffresDiffuses(rows, seuil))
  return new Map(diffuses.map((row) => [cleDeChiffres(row), row]))
}

const idsOf = (ids: readonly (string | null)[]): string[] => [
  ...new Set(ids.flatMap((id) => (id === null ? [] : [id]))),
]
