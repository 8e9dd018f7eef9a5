/** The told stories of the demonstration, as its page says them: what each is, and what there is to be seen of it. */

/** By the name that the account of each has in the base. */
export const HISTOIRES_RACONTEES = {
  'a-renouveler': {
    titre: 'À renouveler dans 20 jours',
    recit: 'La fin de validité est dans vingt jours, l’avis est remis\u00a0: rien n’a changé depuis l’an dernier.',
  },
  'dernier-mois': {
    titre: 'Dans le dernier mois',
    recit: 'La validité a pris fin il y a dix jours\u00a0: il reste trois semaines pour renouveler.',
  },
  'dernier-jour-outre-mer': {
    titre: 'Le dernier jour, à La Réunion',
    recit: 'Le dernier jour est aujourd’hui, jusqu’à minuit à Saint-Denis, et non à Paris.',
  },
  radiee: {
    titre: 'Radiée, faute de renouvellement',
    recit: 'Personne n’a renouvelé malgré l’avis\u00a0: la nuit l’a radiée. On dit où s’adresser.',
  },
  reactivee: {
    titre: 'Réactivée par un guichet',
    recit: 'Radiée, puis remise en vie par un guichet qui a dit pourquoi\u00a0: le numéro et l’ancienneté sont gardés.',
  },
  separee: {
    titre: 'Séparée, avec l’ancienneté du couple',
    recit: 'Une demande à soi depuis le divorce, avec un numéro neuf et l’ancienneté de celle du couple.',
  },
  incomplete: {
    titre: 'Incomplète, à compléter en renouvelant',
    recit:
      'Elle vient d’un fichier où manquent le motif et la situation de famille\u00a0: le renouvellement les demande.',
  },
  'revenu-inconnu': {
    titre: 'Revenu fiscal inconnu',
    recit: 'Le revenu fiscal de référence n’a jamais été donné\u00a0: il reste inconnu, ce qui n’est pas zéro.',
  },
  corse: {
    titre: 'En Corse',
    recit: 'Un numéro et des communes en 2A, lus comme les autres.',
  },
  'nee-a-l-etranger': {
    titre: 'Née à l’étranger, sans jour de naissance',
    recit: 'L’état civil ne connaît que l’année\u00a0: la date reste partielle, et suffit.',
  },
  'un-seul-nom': {
    titre: 'Un seul nom',
    recit: 'Pas de prénom à l’état civil\u00a0: aucun n’est demandé, aucun n’est inventé.',
  },
  association: {
    titre: 'Une association',
    recit: 'Une personne morale ne remplit que trois rubriques.',
  },
  'a-traiter': {
    titre: 'À traiter\u00a0: validité inconnue',
    recit:
      'Le fichier ne dit pas depuis quand elle vaut\u00a0: elle se renouvelle, et rien ne la rappelle ni ne la radie.',
  },
} as const satisfies Readonly<Record<string, Readonly<{ titre: string; recit: string }>>>

export type SlugDHistoire = keyof typeof HISTOIRES_RACONTEES

/** The address of an account of the demonstration; nobody has a mailbox there. */
export const courrielDHistoire = (slug: SlugDHistoire): string => `${slug}@demandeur.invalid`
