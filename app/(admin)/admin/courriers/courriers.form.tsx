'use client'
import { SUITES_D_UN_RETOUR } from '#lib/domain/rappels/courrier.ts'
import { CaseSimple, Champ, Choix } from '#lib/ui/formulaire/champs.tsx'
import { Formulaire } from '#lib/ui/formulaire/formulaire.tsx'
import {
  correctRemiseAction,
  giveUpLotAction,
  handOverLotAction,
  returnCourrierAction,
  takeCourriersAction,
} from './courriers.action.ts'

const LIBELLES = {
  remisLe: 'Jour de la remise à la poste',
  detruites: 'Avant d’abandonner',
  rang: 'Numéro de la lettre',
  numeroUnique: 'Numéro de la demande',
  suite: 'Que faire de cette lettre ?',
}

export const PriseForm = ({ id, territoire, nom }: Readonly<{ id: string; territoire: string; nom: string }>) => (
  <Formulaire action={takeCourriersAction} bouton={`Prendre les lettres : ${nom}`} prefixe={`${territoire}-`}>
    <input type="hidden" name="id" value={id} />
    <input type="hidden" name="territoire" value={territoire} />
  </Formulaire>
)

export const RemiseForm = ({ id, aujourdHui }: Readonly<{ id: string; aujourdHui: string }>) => (
  <Formulaire
    action={handOverLotAction}
    bouton="Dire que ces lettres sont remises"
    libelles={LIBELLES}
    initial={{ remisLe: aujourdHui }}
  >
    <input type="hidden" name="id" value={id} />
    <Champ nom="remisLe" libelle={LIBELLES.remisLe} type="date" obligatoire />
  </Formulaire>
)

/** `remisLe`: the day that was said. */
export const CorrectionForm = ({ id, remisLe }: Readonly<{ id: string; remisLe: string }>) => (
  <Formulaire
    action={correctRemiseAction}
    bouton="Corriger le jour de la remise"
    secondaire
    libelles={LIBELLES}
    initial={{ remisLe }}
    prefixe="correction-"
  >
    <input type="hidden" name="id" value={id} />
    <Champ nom="remisLe" libelle={LIBELLES.remisLe} type="date" obligatoire />
  </Formulaire>
)

export const AbandonForm = ({ id }: Readonly<{ id: string }>) => (
  <Formulaire action={giveUpLotAction} bouton="Abandonner ce lot" secondaire libelles={LIBELLES} prefixe="abandon-">
    <input type="hidden" name="id" value={id} />
    <CaseSimple
      nom="detruites"
      libelle="Aucune de ces lettres n’est partie, et celles qui sont imprimées sont détruites"
    />
  </Formulaire>
)

export const RetourForm = ({ id }: Readonly<{ id: string }>) => (
  <Formulaire action={returnCourrierAction} bouton="Noter le retour" secondaire libelles={LIBELLES} prefixe="retour-">
    <input type="hidden" name="id" value={id} />
    <Champ
      nom="rang"
      libelle={LIBELLES.rang}
      aide="En bas de la feuille, à gauche : « Lettre 12 »."
      inputMode="numeric"
      obligatoire
    />
    <Champ
      nom="numeroUnique"
      libelle={LIBELLES.numeroUnique}
      aide="Au pied de la même feuille : une erreur se voit à l’autre numéro."
      obligatoire
    />
    <Choix
      nom="suite"
      libelle={LIBELLES.suite}
      vide="Choisissez"
      options={Object.entries(SUITES_D_UN_RETOUR)}
      obligatoire
    />
  </Formulaire>
)
