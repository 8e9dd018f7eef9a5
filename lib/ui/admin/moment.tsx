const format = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Paris' })

/** An instant, in full and in Paris time. */
export const Moment = ({ at }: { at: Date }) => <time dateTime={at.toISOString()}>{format.format(at)}</time>
