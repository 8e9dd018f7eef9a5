/**
 * Sheets of A4 that everyone can read: each text is tagged with what it is, in French, in a font that travels with the
 * file. The same calls give the same bytes: no clock, no random. Server only.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import PDFDocument from 'pdfkit'
import type { Jour } from '#lib/domain/calendrier.ts'
import { imprimable } from '#lib/domain/signes-imprimes.ts'

export const MARGE = 54
export const LARGEUR = 595.28 - 2 * MARGE
const PIED = 64
const BAS = 841.89 - PIED
export const ENCRE = '#161616'
export const DISCRET = '#555555'
export const ACCENT = '#1d3a6b'
export const FOND = '#f2f5fa'
const FILET = '#c3cfe2'

/** Source Sans 3, SIL Open Font License 1.1 (polices/OFL.txt): Latin, Greek and Cyrillic. Read once. */
const polices = new Map<string, Buffer>()
function police(nom: 'Regular' | 'SemiBold'): Buffer {
  const known = polices.get(nom)
  if (known) return known
  const lue = readFileSync(
    join(/* turbopackIgnore: true */ process.cwd(), `lib/documents/pdf/polices/SourceSans3-${nom}.ttf`),
  )
  polices.set(nom, lue)
  return lue
}

type Style = Readonly<{ taille?: number; gras?: boolean; couleur?: string; interligne?: number }>
type Place = Readonly<{ x?: number; largeur?: number }>
type Balise = 'H1' | 'H2' | 'H3' | 'P' | 'LI' | 'Caption'

/** The two ends of the foot of a sheet, by its rank from 0. */
type Pied = (page: number, pages: number) => readonly [gauche: string, droite: string]
/** The same text on each sheet, with its number. */
export const piedNumerote =
  (texte: string): Pied =>
  (page, pages) => [texte, `Page ${page + 1} sur ${pages}`]

/** `titre` shows in the viewer; `le` is the day that the file says that it was made. */
export class Feuille {
  readonly pdf: PDFKit.PDFDocument
  private readonly morceaux: Buffer[] = []
  private readonly racine: PDFKit.PDFStructureElement

  constructor({ titre, le }: Readonly<{ titre: string; le: Jour }>) {
    this.pdf = new PDFDocument({
      size: 'A4',
      margins: { top: MARGE, bottom: PIED, left: MARGE, right: MARGE },
      pdfVersion: '1.7',
      tagged: true,
      lang: 'fr-FR',
      displayTitle: true,
      bufferPages: true,
      // No font of the system: those of this file are registered below.
      font: '',
      info: {
        Title: titre,
        Producer: 'PDFKit',
        Creator: 'Portail grand public',
        CreationDate: new Date(`${le}T00:00:00Z`),
      },
    })
    this.pdf.registerFont('Regular', police('Regular')).registerFont('SemiBold', police('SemiBold'))
    this.pdf.on('data', (morceau: Buffer) => this.morceaux.push(morceau))
    this.racine = this.pdf.struct('Document')
    this.pdf.addStructure(this.racine)
  }

  private style({ taille = 10, gras = false, couleur = ENCRE }: Style): PDFKit.PDFDocument {
    return this.pdf
      .font(gras ? 'SemiBold' : 'Regular')
      .fontSize(taille)
      .fillColor(couleur)
  }

  /** Starts another sheet when fewer than `hauteur` points are left on this one. */
  reserver(hauteur: number): void {
    if (this.pdf.y + hauteur > BAS) this.tournerLaPage()
  }

  /** Starts another sheet. */
  tournerLaPage(): void {
    this.pdf.addPage()
    this.pdf.x = MARGE
  }

  /** Sheets so far. */
  get pages(): number {
    return this.pdf.bufferedPageRange().count
  }

  /** One tagged text, at the current height; a text longer than the sheet goes on on the next. */
  ecrire(balise: Balise, texte: string, style: Style & Place = {}): void {
    this.ajouter(this.racine, balise, texte, style)
  }

  private ajouter(
    parent: PDFKit.PDFStructureElement,
    balise: string,
    texte: string,
    { x = MARGE, largeur = LARGEUR, ...style }: Style & Place,
  ): void {
    const element = this.pdf.struct(balise, {}, () => {
      this.style(style).text(imprimable(texte), x, this.pdf.y, { width: largeur, lineGap: style.interligne ?? 1 })
    })
    parent.add(element)
    element.end()
  }

  /** A list, whose marks are drawn and not said. */
  lister(points: readonly string[], { x = MARGE, largeur = LARGEUR, ...style }: Style & Place = {}): void {
    const liste = this.pdf.struct('L')
    this.racine.add(liste)
    for (const point of points) {
      this.reserver(16)
      const y = this.pdf.y
      this.decor(() => this.pdf.circle(x + 3, y + (style.taille ?? 10) * 0.68, 1.5).fill(ACCENT))
      this.pdf.y = y
      const element = this.pdf.struct('LI')
      liste.add(element)
      this.ajouter(element, 'LBody', point, { x: x + 12, largeur: largeur - 12, ...style })
      element.end()
      this.pdf.y += 1.5
    }
    liste.end()
  }

  /** A picture with what it says. `dessiner` draws vectors. */
  figure(alt: string, [x, y, largeur, hauteur]: readonly [number, number, number, number], dessiner: () => void): void {
    const options = { alt, bbox: [x, y, x + largeur, y + hauteur] }
    const element = this.pdf.struct('Figure', options, [
      () => {
        dessiner()
      },
    ])
    this.racine.add(element)
    element.end()
  }

  /** What is only to be seen: rules, backgrounds, page numbers. */
  decor(dessiner: () => void): void {
    this.pdf.markContent('Artifact', { type: 'Layout' })
    dessiner()
    this.pdf.endMarkedContent()
  }

  descendre(points: number): void {
    this.pdf.y += points
  }

  /** The foot of each sheet, and what is written across it. */
  private finirLesPages(pied: Pied, travers: string | null): void {
    const { start, count } = this.pdf.bufferedPageRange()
    for (let page = start; page < start + count; page += 1) {
      // The foot stands below the text: nothing there may start another sheet.
      this.pdf.switchToPage(page).margins.bottom = 0
      this.decor(() => {
        if (travers !== null) {
          this.pdf
            .save()
            .rotate(-52, { origin: [297, 421] })
            .fillOpacity(0.13)
          this.style({ taille: 108, gras: true, couleur: '#b34000' }).text(travers, -100, 361, {
            width: 795,
            align: 'center',
            lineBreak: false,
          })
          this.pdf.restore()
        }
        this.pdf.fillOpacity(1).lineWidth(0.75).strokeColor(FILET)
        this.pdf
          .moveTo(MARGE, BAS + 14)
          .lineTo(MARGE + LARGEUR, BAS + 14)
          .stroke()
        const bas = { lineBreak: false, width: LARGEUR } as const
        const [gauche, droite] = pied(page - start, count)
        this.style({ taille: 8.5, couleur: DISCRET }).text(gauche, MARGE, BAS + 20, bas)
        this.pdf.text(droite, MARGE, BAS + 20, { ...bas, align: 'right' })
      })
    }
  }

  finir({ pied, travers = null }: Readonly<{ pied: Pied; travers?: string | null }>): Promise<Buffer> {
    this.finirLesPages(pied, travers)
    this.racine.end()
    return new Promise((resolve, reject) => {
      this.pdf.on('end', () => resolve(Buffer.concat(this.morceaux)))
      this.pdf.on('error', reject)
      this.pdf.end()
    })
  }
}
