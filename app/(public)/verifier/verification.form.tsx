'use client'
import { ETATS_D_ATTESTATION, type EtatDAttestation } from '#lib/domain/attestation/message.ts'
import { isCleDe } from '#lib/domain/tables.ts'
import { Champ } from '#lib/ui/formulaire/champs.tsx'
import { Formulaire } from '#lib/ui/formulaire/formulaire.tsx'
import { verifyAttestationAction } from './verification.action.ts'

const LIBELLES = { code: 'Code de vérification', nom: 'Nom écrit sur l’attestation' }

const TONS = { conforme: 'success', 'plus-valable': 'warning', 'non-conforme': 'error' } as const

const Reponse = ({ etat }: Readonly<{ etat: EtatDAttestation }>) => (
  <div className={`fr-alert fr-alert--${TONS[etat]} fr-mb-3w`}>
    <p className="fr-alert__title">{ETATS_D_ATTESTATION[etat]}</p>
  </div>
)

export function VerificationForm() {
  return (
    <Formulaire
      action={verifyAttestationAction}
      bouton="Vérifier"
      libelles={LIBELLES}
      montrer={(reponse) => (isCleDe(ETATS_D_ATTESTATION, reponse) ? <Reponse etat={reponse} /> : null)}
    >
      <Champ
        nom="code"
        libelle={LIBELLES.code}
        aide="Seize signes, sous le carré noir et en bas de chaque page, par exemple 7K2M-9QXR-4T0B-VN3E ; ou tout ce que contient le carré."
        obligatoire
        max={400}
      />
      <Champ
        nom="nom"
        libelle={LIBELLES.nom}
        aide="Prénom et nom, pour vérifier aussi qu’ils n’ont pas été changés."
        max={200}
      />
    </Formulaire>
  )
}
