/** A foreseeable obstacle, told in one French sentence, without a stack. */
export class Obstacle extends Error {}

/** The sentence of a full disk; `place` is whose disk it is, a folder or a server. */
export const noSpace = (place: string): string =>
  `La place manque sur le disque de ${place}. Libérez-en, puis relancez la commande.`
