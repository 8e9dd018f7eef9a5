'use client'
import type { ReactNode } from 'react'
import { Cases, type Options } from '#lib/ui/formulaire/champs.tsx'
import { Formulaire } from '#lib/ui/formulaire/formulaire.tsx'
import { distinguishPersonnesAction, undoDistinctionAction } from './distinction.action.ts'

/** `demande`: whose page it is; `certaines`: it shows the certain ones alone. */
type Page = Readonly<{ demande: string; certaines: boolean }>

const DeLaPage = ({ demande, certaines }: Page) => (
  <>
    <input type="hidden" name="id" value={demande} />
    <input type="hidden" name="certitude" value={certaines ? 'certaine' : ''} />
  </>
)

const LIBELLES = { choisis: 'Demandes de personnes toutes différentes' }

/** `demandes`: all those of the page, as they were shown. */
export const GroupeForm = ({ demandes, ...page }: Page & Readonly<{ demandes: Options }>) => (
  <Formulaire
    action={distinguishPersonnesAction}
    bouton="Ce sont toutes des personnes différentes"
    libelles={LIBELLES}
    enCours="Enregistrement…"
  >
    <DeLaPage {...page} />
    <Cases
      nom="choisis"
      libelle={LIBELLES.choisis}
      aide="Cochez les demandes dont vous êtes sûr : chacune est d’une personne différente."
      options={demandes}
      obligatoire
    />
  </Formulaire>
)

/** `paire`: their numbers, for who hears the button alone; `vus`: both, as they were shown. Folded under `repli`. */
export const PaireForm = ({
  vus,
  paire,
  repli,
  ...page
}: Page & Readonly<{ vus: readonly string[]; paire: string; repli: ReactNode }>) => (
  <Formulaire
    action={distinguishPersonnesAction}
    bouton="Ce sont deux personnes"
    precision={paire}
    repli={repli}
    enCours="Enregistrement…"
  >
    <DeLaPage {...page} />
    {vus.map((vu) => (
      <input key={vu} type="hidden" name="vus" value={vu} />
    ))}
  </Formulaire>
)

export const AnnulationForm = ({
  demande,
  autre,
  paire,
}: Readonly<{ demande: string; autre: string; paire: string }>) => (
  <Formulaire
    action={undoDistinctionAction}
    bouton="Annuler ce choix"
    precision={paire}
    enCours="Enregistrement…"
    secondaire
  >
    <input type="hidden" name="id" value={demande} />
    <input type="hidden" name="autreId" value={autre} />
  </Formulaire>
)
