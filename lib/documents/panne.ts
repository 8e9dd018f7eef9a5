/** What is said when we failed, whatever the page: whose fault it is, what to do, what became of what was typed. */

export const PANNE = {
  faute: 'C’est une panne du portail : elle vient de nous, pas de vous.',
  /** The browser got no answer at all: nobody knows whose fault it is. */
  reseau: 'Le portail n’a pas répondu, ou votre connexion s’est coupée.',
  reessayer: 'Réessayez dans un instant.',
  /** A page that failed holds nothing any more of what was typed in it. */
  saisiePerdue:
    'Ce que vous écriviez dans cette page n’est pas gardé. Si vous veniez d’envoyer un formulaire, vérifiez s’il a été enregistré avant de le renvoyer.',
  /** Of a form, which is given back. */
  envoi: 'Nous ne savons pas si votre envoi a été enregistré : vérifiez-le avant de le renvoyer.',
  ecrire: 'Si la panne dure, écrivez à l’éditeur du site',
} as const

/** The number that finds the line of the log; nothing when the fault is in the browser alone. */
export const numeroDePanne = (digest: string | undefined): string =>
  digest ? ` en donnant ce numéro : ${digest}.` : ', en disant l’heure et la page.'
