'use client'
import { Cases, Champ, Choix, type Options } from '#lib/ui/formulaire/champs.tsx'
import { Formulaire } from '#lib/ui/formulaire/formulaire.tsx'
import { correctCompteAction } from './compte.action.ts'

type Props = Readonly<{
  id: string
  version: number
  siret: string | null
  siretObligatoire: boolean
  /** For an agent: the centres it has, and all those that it may be given. */
  centres?: Readonly<{ siens: readonly string[]; possibles: Options }>
  /** For who acts on départements. */
  departements?: Readonly<{ siens: readonly string[]; possibles: Options }>
}>

const LIBELLES = { siret: 'SIRET', centreIds: 'Centres', ajout: 'Ajouter un centre', departements: 'Départements' }

export function CorrectionDeCompteForm({ id, version, siret, siretObligatoire, centres, departements }: Props) {
  const has = (code: string) => centres?.siens.includes(code) ?? false
  return (
    <Formulaire
      action={correctCompteAction}
      bouton="Enregistrer le compte"
      version={version}
      adresse={`/admin/comptes/${id}`}
      libelles={LIBELLES}
      initial={{
        siret: siret ?? '',
        centreIds: centres?.siens ?? [],
        departements: departements?.siens ?? [],
      }}
    >
      <input type="hidden" name="id" value={id} />
      <Champ
        nom="siret"
        libelle="SIRET de l’organisme"
        aide="14 chiffres, vérifiés à la première connexion."
        inputMode="numeric"
        obligatoire={siretObligatoire}
      />
      {centres ? (
        <>
          <Cases
            nom="centreIds"
            libelle="Centres"
            options={centres.possibles.filter(([code]) => has(code))}
            noms={centres.possibles}
            aide="Décochez celui que la personne quitte."
            obligatoire
          />
          <Choix
            nom="ajout"
            libelle="Ajouter un centre"
            options={centres.possibles.filter(([code]) => !has(code))}
            vide="Aucun"
          />
        </>
      ) : null}
      {departements ? (
        <Cases nom="departements" libelle="Départements" options={departements.possibles} obligatoire />
      ) : null}
    </Formulaire>
  )
}
