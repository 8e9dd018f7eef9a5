import { formatInstant } from '#lib/documents/heures.ts'

/** An instant, in full and in Paris time. */
export const Moment = ({ at }: { at: Date }) => <time dateTime={at.toISOString()}>{formatInstant(at)}</time>
