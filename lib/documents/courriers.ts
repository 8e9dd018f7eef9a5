/** Letters: what they say, and the table of their addresses. The PDF that prints them is `lettres-pdf.ts`. */
import type { Jour } from '#lib/domain/calendrier.ts'
import { formatNumeroUnique, type NumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import type { Lettre } from '#lib/domain/rappels/courrier.ts'
import type { Jalon, Suivi } from '#lib/domain/rappels/jalons.ts'
import { adresseATaper } from './adresse-a-taper.ts'
import type { Colonne } from './csv.ts'
import { objetDeRappel, paragraphesDeRappel } from './rappels.ts'

type Dits = Readonly<{ suivi: Suivi; isEnLigne: boolean; numeroUnique: NumeroUnique; le: Jour }>

// R-RAP-57 — RGPD, article 21 : une lettre dit où choisir ses rappels ; une adresse se tape, un lien de courriel non
const choisir = (siteUrl: string): string =>
  `Pour choisir comment être prévenu, ou ne plus l’être : tapez l’adresse ${adresseATaper(siteUrl)}/ma-demande, puis « Choisir mes rappels ».`

/** The words of a letter; `siteUrl`: the public address of the portal. */
export const ecrireUneLettre =
  (siteUrl: string) =>
  (jalon: Jalon, { numeroUnique, ...dits }: Dits): Pick<Lettre, 'numero' | 'objet' | 'paragraphes'> => ({
    numero: formatNumeroUnique(numeroUnique),
    objet: objetDeRappel(jalon, dits),
    paragraphes: [
      ...paragraphesDeRappel(jalon, { ...dits, siteUrl }),
      ...(jalon === 'radiation' ? [] : [choisir(siteUrl)]),
    ],
  })

/** A letter with its place in its batch. */
export type LettreRangee = Readonly<{ rang: number; contenu: Lettre }>

const ligne = (rang: number) => ({
  titre: `Ligne ${rang}`,
  valeur: ({ contenu }: LettreRangee) => contenu.destinataire[rang - 1] ?? '',
})

/** One line for each letter, in the order of the sheets: what a machine prints on envelopes. */
export const COLONNES_D_ADRESSES: readonly Colonne<LettreRangee>[] = [
  { titre: 'Lettre', valeur: ({ rang }) => rang },
  { titre: 'Numéro unique', valeur: ({ contenu }) => contenu.numero },
  { titre: 'Objet', valeur: ({ contenu }) => contenu.objet },
  ...[1, 2, 3, 4, 5, 6].map(ligne),
]
