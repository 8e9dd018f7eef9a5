/** The file of an import with its cells marked: made on demand, from what was understood of it. */
import { findFichier, findRemarques } from '#db/queries/imports.ts'
import { annoteClasseur } from '#lib/adapters/xlsx/annoter-classeur.ts'
import { annotationDExamen } from '#lib/documents/recensement-annotation.ts'
import { phraseDuRefus } from '#lib/documents/refus.ts'
import type { Contexte } from '#lib/domain/acces/contexte.ts'
import { defineDownload } from '#lib/web/define-download.ts'
import { attachment } from '../../piece-jointe.ts'

export const acces = 'consulter-recensements'

const REGLAGES = { debit: { nom: 'fichier-annote', limite: { nombre: 10, secondes: 60 } } } as const

const annoteImport = async ({ acteur }: Contexte, { id }: { id: string }): Promise<Response | undefined> => {
  const [examen, fichier] = await Promise.all([findRemarques(acteur, id), findFichier(acteur, id)])
  if (!examen || !fichier?.octets) return undefined
  const annote = await annoteClasseur(new Uint8Array(fichier.octets), annotationDExamen(examen))
  if (!annote.ok)
    return new Response(phraseDuRefus(annote.refus), {
      status: 503,
      headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', 'retry-after': '60' },
    })
  const [, stem = fichier.nom, extension = ''] = /^(.*?)(\.[a-z]{2,4})?$/i.exec(fichier.nom) ?? []
  const kept = !annote.value.refait && extension.toLowerCase() === '.xlsm' ? '.xlsm' : '.xlsx'
  return attachment(`${stem}-annote${kept}`, annote.value.octets)
}

export const GET = defineDownload(acces, annoteImport, REGLAGES)
