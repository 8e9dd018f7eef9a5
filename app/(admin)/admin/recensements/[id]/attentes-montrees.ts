/** The rows that wait beside another holder's point, in words. */
import { COLONNES_AFFICHEES } from '#lib/documents/champs-de-point.ts'
import { texteDuChamp } from '#lib/documents/changements.ts'
import { phraseDeRemarque } from '#lib/documents/recensement.ts'
import type { Attente } from '#lib/domain/guichet/recensement/voisinage.ts'
import type { AttenteMontree } from './attentes.tsx'

export const showAttentes = (attentes: readonly Attente[]): AttenteMontree[] =>
  attentes.map(({ rang, cle }) => ({
    cle,
    nom: rang.contenu?.nom ?? '',
    ligne: rang.ligne,
    phrases: rang.remarques.filter(({ code }) => code === 'deja-publie-par-un-autre').map(phraseDeRemarque),
    differences: rang.changements.map(({ champ, avant, apres }) => ({
      champ: COLONNES_AFFICHEES[champ],
      avant: texteDuChamp(champ, avant),
      apres: texteDuChamp(champ, apres),
    })),
  }))
