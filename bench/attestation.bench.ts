/** One attestation as a PDF, beside pdfkit alone drawing the same words in the same fonts, without tags nor layout. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import PDFDocument from 'pdfkit'
import { renderAttestation } from '#lib/documents/attestation/pdf.ts'
import { signAttestation } from '#lib/documents/attestation/signature.ts'
import { CLES_DE_TEST } from '#lib/documents/attestation/testing.ts'
import {
  BASE_LEGALE,
  joursDe,
  lignesDuDemandeur,
  lignesDuService,
  numeroDe,
  sectionsDe,
  titreDe,
} from '#lib/documents/attestation/textes.ts'
import { type Attestation, composeAttestation } from '#lib/domain/attestation/contenu.ts'
import { lastAtteste, unContexte } from '#lib/domain/attestation/testing.ts'
import { uneDemande } from '#lib/domain/demande/testing.ts'
import { alternate, type Bench, median, spread } from './banc.ts'

const OCTETS_AU_PLUS = 80_000
/** Attestations drawn in one turn: one alone is too short for the clock. */
const PAR_TOUR = 8

const police = (nom: string): Buffer =>
  readFileSync(join(import.meta.dirname, `../lib/documents/pdf/polices/SourceSans3-${nom}.ttf`))
const [REGULAR, SEMIBOLD] = [police('Regular'), police('SemiBold')]

/** The same words, one after the other. */
function drawBare(attestation: Attestation): Promise<Buffer> {
  const pdf = new PDFDocument({ size: 'A4', font: '' })
  pdf.registerFont('Regular', REGULAR).registerFont('SemiBold', SEMIBOLD)
  const morceaux: Buffer[] = []
  const fini = new Promise<Buffer>((resolve) => {
    pdf.on('data', (morceau: Buffer) => morceaux.push(morceau))
    pdf.on('end', () => resolve(Buffer.concat(morceaux)))
  })
  const write = (police: string, taille: number, textes: readonly string[]) => {
    pdf.font(police).fontSize(taille)
    for (const texte of textes) pdf.text(texte)
  }
  write('SemiBold', 19, [titreDe(attestation), numeroDe(attestation)])
  write('Regular', 10, [BASE_LEGALE, ...joursDe(attestation).flat()])
  write('Regular', 10, [attestation.demandeur.nom, ...lignesDuDemandeur(attestation), ...lignesDuService(attestation)])
  for (const { titre, paragraphes = [], points = [], fin = [] } of sectionsDe(attestation)) {
    write('SemiBold', 12, [titre])
    write('Regular', 10, [...paragraphes, ...points, ...fin])
  }
  pdf.end()
  return fini
}

async function timeOf(draw: () => Promise<Buffer>): Promise<number> {
  const start = performance.now()
  for (let une = 0; une < PAR_TOUR; une += 1) await draw()
  return (performance.now() - start) / PAR_TOUR
}

export const bench: Bench = {
  nom: 'attestation',
  run: async () => {
    const { fait, demande } = lastAtteste(uneDemande().deposeeLe('2023-03-12').renouveleeLe('2024-02-20'))
    const attestation = composeAttestation(fait, demande, unContexte())
    const ours = () => renderAttestation(attestation, signAttestation(attestation, CLES_DE_TEST))
    const bare = () => drawBare(attestation)
    // What is compiled on the first calls is compiled for both.
    await Promise.all([timeOf(ours), timeOf(bare)])
    const times = await alternate(
      () => timeOf(ours),
      () => timeOf(bare),
    )
    const [mesure, limite] = [median(times.ours), median(times.limit)]
    const octets = (await ours()).length
    return [
      {
        nom: 'attestation',
        mesure,
        limite,
        unite: 'ms par PDF',
        rapport: mesure / limite,
        objectif: 'au plus 1,5 fois pdfkit seul pour le même texte',
        atteint: mesure / limite <= 1.5,
        details: { nous: spread(times.ours), pdfkit: spread(times.limit) },
      },
      {
        nom: 'attestation',
        mesure: octets,
        limite: null,
        unite: 'octets',
        rapport: null,
        objectif: 'au plus 80 Ko',
        atteint: octets <= OCTETS_AU_PLUS,
        details: { pdfkit: (await bare()).length },
      },
    ]
  },
}
