'use client'
import type { EtatDAction, Valeurs } from '#lib/documents/etat-de-formulaire.ts'
import { COLONNES_DES_POINTS, JOURS_DE_LA_SEMAINE } from '#lib/domain/guichet/recensement/colonnes.ts'
import {
  ACCESSIBILITES,
  CANAUX,
  NATURES,
  PUBLICS,
  RENDEZ_VOUS,
  SERVICES,
  TYPES_DE_POINT,
} from '#lib/domain/guichet/vocabulaire.ts'
import { Cases, Champ, Choix, type Options } from '#lib/ui/formulaire/champs.tsx'
import { Formulaire } from '#lib/ui/formulaire/formulaire.tsx'

const L = COLONNES_DES_POINTS
const optionsOf = (list: Readonly<Record<string, string>>): Options => Object.entries(list)

type Props = Readonly<{
  action: (etat: EtatDAction, data: FormData) => Promise<EtatDAction>
  bouton: string
  initial?: Valeurs
  id?: string
  version?: number
  /** Who may hold a new point; `vide` is the gestionnaire. */
  centres?: Options
  vide?: string
  /** The hours of the point as the public reads them, in one line. */
  compris?: string
}>

export function PointForm({ action, bouton, initial, id, version, centres, vide, compris }: Props) {
  return (
    <Formulaire
      action={action}
      bouton={bouton}
      initial={initial}
      version={version}
      libelles={L}
      adresse={id ? `/admin/points/${id}` : undefined}
    >
      {id ? <input type="hidden" name="id" value={id} /> : null}
      {centres ? <Choix nom="centreId" libelle="Tenu par" options={centres} vide={vide} obligatoire /> : null}
      <Champ nom="nom" libelle={L.nom} aide="Comme il est écrit sur la porte." obligatoire max={150} />
      <Choix nom="canal" libelle={L.canal} options={optionsOf(CANAUX)} vide="Choisissez" obligatoire />
      <Choix nom="type" libelle={L.type} options={optionsOf(TYPES_DE_POINT)} vide="Choisissez" obligatoire />
      <Cases nom="services" libelle={L.services} options={optionsOf(SERVICES)} obligatoire />

      <h2 className="fr-h5 fr-mt-4w">Où aller</h2>
      <p className="fr-text--sm">Pour un point physique, l’adresse, le code postal et la commune sont nécessaires.</p>
      <Champ nom="voie" libelle={L.voie} autoComplete="off" max={200} />
      <Champ nom="complement" libelle={L.complement} max={200} />
      <Champ nom="codePostal" libelle={L.codePostal} inputMode="numeric" />
      <Champ nom="commune" libelle={L.commune} />
      <details className="admin__plus">
        <summary>Code INSEE et position sur la carte</summary>
        <Champ nom="codeInsee" libelle={L.codeInsee} aide="Utile quand deux communes ont le même nom." />
        <Champ nom="latitude" libelle={L.latitude} aide="En degrés, par exemple 42,9654." />
        <Champ nom="longitude" libelle={L.longitude} />
      </details>

      <h2 className="fr-h5 fr-mt-4w">Joindre</h2>
      <Champ nom="telephone" libelle={L.telephone} aide="Nécessaire pour un point par téléphone." type="tel" />
      <Champ nom="coutAppel" libelle={L.coutAppel} aide="Par exemple « appel gratuit »." max={100} />
      <Champ nom="courriel" libelle={L.courriel} type="email" />
      <Champ nom="siteWeb" libelle={L.siteWeb} aide="Nécessaire pour un point sur internet." type="url" />
      <Choix nom="rendezVous" libelle={L.rendezVous} options={optionsOf(RENDEZ_VOUS)} vide="Non précisé" />
      <Champ nom="lienRendezVous" libelle={L.lienRendezVous} type="url" />

      <h2 className="fr-h5 fr-mt-4w">Horaires</h2>
      <p className="fr-text--sm">
        Par exemple « 9h-12h, 14h-17h30 », ou « fermé ». Laissez vide un jour que vous ne connaissez pas.
      </p>
      <div className="admin__semaine">
        {JOURS_DE_LA_SEMAINE.map((jour) => (
          <Champ key={jour} nom={jour} libelle={L[jour]} max={200} />
        ))}
      </div>
      <Champ
        nom="horairesTexte"
        libelle={L.horairesTexte}
        aide="Ce que la semaine ne dit pas, par exemple « fermé en août » ou « 1er samedi du mois 9h-12h »."
        lignes={2}
        max={500}
      />
      {compris ? <p className="fr-text--sm">Le public lit : « {compris} ».</p> : null}
      <Champ
        nom="fermetures"
        libelle={L.fermetures}
        aide="Jours ou périodes, séparés par « ; » : 24/12/2026 ; 01/08/2026 au 15/08/2026."
      />

      <details className="admin__plus">
        <summary>Qui est reçu, territoire, organisme</summary>
        <Choix nom="publicReserve" libelle={L.publicReserve} options={optionsOf(PUBLICS)} />
        <Champ
          nom="territoire"
          libelle={L.territoire}
          aide="Noms ou codes INSEE de communes et de départements, codes d’EPCI, séparés par « ; ». Vide : la commune de l’adresse, ou vos départements."
        />
        <Choix nom="accessibilitePmr" libelle={L.accessibilitePmr} options={optionsOf(ACCESSIBILITES)} />
        <Champ nom="organisme" libelle={L.organisme} max={150} />
        <Choix nom="natureOrganisme" libelle={L.natureOrganisme} options={optionsOf(NATURES)} vide="Non précisée" />
        <Champ nom="siren" libelle={L.siren} inputMode="numeric" />
        <Champ nom="codeGuichet" libelle={L.codeGuichet} aide="5 caractères, s’il enregistre des demandes." max={5} />
      </details>
      <Champ nom="commentaire" libelle={L.commentaire} lignes={3} max={500} />
    </Formulaire>
  )
}
