'use client'
/** What waits in the browser of a page of before and that nothing here takes: shown to be copied, gone when its person says so. */
import { useState } from 'react'
import type { TextesDAvant } from './rendre.ts'

export function ListeDAvant({ textes }: Readonly<{ textes: TextesDAvant | undefined }>) {
  // Which ones: others may be found after them.
  const [effaces, setEffaces] = useState<TextesDAvant>()
  return (
    // There before what it says, or nothing announces it.
    <div role="status">
      {textes === undefined ? null : effaces === textes ? (
        <p className="fr-alert fr-alert--info fr-alert--sm fr-mb-3w">Ce texte est effacé de cet appareil.</p>
      ) : (
        <div className="fr-alert fr-alert--warning fr-alert--sm fr-mb-3w">
          <p>
            Sur cet appareil, vous aviez écrit ceci avant que votre demande ne change.{' '}
            {textes.isSu ? (
              <>
                <strong>Ce n’est pas enregistré.</strong> Recopiez ce qui est encore juste, puis effacez ce texte d’ici.
              </>
            ) : (
              <>
                <strong>Regardez si votre demande le dit déjà.</strong> Sinon, recopiez ce qui est encore juste. Puis
                effacez ce texte d’ici.
              </>
            )}
          </p>
          <ul>
            {textes.textes.map(({ cle, libelle, texte }) => (
              <li key={cle}>
                {libelle} : {texte === '' ? 'rien' : `« ${texte} »`}
              </li>
            ))}
          </ul>
          <button
            type="button"
            className="fr-btn fr-btn--secondary fr-btn--sm"
            onClick={() => {
              textes.effacer()
              setEffaces(textes)
            }}
          >
            Effacer ce texte de cet appareil
          </button>
        </div>
      )}
    </div>
  )
}
