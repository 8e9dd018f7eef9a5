import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { NOM_DU_SERVICE } from '#lib/documents/page-simple.ts'
import { env } from '#lib/env.ts'
import { BandeauDeDemonstration, Entete, LiensDEvitement } from '#lib/ui/layout/entete.tsx'
import { Pied } from '#lib/ui/layout/pied.tsx'
import { THEME_SCRIPT } from '#lib/ui/layout/theme.ts'
import './globals.css'

export const metadata: Metadata = {
  title: { default: NOM_DU_SERVICE, template: `%s — ${NOM_DU_SERVICE}` },
  description: 'Renouveler sa demande de logement social, connaître le parc de sa commune et trouver où être aidé.',
  metadataBase: new URL(env.siteUrl),
}
export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light dark' }

/** The frame of every page, `<main>` included: a page renders what stands inside. */
export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="fr" data-marque={env.marque} suppressHydrationWarning>
      <body>
        {/** biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours, no data in it */}
        <script dangerouslySetInnerHTML={{ __html: THEME_SCRIPT }} />
        <LiensDEvitement />
        <Entete marque={env.marque} />
        {env.mode === 'demonstration' && <BandeauDeDemonstration />}
        <main id="contenu" tabIndex={-1}>
          {children}
        </main>
        <Pied />
      </body>
    </html>
  )
}
