/** What every page of a renewal begins with: who asks, their demande, what may be renewed of it. */
import { listClesDuNavigateur } from '#db/queries/session-eteinte.ts'
import { formatHeure } from '#lib/documents/heures.ts'
import { parseDemandeRef } from '#lib/domain/demande/demande.ts'
import { PAGE_DE_RENOUVELLEMENT } from '#lib/domain/demande/formulaire/renouvellement/brouillon.ts'
import { anneeDuRevenu, CHAMP_DE_L_ANNEE } from '#lib/domain/demande/formulaire/renouvellement/ressources.ts'
import type { FilDeSaisie } from '#lib/ui/saisie-gardee/fil.tsx'
import { type RenouvellementLu, readRenouvellement } from '#lib/usecases/open-renouvellement.ts'
import { requireDemandeur } from '#lib/web/demandeur.ts'
import { recuesDe } from '#lib/web/frappes-recues.ts'
import { cheminDe } from './chemins.ts'

export type PageChargee = Readonly<{ ref: string; lue: RenouvellementLu; fil: FilDeSaisie }>

/** Undefined for another's demande, and for nobody's: told apart by nothing. */
export async function charger(text: string, etape: string | undefined): Promise<PageChargee | undefined> {
  const demandeur = await requireDemandeur(cheminDe(text, etape))
  const { ctx, demandeurId, appareilPartage } = demandeur
  const ref = parseDemandeRef(text)
  const recues = await recuesDe(demandeur)
  const lue = ref ? await readRenouvellement({ ref, ctx }, PAGE_DE_RENOUVELLEMENT) : undefined
  if (!ref || !lue?.ok) return undefined
  const { demande, ouvert } = lue.value
  const at = ouvert.ok ? ouvert.value.brouillon?.enregistreAt : undefined
  return {
    ref,
    lue: lue.value,
    fil: {
      adresse: cheminDe(ref, 'reponses'),
      retour: cheminDe(ref, etape),
      page: {
        version: String(demande.version),
        ...(etape === 'revenu' && { [CHAMP_DE_L_ANNEE]: String(anneeDuRevenu(lue.value.le)) }),
      },
      cles: appareilPartage ? [] : await listClesDuNavigateur(demandeurId),
      recues,
      partage: appareilPartage,
      enregistre: at ? formatHeure(at, demande.territoire) : null,
    },
  }
}
