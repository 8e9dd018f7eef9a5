'use client'
import type { Valeurs } from '#lib/documents/etat-de-formulaire.ts'
import { Champ } from '#lib/ui/formulaire/champs.tsx'
import { Formulaire } from '#lib/ui/formulaire/formulaire.tsx'
import { askCorrectionAction, updateContactsAction } from './coordonnees.action.ts'

const CONTACTS = {
  courriel: 'Courriel',
  telephonePortable: 'Téléphone portable',
  telephoneDuDomicile: 'Téléphone du domicile',
  telephoneDuTravail: 'Téléphone du travail',
}
/** `adresse`: of the page, by which an answer finds its form again without scripts, though what was kept is gone. */
type Props = Readonly<{ demande: string; version: number; adresse: string; initial: Valeurs }>

export function CoordonneesForm({ demande, version, adresse, initial }: Props) {
  return (
    <Formulaire
      action={updateContactsAction}
      bouton="Enregistrer mes coordonnées"
      libelles={CONTACTS}
      initial={initial}
      version={version}
      adresse={adresse}
      connexion="/ma-demande"
    >
      <input type="hidden" name="id" value={demande} />
      <Champ nom="courriel" libelle={CONTACTS.courriel} type="email" autoComplete="email" max={254} />
      <Champ nom="telephonePortable" libelle={CONTACTS.telephonePortable} type="tel" autoComplete="tel" />
      <Champ nom="telephoneDuDomicile" libelle={CONTACTS.telephoneDuDomicile} type="tel" />
      <Champ nom="telephoneDuTravail" libelle={CONTACTS.telephoneDuTravail} type="tel" />
    </Formulaire>
  )
}

const NOM = {
  nom: 'Nom d’usage',
  nomDeNaissance: 'Nom de naissance',
  prenom: 'Prénom',
  motif: 'Ce qui ne va pas',
}

export function NomForm({ demande, adresse, initial }: Omit<Props, 'version'>) {
  return (
    <Formulaire
      action={askCorrectionAction}
      bouton="Demander la correction"
      libelles={NOM}
      initial={initial}
      adresse={adresse}
      connexion="/ma-demande"
    >
      <input type="hidden" name="id" value={demande} />
      <Champ nom="nom" libelle={NOM.nom} max={80} obligatoire />
      <Champ nom="nomDeNaissance" libelle={NOM.nomDeNaissance} max={80} />
      <Champ nom="prenom" libelle={NOM.prenom} aide="Laissez vide si vous n’avez qu’un nom." max={80} />
      <Champ
        nom="motif"
        libelle={NOM.motif}
        aide="Par exemple « une lettre manque ». Un autre nom se prouve : gardez votre pièce d’identité."
        lignes={3}
        max={500}
        obligatoire
      />
    </Formulaire>
  )
}
