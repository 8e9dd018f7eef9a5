/** What a rule answers: the value it grants, or the situation that prevents it. Bugs throw; rules never do. */
export type Resultat<T, R extends { code: string }> = { ok: true; value: T } | { ok: false; refus: R }

export const accept = <T>(value: T) => ({ ok: true, value }) as const
export const refuse = <const R extends { code: string }>(refus: R) => ({ ok: false, refus }) as const
