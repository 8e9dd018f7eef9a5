/** Structured logs, one JSON line each, without personal data: names and addresses of persons are never fields. */
import pino from 'pino'

export const journal = pino({
  base: { service: 'portail' },
  timestamp: pino.stdTimeFunctions.isoTime,
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
