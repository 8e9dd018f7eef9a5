/** The letters of a batch as one tagged PDF, each on a sheet of its own: the same letters give the same bytes. Server only. */
import { setImmediate } from 'node:timers/promises'
import type { Coordonnees } from '#lib/domain/attestation/mentions.ts'
import type { Jour } from '#lib/domain/calendrier.ts'
import type { LettreRangee } from './courriers.ts'
import { formatJourEntier } from './jours.ts'
import { ACCENT, DISCRET, Feuille, LARGEUR, MARGE } from './pdf/feuille.ts'

const MM = 72 / 25.4
/**
 * Where the window of a DL envelope (35 × 100 mm, 20 mm from the right and from the bottom) shows the sheet folded in
 * three, however the sheet slips in the envelope.
 */
const FENETRE = { x: 105 * MM, y: 55 * MM, largeur: 82 * MM, hauteur: 24 * MM } as const
const TAILLES = [10.5, 10, 9.5, 9, 8.5, 8, 7.5, 7] as const
const CORPS = 99 * MM + 18
const BASE_LEGALE = 'Code de la construction et de l’habitation, articles R. 441-2-7 et R. 441-2-8'

export async function renderLettres(
  lettres: readonly LettreRangee[],
  { le, expediteur, siteUrl }: Readonly<{ le: Jour; expediteur: Coordonnees | null; siteUrl: string }>,
): Promise<Buffer> {
  const feuille = new Feuille({ titre: `Courriers du ${formatJourEntier(le)}`, le })
  const pieds: string[] = []
  for (const [at, lettre] of lettres.entries()) {
    if (at > 0) feuille.tournerLaPage()
    writeLettre(feuille, lettre, { expediteur, siteUrl })
    const pages = feuille.pages
    while (pieds.length < pages) pieds.push(`Lettre ${lettre.rang} · demande ${lettre.contenu.numero}`)
    // A server that draws hundreds of them still answers to others.
    await setImmediate()
  }
  return feuille.finir({ pied: (page) => [pieds[page] ?? '', formatJourEntier(le)] })
}

function writeLettre(
  feuille: Feuille,
  { contenu }: LettreRangee,
  { expediteur, siteUrl }: Readonly<{ expediteur: Coordonnees | null; siteUrl: string }>,
): void {
  const { pdf } = feuille
  const { destinataire, numero, objet, paragraphes, le } = contenu
  pdf.y = MARGE - 20
  const largeur = FENETRE.x - MARGE - 20
  const service = expediteur ?? { nom: 'Demande de logement social', adresse: [siteUrl.replace(/^https?:\/\//, '')] }
  feuille.ecrire('P', service.nom, { gras: true, couleur: ACCENT, largeur })
  for (const ligne of service.adresse) feuille.ecrire('P', ligne, { taille: 9, largeur })

  pdf.y = FENETRE.y
  const taille = TAILLES.find((une) => isContenu(feuille, destinataire, une)) ?? 7
  for (const ligne of destinataire)
    feuille.ecrire('P', ligne, { taille, x: FENETRE.x, largeur: FENETRE.largeur, interligne: 0 })

  pdf.y = CORPS
  feuille.ecrire('P', `Le ${formatJourEntier(le)}`, { couleur: DISCRET })
  feuille.descendre(14)
  feuille.ecrire('H1', objet, { taille: 15, gras: true, couleur: ACCENT })
  feuille.ecrire('P', `Demande n° ${numero}`, { gras: true })
  feuille.descendre(12)
  feuille.ecrire('P', 'Madame, Monsieur,', { taille: 11 })
  for (const paragraphe of paragraphes) {
    feuille.descendre(7)
    feuille.ecrire('P', paragraphe, { taille: 11, interligne: 2 })
  }
  feuille.descendre(18)
  feuille.ecrire('P', service.nom, { taille: 11, gras: true })
  feuille.descendre(18)
  feuille.ecrire('P', BASE_LEGALE, { taille: 8.5, couleur: DISCRET, largeur: LARGEUR })
}

/** Whether every line holds on one line, and all of them in the window, at this size. */
function isContenu({ pdf }: Feuille, lignes: readonly string[], taille: number): boolean {
  pdf.font('Regular').fontSize(taille)
  return (
    lignes.every((ligne) => pdf.widthOfString(ligne) <= FENETRE.largeur) &&
    lignes.length * pdf.currentLineHeight() <= FENETRE.hauteur
  )
}
