/** How long a shared cache may keep what is the same for everyone; a browser asks each time. */

/** A publication shows within a minute. As `SHARED` of next.config.mjs, for pages. */
export const CACHE_PARTAGE = 'public, max-age=0, s-maxage=60, stale-while-revalidate=600'
/** « Ouvert maintenant » is true for half a minute at most. As `INSTANT` of next.config.mjs. */
export const CACHE_D_UN_INSTANT = 'public, max-age=0, s-maxage=30'
