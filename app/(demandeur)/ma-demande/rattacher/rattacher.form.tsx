'use client'
import { Champ, Choix } from '#lib/ui/formulaire/champs.tsx'
import { Formulaire } from '#lib/ui/formulaire/formulaire.tsx'
import {
  askCodeOfDemandeAction,
  attachByCodeAction,
  attachByCodeRemisAction,
  attachByIdentiteAction,
} from './rattacher.action.ts'

const LIBELLES = {
  numero: 'Numéro de votre demande',
  code: 'Code reçu',
  codeRemis: 'Code de la feuille',
  par: 'Comment recevoir le code',
}
const CANAUX = [
  ['courriel', 'Par courriel'],
  ['sms', 'Par SMS'],
] as const
const CONNEXION = '/ma-demande'
const AIDE = '18 caractères, sur votre attestation. Les espaces ne comptent pas.'

export function ParIdentite() {
  return (
    <Formulaire
      action={attachByIdentiteAction}
      bouton="Ouvrir ma demande"
      libelles={LIBELLES}
      prefixe="identite-"
      connexion={CONNEXION}
    >
      <Champ nom="numero" libelle={LIBELLES.numero} aide={AIDE} obligatoire />
    </Formulaire>
  )
}

export function ParContact({ secondaire }: Readonly<{ secondaire: boolean }>) {
  return (
    <Formulaire
      action={askCodeOfDemandeAction}
      bouton="Envoyer le code"
      secondaire={secondaire}
      libelles={LIBELLES}
      prefixe="contact-"
      connexion={CONNEXION}
      enCours="Envoi du code…"
    >
      <Champ nom="numero" libelle={LIBELLES.numero} aide={AIDE} obligatoire />
      <Choix
        nom="par"
        libelle={LIBELLES.par}
        aide="Si la demande n’a pas de courriel, le code part par SMS. Et l’inverse."
        options={CANAUX}
        obligatoire
      />
    </Formulaire>
  )
}

export function ParCodeRemis() {
  return (
    <Formulaire
      action={attachByCodeRemisAction}
      bouton="Ouvrir avec ce code"
      secondaire
      libelles={LIBELLES}
      prefixe="remis-"
      connexion={CONNEXION}
    >
      <Champ nom="numero" libelle={LIBELLES.numero} aide={AIDE} obligatoire />
      <Champ nom="codeRemis" libelle={LIBELLES.codeRemis} aide="Dix signes, par exemple ABCD3-FGHJK." obligatoire />
    </Formulaire>
  )
}

export function EcrireLeCodeDeDemande() {
  return (
    <Formulaire
      action={attachByCodeAction}
      bouton="Ouvrir ma demande"
      libelles={LIBELLES}
      connexion={CONNEXION}
      enCours="Vérification…"
    >
      <Champ
        nom="code"
        libelle={LIBELLES.code}
        aide="Six chiffres, par exemple 123 456. Vous pouvez le coller."
        inputMode="numeric"
        autoComplete="one-time-code"
        obligatoire
      />
    </Formulaire>
  )
}
