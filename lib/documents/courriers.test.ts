import { expect, it } from 'vitest'
import { jour } from '#lib/domain/calendrier.ts'
import { computeEcheances } from '#lib/domain/demande/echeances.ts'
import { numeroDuMois } from '#lib/domain/demande/testing.ts'
import { NOMS_DE_JALON } from '#lib/domain/rappels/jalons.ts'
import { ecrireUneLettre } from './courriers.ts'

const valideDepuis = jour('2026-07-29')
const suivi = { valideDepuis, ...computeEcheances(valideDepuis), avisRemisLe: null, radieeLe: null }

it.each(NOMS_DE_JALON)(
  '%s : une lettre dit à quelle adresse choisir ses rappels, tant qu’il en reste (R-RAP-57)',
  (jalon) => {
    const { paragraphes } = ecrireUneLettre('https://portail.exemple.fr')(jalon, {
      suivi,
      isEnLigne: false,
      numeroUnique: numeroDuMois('2023-03-12', 1),
      le: jour('2027-06-19'),
    })
    const choisir = paragraphes.filter((texte) => texte.includes('« Choisir mes rappels »'))
    expect(choisir.map((texte) => texte.includes('portail.exemple.fr/ma-demande,'))).toEqual(
      jalon === 'radiation' ? [] : [true],
    )
  },
)
