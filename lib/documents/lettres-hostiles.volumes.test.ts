/** Hostile texts where a letter names its service and who it is for: drawn, and nothing in the PDF acts or leads anywhere. */
import { getDocumentProxy } from 'unpdf'
import { describe, expect, it } from 'vitest'
import { jour } from '#lib/domain/calendrier.ts'
import { numeroDuMois } from '#lib/domain/demande/testing.ts'
import { readChargesHostiles } from '#lib/domain/guichet/cas/testing.ts'
import { removeInvisibles } from '#lib/domain/signes-invisibles.ts'
import { ecrireUneLettre, type LettreRangee } from './courriers.ts'
import { renderLettres } from './lettres-pdf.ts'

const le = jour('2027-06-19')
const une = (rang: number, destinataire: string[]): LettreRangee => ({
  rang,
  contenu: {
    ...ecrireUneLettre('https://portail.exemple.fr')('avis', {
      suivi: {
        valideDepuis: jour('2026-07-29'),
        avisAuPlusTardLe: jour('2027-06-29'),
        expireLe: jour('2027-07-29'),
        dernierJour: jour('2027-08-29'),
        avisRemisLe: null,
        radieeLe: null,
      },
      isEnLigne: false,
      numeroUnique: numeroDuMois('2023-03-12', rang),
      le,
    }),
    destinataire,
    le,
  },
})

/** What a PDF does by itself, or opens; none of our letters holds a link. */
const ACTES = /\/(?:JavaScript|JS|Launch|URI|OpenAction|AA|SubmitForm|GoToR|EmbeddedFiles?)\b/g
const sansBlancs = (text: string): string => text.replace(/\s/g, '')
/** As what is typed is kept; the letters of the font draw the rest. */
const lu = (text: string): string => removeInvisibles(text).replace(/\s+/g, ' ').trim()
const isDessine = (text: string): boolean => /^[ -~\u00a0-\u00ff]+$/.test(text)

describe('les lettres dont l’adresse est hostile', () => {
  it.each([...readChargesHostiles()])('%s : dessinées comme du texte', async (_, charges) => {
    const dits = charges.map(lu).filter((dit) => dit !== '')
    const octets = await renderLettres(
      dits.map((dit, rang) => une(rang + 1, [`À ${dit}`, '45 cours Fictif', '09000 Foix'])),
      { le, expediteur: { nom: dits[0] ?? '', adresse: dits.slice(0, 3) }, siteUrl: 'https://portail.exemple.fr' },
    )
    const objets = octets.toString('latin1').replace(/\bstream\r?\n.*?\bendstream\b/gs, '')
    expect(objets).toContain('/Type /Catalog')
    expect(objets).not.toContain('/ObjStm')
    expect(objets.match(ACTES) ?? []).toEqual([])
    const pdf = await getDocumentProxy(new Uint8Array(octets))
    expect(pdf.numPages).toBe(dits.length)
    for (const [rang, dit] of dits.entries()) {
      const page = await pdf.getPage(rang + 1)
      expect(await page.getAnnotations()).toEqual([])
      const { items } = await page.getTextContent()
      const texte = sansBlancs(items.flatMap((item) => ('str' in item ? item.str : [])).join(''))
      if (isDessine(dit)) expect(texte).toContain(sansBlancs(`À ${dit}`))
    }
  })
})
