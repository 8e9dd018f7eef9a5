/** A foreseeable obstacle, told in one French sentence, without a stack. */
export class Obstacle extends Error {}
