'use client'
import type { Valeurs } from '#lib/documents/etat-de-formulaire.ts'
import { AIDE_DU_PORTABLE } from '#lib/domain/demande/formulaire/renouvellement/champs-saisis.ts'
import { Champ } from '#lib/ui/formulaire/champs.tsx'
import { Formulaire } from '#lib/ui/formulaire/formulaire.tsx'
import { askCorrectionAction, updateContactsAction } from './coordonnees.action.ts'

const CONTACTS = {
  courriel: 'Courriel',
  telephonePortable: 'Téléphone portable',
  telephoneDuDomicile: 'Téléphone du domicile',
  telephoneDuTravail: 'Téléphone du travail',
}
type Props = Readonly<{
  demande: string
  version: number
  /** Of the page, by which an answer finds its form again without scripts, though what was kept is gone. */
  adresse: string
  initial: Valeurs
  /** The instant of what `initial` holds as kept. */
  repris: string | undefined
  /** What is typed is kept as it is typed. */
  isSuivi: boolean
}>

export function CoordonneesForm({ demande, version, adresse, initial, repris, isSuivi }: Props) {
  return (
    <Formulaire
      action={updateContactsAction}
      bouton="Enregistrer mes coordonnées"
      libelles={CONTACTS}
      initial={initial}
      version={version}
      adresse={adresse}
      connexion="/ma-demande"
      {...(isSuivi ? { fil: 'saisie' } : {})}
    >
      <input type="hidden" name="id" value={demande} />
      {repris ? <input type="hidden" name="repris" value={repris} /> : null}
      <Champ nom="courriel" libelle={CONTACTS.courriel} type="email" autoComplete="email" max={254} />
      <Champ
        nom="telephonePortable"
        libelle={CONTACTS.telephonePortable}
        aide={AIDE_DU_PORTABLE}
        type="tel"
        autoComplete="tel"
      />
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

export function NomForm({ demande, version, adresse, initial, repris, isSuivi }: Props) {
  return (
    <Formulaire
      action={askCorrectionAction}
      bouton="Demander la correction"
      libelles={NOM}
      initial={initial}
      version={version}
      adresse={adresse}
      connexion="/ma-demande"
      {...(isSuivi ? { fil: 'saisie' } : {})}
    >
      <input type="hidden" name="id" value={demande} />
      {repris ? <input type="hidden" name="repris" value={repris} /> : null}
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
