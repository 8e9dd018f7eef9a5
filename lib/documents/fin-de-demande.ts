/** Why a demande ended, and what one may do then: the same to its applicant and to who acts for them. */
import type { CodeDeRadiation } from '#lib/domain/demande/motifs-de-radiation.ts'

const A_UN_GUICHET = 'Voyez sans attendre un guichet qui enregistre les demandes : il dira ce qui est possible.'
const UNE_AUTRE = 'Pour chercher un logement de nouveau, déposez une nouvelle demande.'

/** `pourquoi` follows a colon; `suite` is sentences. */
const FINS: Readonly<Record<CodeDeRadiation, Readonly<{ pourquoi: string; suite: string }>>> = {
  RADATT: {
    pourquoi: 'un logement social a été attribué',
    suite: `${UNE_AUTRE} Si aucun logement n’a été attribué, dites-le à un guichet qui enregistre les demandes.`,
  },
  RADABA: {
    pourquoi: 'une renonciation écrite a été reçue',
    suite: `${UNE_AUTRE} Si personne n’y a renoncé, dites-le à un guichet qui enregistre les demandes.`,
  },
  RADIRR: { pourquoi: 'elle ne remplissait pas les conditions du logement social', suite: A_UN_GUICHET },
  RADCON: { pourquoi: 'un courrier est resté sans réponse', suite: A_UN_GUICHET },
  RADREN: { pourquoi: 'elle n’a pas été renouvelée à temps', suite: A_UN_GUICHET },
}

/** R-RAD-13: nobody who is housed, or who gave up, is hurried to a guichet. */
export const finDeDemande = (code: CodeDeRadiation) => FINS[code]
