import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import Link from 'next/link'
import { readMaintenant } from '#db/queries/instant.ts'
import { lecture } from '#db/queries/lecture.ts'
import { formatCodeRemis } from '#lib/domain/acces/code-remis.ts'
import { formatNumeroUnique, parseNumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { env } from '#lib/env.ts'
import { openFeuille } from '#lib/sceau.ts'
import { feuilleCookie } from '#lib/web/cookies.ts'
import { pagePrivee } from '../../page-privee.tsx'
import { Imprimer } from './imprimer.tsx'

export const metadata: Metadata = { title: 'Feuille à imprimer' }
export const acces = 'remettre-un-code'

export default pagePrivee(acces, async () => {
  const sealed = (await cookies()).get(feuilleCookie())?.value
  const [texte, code] = (sealed && openFeuille(sealed, await readMaintenant(lecture))) || ['', '']
  const numero = parseNumeroUnique(texte)
  if (!numero)
    return (
      <div className="texte">
        <h1>Cette feuille ne se montre plus</h1>
        <p>Un code ne s’affiche que quelques minutes. S’il est perdu, remettez-en un autre.</p>
        <p>
          <Link className="fr-link" href="/admin/codes" prefetch={false}>
            Revenir aux codes
          </Link>
        </p>
      </div>
    )
  return (
    <div className="texte">
      <h1>Votre code pour ouvrir votre demande</h1>
      <p>
        Demande n° <strong>{formatNumeroUnique(numero)}</strong>
      </p>
      <p className="fr-h2">{formatCodeRemis(code)}</p>
      <ol>
        <li>Allez sur {env.siteUrl.replace(/^https?:\/\//, '')}/ma-demande et connectez-vous.</li>
        <li>Choisissez « Avec un code remis sur papier ».</li>
        <li>Écrivez le numéro de la demande et ce code.</li>
      </ol>
      <p>Ce code sert une fois, pendant quinze jours. Ne le donnez à personne.</p>
      <Imprimer />
      <p className="fr-mt-2w">
        <Link className="fr-link" href="/admin/codes" prefetch={false}>
          Revenir aux codes
        </Link>
      </p>
    </div>
  )
})
