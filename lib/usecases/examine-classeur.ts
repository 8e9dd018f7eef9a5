/** A workbook examined under what is known and what was said of it: read, then compared with what is published. */
import type { Reader } from '#db/client.ts'
import { type CleDeCorrespondance, findCorrespondance } from '#db/repositories/correspondances.ts'
import type { Compare } from '#db/repositories/imports.ts'
import { findDernierePublication } from '#db/repositories/publications.ts'
import type { Jour } from '#lib/domain/calendrier.ts'
import { empreinteDesEntetes } from '#lib/domain/guichet/recensement/a-dire.ts'
import { listReprises } from '#lib/domain/guichet/recensement/analyse.ts'
import type { Defauts, ValeursRetenues } from '#lib/domain/guichet/recensement/champs.ts'
import type { Classeur, RefusDeLecture } from '#lib/domain/guichet/recensement/classeur.ts'
import type { Correction } from '#lib/domain/guichet/recensement/corrections.ts'
import { joinColonnes, type ReponsesDeColonnes, tiennent } from '#lib/domain/guichet/recensement/correspondance.ts'
import { departementsDuFichier, examineClasseur } from '#lib/domain/guichet/recensement/examen.ts'
import type { CentreConnu, Lecteur } from '#lib/domain/guichet/recensement/lecteur.ts'
import type { DejaLu } from '#lib/domain/guichet/recensement/lecture-suivie.ts'
import type { FaitsDeLecture } from '#lib/domain/guichet/recensement/points.ts'
import { isEntier } from '#lib/domain/guichet/recensement/reemploi.ts'
import type { Referentiel } from '#lib/domain/guichet/recensement/referentiel.ts'
import { accept, type Resultat } from '#lib/domain/resultat.ts'
import { loadCentresOf, withRetenues } from './load-faits.ts'
import { loadPublie } from './load-publie.ts'

/** Who reads and when, and what was said of this file. */
type Dits = Readonly<{
  lecteur: Lecteur
  le: Jour
  referentiel: Referentiel
  corrections?: readonly Correction[]
  defauts?: Defauts
  colonnes?: ReponsesDeColonnes
  confirmer?: boolean
}>
/** With what it went by that was not given; `isEntier`: the comparison changed nothing of what was read. */
type Examine = Compare &
  Readonly<{
    departements: readonly string[]
    cle: CleDeCorrespondance
    centres: readonly CentreConnu[]
    retenues: ValeursRetenues
    isEntier: boolean
  }>

export async function examine(
  reader: Reader,
  classeur: Classeur,
  { lecteur, le, defauts = {}, colonnes = new Map(), confirmer = false, corrections = [], referentiel }: Dits,
  dejaLuSous: (faits: FaitsDeLecture) => DejaLu | undefined = () => undefined,
): Promise<Resultat<Examine, RefusDeLecture>> {
  const centres = await loadCentresOf(reader, lecteur)
  const cle = cleDe(lecteur, classeur)
  const retenues = await findCorrespondance(reader, cle)
  const complets = withRetenues(defauts, retenues)
  const jointes = tiennent(joinColonnes(retenues.colonnes, colonnes))
  const faits = { referentiel, centres, lecteur, le, defauts: complets, colonnes: jointes, corrections }
  const examined = examineClasseur(classeur, faits, dejaLuSous(faits))
  if (!examined.ok) return examined
  const { analyse, compare } = examined.value
  const departements =
    lecteur.role === 'centre'
      ? lecteur.centre.departements
      : (lecteur.departements ?? departementsDuFichier(analyse, referentiel))
  const publication = await findDernierePublication(reader)
  const publie = await loadPublie(reader, analyse, lecteur.role, departements)
  const compared = compare(publie, confirmer ? 'tout' : undefined)
  const reprises = listReprises(classeur, withoutGiven(retenues, { defauts, colonnes }), jointes)
  return accept({
    examen: { ...compared, alertes: [...compared.alertes, ...reprises] },
    publication,
    departements,
    cle,
    centres,
    retenues,
    isEntier: isEntier(compared, analyse),
  })
}

const cleDe = (lecteur: Lecteur, classeur: Classeur): CleDeCorrespondance => ({
  centreId: lecteur.role === 'centre' ? lecteur.centre.id : null,
  departements: lecteur.role === 'centre' ? [] : (lecteur.departements ?? []),
  entetes: empreinteDesEntetes(classeur),
})

const withoutGiven = (
  retenues: ValeursRetenues,
  { defauts, colonnes }: Readonly<{ defauts: Defauts; colonnes: ReponsesDeColonnes }>,
): ValeursRetenues => ({
  canal: defauts.canal === undefined ? retenues.canal : undefined,
  type: defauts.type === undefined ? retenues.type : undefined,
  services: defauts.services === undefined ? retenues.services : undefined,
  colonnes: retenues.colonnes?.filter(([entete]) => !colonnes.has(entete)),
})
