'use client'
import type { Valeurs } from '#lib/documents/etat-de-formulaire.ts'
import { CHAMPS_DE_MENTIONS, type ChampDeMentions } from '#lib/domain/attestation/mentions.ts'
import { Champ } from '#lib/ui/formulaire/champs.tsx'
import { Formulaire } from '#lib/ui/formulaire/formulaire.tsx'
import { editMentionsAction } from './mentions.action.ts'

type Props = Readonly<{ departement: string; version: number; initial: Valeurs; lectureSeule: boolean }>

const nommer = (nom: ChampDeMentions) => ({ nom, libelle: CHAMPS_DE_MENTIONS[nom] })

export function MentionsForm({ departement, version, initial, lectureSeule }: Props) {
  if (lectureSeule)
    return (
      <dl className="admin__details">
        {Object.entries(CHAMPS_DE_MENTIONS).map(([nom, libelle]) => (
          <div key={nom} className="admin__changement">
            <dt>{libelle}</dt>
            <dd className="mentions__texte">{initial[nom] || 'non renseigné'}</dd>
          </div>
        ))}
      </dl>
    )
  return (
    <Formulaire
      action={editMentionsAction}
      bouton="Enregistrer les mentions"
      initial={initial}
      version={version}
      libelles={CHAMPS_DE_MENTIONS}
      adresse={`/admin/mentions/${departement}`}
    >
      <input type="hidden" name="departement" value={departement} />
      <h2>Commission de médiation</h2>
      <Champ {...nommer('commissionNom')} max={150} />
      <Champ {...nommer('commissionAdresse')} aide="Comme sur une enveloppe, six lignes au plus." lignes={4} />
      <h2>Délai anormalement long</h2>
      <Champ
        {...nommer('delaiMois')}
        aide="Nombre entier de mois, compté depuis l’ancienneté de la demande."
        inputMode="numeric"
        max={3}
      />
      <Champ
        {...nommer('delaiParType')}
        aide="Si l’arrêté distingue les tailles, un type par ligne : « T1 : 72 », en mois. Les autres suivent le délai ci-dessus."
        lignes={4}
      />
      <Champ {...nommer('arrete')} aide="Par exemple « Arrêté préfectoral n° 2024-123 »." max={150} />
      <Champ {...nommer('arreteLe')} type="date" />
      <h2>Bailleurs</h2>
      <Champ
        {...nommer('bailleurs')}
        aide="Un bailleur par ligne. Seul, il a des logements dans tout le département ; sinon, ses communes après deux-points : « Habitat de Foix : Foix, Pamiers ». Un code INSEE vaut un nom."
        lignes={12}
      />
      <h2>Service qui gère les demandes</h2>
      <Champ {...nommer('gestionnaireNom')} max={150} />
      <Champ {...nommer('gestionnaireAdresse')} aide="Où l’on écrit pour une demande faite par internet." lignes={4} />
    </Formulaire>
  )
}
