import type { MetadataRoute } from 'next'
import { NOM_DU_SERVICE } from '#lib/documents/page-simple.ts'

/** The portal on a home screen, under its own neutral mark. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    name: NOM_DU_SERVICE,
    short_name: 'Logement social',
    lang: 'fr',
    start_url: '/',
    display: 'browser',
    background_color: '#ffffff',
    theme_color: '#0f4f59',
    icons: [{ src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' }],
  }
}
