/**
 * Loaded before everything (`--import`) by a process that must live at another moment: `DECALAGE_MS` is added to what
 * `Date`, `Temporal.Now` and `performance.timeOrigin` say. Delays, `performance.now()`, the dates of files and
 * `Intl.DateTimeFormat` called without an instant stay those of the machine.
 */
const decalage = Number(process.env.DECALAGE_MS ?? 0)

if (decalage !== 0) {
  const Vraie = Date
  const now = () => Vraie.now() + decalage
  const Decalee = new Proxy(Vraie, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: () => new Vraie(now()).toString(),
    get: (target, key, receiver) => (key === 'now' ? now : Reflect.get(target, key, receiver)),
  })
  Vraie.prototype.constructor = Decalee
  globalThis.Date = Decalee

  const zone = () => Temporal.Now.timeZoneId()
  const instant = () => Temporal.Instant.fromEpochMilliseconds(now())
  const zoned = (id: Temporal.TimeZoneLike = zone()) => instant().toZonedDateTimeISO(id)
  Object.assign(Temporal.Now, {
    instant,
    zonedDateTimeISO: zoned,
    plainDateTimeISO: (id?: Temporal.TimeZoneLike) => zoned(id).toPlainDateTime(),
    plainDateISO: (id?: Temporal.TimeZoneLike) => zoned(id).toPlainDate(),
    plainTimeISO: (id?: Temporal.TimeZoneLike) => zoned(id).toPlainTime(),
  })

  const { timeOrigin } = performance
  Object.defineProperty(performance, 'timeOrigin', { value: timeOrigin + decalage })
}
