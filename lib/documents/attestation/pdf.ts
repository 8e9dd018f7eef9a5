/** An attestation as a tagged PDF: the same content and the same signature give the same bytes. Server only. */
import bwipjs from 'bwip-js/node'
import type { Attestation } from '#lib/domain/attestation/contenu.ts'
import { formatCode } from '#lib/domain/attestation/message.ts'
import { ACCENT, DISCRET, ENCRE, Feuille, FOND, LARGEUR, MARGE, piedNumerote } from '../pdf/feuille.ts'
import type { Signature } from './signature.ts'
import {
  BASE_LEGALE,
  joursDe,
  lignesDuDemandeur,
  lignesDuRenouvellement,
  lignesDuService,
  numeroDe,
  SPECIMEN,
  sectionsDe,
  titreDe,
  verification,
} from './textes.ts'

/** Side of the DataMatrix, in points: 28 mm, whose modules a copier at 150 dpi keeps. */
const COTE = 80
const COLONNE = (LARGEUR - 24) / 2

/** `specimen`: written across, for an invented person. */
export async function renderAttestation(
  attestation: Attestation,
  { contenu, code }: Signature,
  { specimen = false }: Readonly<{ specimen?: boolean }> = {},
): Promise<Buffer> {
  const feuille = new Feuille({ titre: titreDe(attestation), le: attestation.le })
  writeTete(feuille, attestation, { contenu, code }, specimen)
  writeNumero(feuille, attestation)
  writePersonnes(feuille, attestation)
  for (const { titre, paragraphes = [], points = [], fin = [] } of sectionsDe(attestation)) {
    feuille.descendre(9)
    feuille.reserver(52)
    feuille.ecrire('H2', titre, { taille: 12, gras: true, couleur: ACCENT })
    feuille.descendre(2)
    for (const paragraphe of paragraphes) feuille.ecrire('P', paragraphe)
    if (points.length > 0) feuille.lister(points)
    for (const paragraphe of fin) {
      feuille.descendre(2)
      feuille.ecrire('P', paragraphe)
    }
  }
  const pied = `Demande ${numeroDe(attestation)} · code de vérification ${formatCode(code)}`
  return feuille.finir({ pied: piedNumerote(pied), travers: specimen ? 'SPÉCIMEN' : null })
}

function writeTete(feuille: Feuille, attestation: Attestation, { contenu, code }: Signature, specimen: boolean): void {
  const { pdf } = feuille
  const largeur = LARGEUR - COTE - 60
  const droite = MARGE + LARGEUR - COTE
  feuille.decor(() => pdf.rect(0, 0, 595.28, 6).fill(ACCENT))
  pdf.y = MARGE - 12
  feuille.ecrire('P', 'Demande de logement social', { taille: 10, gras: true, couleur: DISCRET, largeur })
  feuille.descendre(4)
  feuille.ecrire('H1', titreDe(attestation), { taille: 19, gras: true, couleur: ACCENT, largeur, interligne: -3 })
  feuille.descendre(6)
  feuille.ecrire('P', BASE_LEGALE, { taille: 8.5, couleur: DISCRET, largeur })
  if (specimen) feuille.ecrire('P', SPECIMEN, { gras: true, couleur: '#b34000', largeur })
  const bas = pdf.y
  pdf.y = MARGE - 12
  const haut = pdf.y
  feuille.figure(
    `DataMatrix signé de cette attestation ; son code de vérification est ${formatCode(code)}`,
    [droite, haut, COTE, COTE],
    () => drawDataMatrix(pdf, contenu, droite, haut),
  )
  pdf.y = haut + COTE + 5
  const [titre = '', adresse = '', dit = ''] = verification(attestation, formatCode(code))
  const place = { x: droite - 44, largeur: COTE + 44 }
  feuille.ecrire('P', titre, { taille: 8, gras: true, ...place })
  feuille.ecrire('P', adresse, { taille: 8, ...place })
  feuille.ecrire('P', dit, { taille: 8, ...place })
  pdf.y = Math.max(bas, pdf.y) + 10
}

function drawDataMatrix(pdf: PDFKit.PDFDocument, contenu: string, x: number, y: number): void {
  const [dessin] = bwipjs.raw('datamatrix', contenu)
  if (!dessin || !('pixs' in dessin)) throw new Error('No DataMatrix')
  const { pixs, pixx, pixy } = dessin
  const pas = COTE / pixx
  for (let ligne = 0; ligne < pixy; ligne += 1)
    for (let debut = 0; debut < pixx; debut += 1) {
      if (!pixs[ligne * pixx + debut]) continue
      let fin = debut
      while (fin < pixx && pixs[ligne * pixx + fin]) fin += 1
      pdf.rect(x + debut * pas, y + ligne * pas, (fin - debut) * pas, pas)
      debut = fin
    }
  pdf.fill('#000000')
}

/** c, d and the end of validity: what a landlord looks for first. */
function writeNumero(feuille: Feuille, attestation: Attestation): void {
  const { pdf } = feuille
  const jours = joursDe(attestation)
  const haut = pdf.y
  const colonne = (LARGEUR - 24) / Math.min(jours.length, 5)
  feuille.decor(() => pdf.rect(MARGE, haut, LARGEUR, 88).fill(FOND))
  pdf.y = haut + 10
  const x = MARGE + 12
  feuille.ecrire('P', 'Numéro unique d’enregistrement', { x, taille: 9, couleur: DISCRET, largeur: LARGEUR - 24 })
  feuille.ecrire('P', numeroDe(attestation), { x, taille: 19, gras: true, largeur: LARGEUR - 24, interligne: 0 })
  const ligne = haut + 52
  for (const [at, [nom, jour]] of jours.entries()) {
    const place = { x: x + at * colonne, largeur: colonne - 6 }
    pdf.y = ligne
    feuille.ecrire('P', nom, { taille: 9, couleur: DISCRET, ...place })
    const dernier = at === jours.length - 1
    feuille.ecrire('P', jour, { taille: 11, gras: true, couleur: dernier ? ACCENT : ENCRE, ...place, interligne: 0 })
  }
  pdf.y = haut + 88 + 10
}

/** a and b, side by side; read one after the other. */
function writePersonnes(feuille: Feuille, attestation: Attestation): void {
  const { pdf } = feuille
  const haut = pdf.y
  const nom = attestation.demandeur.nom || 'Nom non renseigné dans la demande'
  feuille.ecrire('H2', 'Demandeur', { taille: 12, gras: true, couleur: ACCENT, largeur: COLONNE })
  feuille.ecrire('P', nom, { taille: 12, gras: true, largeur: COLONNE })
  for (const ligne of lignesDuDemandeur(attestation)) feuille.ecrire('P', ligne, { largeur: COLONNE })
  const bas = pdf.y
  pdf.y = haut
  const x = MARGE + COLONNE + 24
  feuille.ecrire('H2', 'Service qui a enregistré la demande', {
    taille: 12,
    gras: true,
    couleur: ACCENT,
    x,
    largeur: COLONNE,
  })
  for (const ligne of lignesDuService(attestation)) feuille.ecrire('P', ligne, { x, largeur: COLONNE })
  const renouvellement = lignesDuRenouvellement(attestation)
  if (renouvellement.length > 0) {
    feuille.descendre(4)
    feuille.ecrire('H3', 'Renouvellement reçu par', { gras: true, x, largeur: COLONNE })
    for (const ligne of renouvellement) feuille.ecrire('P', ligne, { x, largeur: COLONNE })
  }
  pdf.y = Math.max(bas, pdf.y)
}
