/** A page printed to a PDF, as people print it: what it shows, and that nothing in it acts or leads elsewhere. */
import { expect, type Page } from '@playwright/test'
import { getDocumentProxy } from 'unpdf'

/** What a PDF does by itself, or opens besides a web page. */
const ACTES = /\/(?:JavaScript|JS|Launch|OpenAction|AA|SubmitForm|ImportData|GoToR|EmbeddedFiles?|RichMedia)\b/g
const LIENS = /^(?:https?:\/\/|tel:|mailto:)/

/** The text of all its sheets, without its blanks: where a line is cut, and which letters are tied, is not the page's to say. */
export async function lireLePdf(page: Page): Promise<string> {
  const octets = await page.pdf({ format: 'A4' })
  // Its objects stand in the open; what is in their streams is drawn.
  const objets = octets.toString('latin1').replace(/\bstream\r?\n.*?\bendstream\b/gs, '')
  expect(objets).toContain('/Type /Catalog')
  expect(objets).not.toContain('/ObjStm')
  expect(objets.match(ACTES) ?? []).toEqual([])
  const pdf = await getDocumentProxy(new Uint8Array(octets))
  expect(await pdf.getJSActions()).toBeNull()
  const textes: string[] = []
  const liens: string[] = []
  for (let rang = 1; rang <= pdf.numPages; rang += 1) {
    const feuille = await pdf.getPage(rang)
    const { items } = await feuille.getTextContent()
    textes.push(...items.flatMap((item) => ('str' in item ? item.str : [])))
    for (const { subtype, url, unsafeUrl } of await feuille.getAnnotations())
      if (subtype === 'Link') liens.push(...[unsafeUrl ?? url].filter((lien) => typeof lien === 'string'))
  }
  expect(liens.filter((lien) => !LIENS.test(lien))).toEqual([])
  expect(liens.length).toBeGreaterThan(0)
  return sansBlancs(textes.join(''))
}

export const sansBlancs = (text: string): string => text.normalize('NFKC').replace(/\s/g, '')
