/** Structured logs, one JSON line each, without personal data: names and addresses of persons are never fields. */
import pino from 'pino'
import { sayErreur } from './erreur-sans-valeurs.ts'

export const journal = pino({
  base: { service: 'portail' },
  timestamp: pino.stdTimeFunctions.isoTime,
  // R-JOU-01 — RGPD, article 5, 1, c : une erreur s’écrit sans les valeurs qu’elle porte
  serializers: { err: sayErreur },
  // The last wall, not the rule: nothing of this should reach a log call.
  redact: [
    '*.courriel',
    '*.email',
    '*.nom',
    '*.prenom',
    '*.telephone',
    '*.numeroUnique',
    'req.headers',
    '*.cookie',
    '*.authorization',
  ],
})
