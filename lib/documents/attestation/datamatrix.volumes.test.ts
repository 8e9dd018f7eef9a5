/** The DataMatrix as somebody else's reader finds it in the PDF: what it gives is what /verifier takes. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { getDocumentProxy, getResolvedPDFJS } from 'unpdf'
import { beforeAll, describe, expect, it } from 'vitest'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { composeAttestation } from '#lib/domain/attestation/contenu.ts'
import { lastAtteste, unContexte } from '#lib/domain/attestation/testing.ts'
import { uneDemande } from '#lib/domain/demande/testing.ts'
import { renderAttestation } from './pdf.ts'
import { empreinteDuNom, verifyContenu } from './signature.ts'
import { CLES_DE_TEST, signOf } from './testing.ts'

type Rectangle = Readonly<{ x: number; y: number; largeur: number; hauteur: number }>
type Image = Readonly<{ cote: number; points: Uint8Array; module: number; modules: number }>

/** Of a path as pdf.js keeps it: 0 moves, 1 draws a line, each to a point; 4 closes. */
const MOVE = 0
const CLOSE = 4
/** Pixels a point: 288 dpi, a usual scan. */
const ECHELLE = 4
/** The white that a reader wants around, in modules. */
const BORD = 2
/** Modules of a region, of which the first and the last of each row and column only say where it stands. */
const REGION = 20
const isDeTexte = (at: number): boolean => at % REGION > 0 && at % REGION < REGION - 1

/** The filled rectangles of the figure, out of the bytes of the PDF. */
async function rectanglesDe(octets: Buffer): Promise<Rectangle[]> {
  const page = await (await getDocumentProxy(new Uint8Array(octets))).getPage(1)
  const { OPS } = await getResolvedPDFJS()
  const { fnArray, argsArray } = await page.getOperatorList()
  const debut = fnArray.findIndex(
    (ordre, at) => ordre === OPS.beginMarkedContentProps && argsArray[at]?.[0] === 'Figure',
  )
  const at = fnArray.indexOf(OPS.constructPath, debut)
  const ordres: number[] = [...argsArray[at][1][0]]
  const rectangles: Rectangle[] = []
  let coins: [number, number][] = []
  for (let place = 0; place < ordres.length; ) {
    const ordre = ordres[place]
    if (ordre === CLOSE) {
      const [xs, ys] = [coins.map(([x]) => x), coins.map(([, y]) => y)]
      const [x, y] = [Math.min(...xs), Math.min(...ys)]
      rectangles.push({ x, y, largeur: Math.max(...xs) - x, hauteur: Math.max(...ys) - y })
      place += 1
      continue
    }
    const coin: [number, number] = [ordres[place + 1] ?? Number.NaN, ordres[place + 2] ?? Number.NaN]
    coins = ordre === MOVE ? [coin] : [...coins, coin]
    place += 3
  }
  return rectangles
}

/** As a scanner sees it: grey levels, the rectangles black on white. */
function scannerDe(rectangles: readonly Rectangle[]): Image {
  const [x0, y0] = [Math.min(...rectangles.map(({ x }) => x)), Math.min(...rectangles.map(({ y }) => y))]
  const pas = Math.min(...rectangles.map(({ hauteur }) => hauteur))
  const module = Math.round(pas * ECHELLE)
  const modules = Math.round((Math.max(...rectangles.map(({ x, largeur }) => x + largeur)) - x0) / pas)
  const cote = (modules + 2 * BORD) * module
  const points = new Uint8Array(cote * cote).fill(255)
  const pixel = (valeur: number, origine: number) => Math.round((valeur - origine) * ECHELLE) + BORD * module
  for (const { x, y, largeur, hauteur } of rectangles)
    for (let ligne = pixel(y, y0); ligne < pixel(y + hauteur, y0); ligne += 1)
      points.fill(0, ligne * cote + pixel(x, x0), ligne * cote + pixel(x + largeur, x0))
  return { cote, points, module, modules }
}

/** The same, one module of the other colour. */
function abimer({ points, ...image }: Image, colonne: number, rangee: number): Image {
  const { cote, module } = image
  const autres = points.slice()
  for (let ligne = 0; ligne < module; ligne += 1) {
    const debut = ((rangee + BORD) * module + ligne) * cote + (colonne + BORD) * module
    autres.fill(255 - (autres[debut] ?? 0), debut, debut + module)
  }
  return { ...image, points: autres }
}

/** Dots an inch of the scan of a photocopy, and points an inch of a page. */
const PHOTOCOPIE = 150
const PAGE = 72
/** Samples of the page that one dot of the scan averages, in each direction. */
const FINESSE = 4
const COPIES = 200

/**
 * The square copied, then scanned at 150 dots an inch: askew by up to two degrees, a dot never falling on a module, the
 * ink spread and greyed, the glass dusty. `tirer` gives a number from 0 to 1.
 */
function photocopier(rectangles: readonly Rectangle[], tirer: () => number): Pick<Image, 'cote' | 'points'> {
  const { points: nets, cote: coteNet, modules, module } = scannerDe(rectangles)
  const pas = (Math.min(...rectangles.map(({ hauteur }) => hauteur)) * PHOTOCOPIE) / PAGE
  const cote = Math.ceil((modules + 3 * BORD) * pas)
  const angle = ((tirer() * 4 - 2) * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const [dx, dy] = [tirer() - cote / 2, tirer() - cote / 2]
  const [encre, papier] = [30 + tirer() * 40, 210 + tirer() * 30]
  const place = (one: number): number => Math.floor((one / pas) * module + coteNet / 2)
  const isNoir = (x: number, y: number): boolean => {
    const colonne = place((x + dx) * cos - (y + dy) * sin)
    const ligne = place((x + dx) * sin + (y + dy) * cos)
    return colonne >= 0 && ligne >= 0 && colonne < coteNet && nets[ligne * coteNet + colonne] === 0
  }
  const gris = new Float64Array(cote * cote)
  for (let at = 0; at < gris.length; at += 1)
    for (let i = 0; i < FINESSE ** 2; i += 1) {
      const x = (at % cote) + ((i % FINESSE) + 0.5) / FINESSE
      const y = Math.floor(at / cote) + (Math.floor(i / FINESSE) + 0.5) / FINESSE
      if (isNoir(x, y)) gris[at] = (gris[at] ?? 0) + 1 / FINESSE ** 2
    }
  const points = Uint8Array.from(gris, (_, at) => {
    // A dot keeps half of its ink and takes an eighth of each neighbour: the lens spreads it.
    const etale = gris[at] ?? 0
    const autour = (gris[at - 1] ?? 0) + (gris[at + 1] ?? 0) + (gris[at - cote] ?? 0) + (gris[at + cote] ?? 0)
    const grain = (tirer() + tirer() + tirer() - 1.5) * 40
    const poussiere = tirer() < 0.003 ? (tirer() < 0.5 ? -150 : 150) : 0
    const valeur = papier + (encre - papier) * (etale / 2 + autour / 8) + grain + poussiere
    return Math.max(0, Math.min(255, Math.round(valeur)))
  })
  return { cote, points }
}

/** What a reader that is not ours finds; undefined when it finds nothing that it can correct. */
async function decoder({ cote, points }: Pick<Image, 'cote' | 'points'>): Promise<string | undefined> {
  const pgm = Buffer.concat([Buffer.from(`P5 ${cote} ${cote} 255\n`), points])
  const [lu] = await readBarcodes(new Uint8Array(pgm), { formats: ['DataMatrix'] })
  // This reader also finds a square seen in a mirror, turned or white on black; not every one does.
  const isDroit = lu && !lu.isMirrored && !lu.isInverted && Math.abs(lu.orientation) < 5
  return lu?.isValid && isDroit ? lu.text : undefined
}

const { fait, demande } = lastAtteste(uneDemande().deposeeLe('2023-03-12').renouveleeLe('2024-02-20'))
const attestation = composeAttestation(fait, demande, unContexte())
const signature = signOf(attestation)
let rectangles: Rectangle[]
let image: Image

beforeAll(async () => {
  // Of the package, not of a server: the tests ask nothing of the network.
  const wasm = readFileSync(fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')))
  await prepareZXingModule({ overrides: { wasmBinary: wasm.buffer.slice(wasm.byteOffset) }, fireImmediately: true })
  rectangles = await rectanglesDe(await renderAttestation(attestation, signature))
  image = scannerDe(rectangles)
})

describe('le DataMatrix d’une attestation', () => {
  it('se lit par un autre lecteur, et redonne ce que /verifier attend, signé par la clé publique (R-ATS-09)', async () => {
    const lu = (await decoder(image)) ?? ''
    expect(lu).toBe(signature.contenu)
    expect(verifyContenu(lu, CLES_DE_TEST)).toMatchObject({
      nature: 'renouvellement',
      numeroUnique: demande.numeroUnique,
      le: '2024-02-20',
      valideJusquAu: '2025-02-20',
      empreinte: empreinteDuNom(demande.numeroUnique, attestation.demandeur.nom),
    })
  })

  it('un module abîmé, où qu’il soit parmi ceux qui portent le texte, et il se lit encore', async () => {
    const { modules } = image
    expect(modules).toBe(2 * REGION)
    const rangs = Array.from({ length: modules }, (_, at) => at).filter(isDeTexte)
    for (const rangee of rangs)
      for (const colonne of rangs)
        expect(await decoder(abimer(image, colonne, rangee)), `${colonne}, ${rangee}`).toBe(signature.contenu)
  })

  it('photocopié puis lu à 150 points par pouce, de travers et sali, il se lit 99 fois sur 100', async () => {
    let etat = 20_260_101
    const tirer = () => {
      etat = (Math.imul(etat, 1_664_525) + 1_013_904_223) >>> 0
      return etat / 2 ** 32
    }
    const lus = { bien: 0, autre: 0 }
    for (let copie = 0; copie < COPIES; copie += 1) {
      const lu = await decoder(photocopier(rectangles, tirer))
      if (lu === signature.contenu) lus.bien += 1
      else if (lu !== undefined) lus.autre += 1
    }
    expect(lus.bien).toBeGreaterThanOrEqual(COPIES * 0.99)
    expect(lus.autre).toBe(0)
  })

  it('trop abîmé, il ne se lit plus, et rien d’autre ne se lit à sa place', async () => {
    let abimee = image
    for (let rangee = 8; rangee < 32; rangee += 1)
      for (let colonne = 8; colonne < 32; colonne += 1)
        if ((rangee + colonne) % 2 === 0) abimee = abimer(abimee, colonne, rangee)
    expect(await decoder(abimee)).toBeUndefined()
  })
})
