/** Where each refusal of a sending is mended, and whether that page must be told of it: none stays without a word. */
import type { RefusDEnvoi } from '#lib/usecases/submit-renouvellement.ts'

/** `etape` undefined: the first page. `dit`: the page does not know by itself, and says the sentence of the code. */
export type PageDeRefus = Readonly<{ etape?: string; dit: boolean }>

/** The first page reads the state of the demande, and says it: radiated, too late, closed, changed by another. */
const DITE_PAR_L_ETAT: PageDeRefus = { dit: false }

// R-REN-08 — choix du portail : un envoi refusé se dit là où il se corrige, sinon l’on recommence sans fin
const PAGES: Readonly<Record<RefusDEnvoi['code'], PageDeRefus | undefined>> = {
  // Of somebody else's demande nothing is said.
  introuvable: undefined,
  'acces-refuse': undefined,
  'connexion-requise': undefined,
  'demande-radiee': DITE_PAR_L_ETAT,
  'demande-effacee': DITE_PAR_L_ETAT,
  'demande-active': DITE_PAR_L_ETAT,
  'fichier-partage': DITE_PAR_L_ETAT,
  'trop-tot': DITE_PAR_L_ETAT,
  'deja-renouvelee': DITE_PAR_L_ETAT,
  'echeance-passee': DITE_PAR_L_ETAT,
  'renouvellement-en-ligne-ferme': DITE_PAR_L_ETAT,
  'demande-changee': DITE_PAR_L_ETAT,
  'cle-deja-employee': { dit: true },
  'rubriques-en-trop': { dit: true },
  'identite-figee': { etape: 'vous', dit: true },
  'commune-hors-territoire': { etape: 'recherche', dit: true },
  incomplete: { etape: 'completer', dit: true },
  'reponses-a-revoir': { etape: 'completer', dit: true },
  'honneur-a-cocher': { etape: 'confirmer', dit: true },
  'reponses-changees': { etape: 'confirmer', dit: true },
}

/** Undefined: nobody's, or another's. */
export const pageDuRefus = (code: RefusDEnvoi['code']): PageDeRefus | undefined => PAGES[code]
