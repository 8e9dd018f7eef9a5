'use client'
/**
 * A form of the administration: works as plain HTML, keeps what was typed, says every error at once, and shows both
 * versions when someone else saved first. Its fields find their state by their name.
 */
import { type FormEvent, type ReactNode, useActionState, useEffect, useRef } from 'react'
import { type EtatDAction, IDLE, type Valeurs } from '#lib/documents/etat-de-formulaire.ts'
import { phraseDuRefus } from '#lib/documents/refus.ts'
import { ContexteDeFormulaire } from './contexte.ts'
import { PageDAvant } from './page-d-avant.tsx'
import { usePendantLEnvoi } from './pendant-l-envoi.ts'

type Props = Readonly<{
  action: (etat: EtatDAction, data: FormData) => Promise<EtatDAction>
  bouton: string
  /** After it, for who does not see what stands around it: a page may hold several forms of one kind. */
  precision?: string
  /** What the form is folded under; without scripts too, it opens on what it was answered. */
  repli?: ReactNode
  /** Names of fields with their labels, for the summary of errors. */
  libelles?: Readonly<Record<string, string>>
  initial?: Valeurs
  /** Sent back when saving, compared under the row lock. */
  version?: number
  secondaire?: boolean
  /** Before the id of each field, where a page holds several forms of one kind. */
  prefixe?: string
  /** What the button says while the act lasts, when it may last. */
  enCours?: string
  /** The page of a form whose key changes with its version: without scripts, its answer finds it again by that. */
  adresse?: string
  /** Sees the form leave, and may send it itself (envoi-suivi.ts); `occupe` while it does. */
  suivre?: (event: FormEvent) => void
  occupe?: boolean
  /** Where who sends this form signs in. */
  connexion?: string
  /** The script of the page (lib/ui/saisie-gardee/suivre.ts) keeps what is typed here, or gives up what it keeps. */
  fil?: 'saisie' | 'effacement'
  /** How the page shows what the form was answered. */
  montrer?: (reponse: string) => ReactNode
  children?: ReactNode
}>

export function Formulaire(props: Props) {
  const saisie = useRef<FormData>(undefined)
  const retenir = (form: HTMLFormElement) => {
    saisie.current = new FormData(form)
  }
  return (
    <PageDAvant lireSaisie={() => saisie.current} libelles={props.libelles ?? {}}>
      <Champs {...props} retenir={retenir} />
    </PageDAvant>
  )
}

function Champs({
  action,
  bouton,
  precision,
  repli,
  libelles = {},
  initial = {},
  version,
  secondaire,
  prefixe = '',
  enCours: attente,
  adresse,
  suivre,
  occupe = false,
  connexion = '/connexion',
  fil,
  montrer,
  children,
  retenir,
}: Props & Readonly<{ retenir: (form: HTMLFormElement) => void }>) {
  const [etat, envoyer, envoi] = useActionState(action, IDLE, adresse)
  const enCours = envoi || occupe
  const { onEnvoi, onSaisie, onRemise } = usePendantLEnvoi()
  const resume = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (etat.status !== 'idle') resume.current?.focus()
  }, [etat])
  const values = etat.status === 'idle' ? initial : etat.values
  const errors = etat.status === 'invalid' ? etat.errors : {}
  const refus = etat.status === 'refused' ? etat.refus : undefined
  const conflit = refus?.code === 'modifiee-entre-temps' ? refus : undefined
  const sentVersion = conflit?.version ?? values.version ?? version
  const formulaire = (
    <ContexteDeFormulaire value={{ values, errors, actuel: conflit?.actuel, refus, prefixe }}>
      <form
        action={envoyer}
        onSubmit={(event) => {
          retenir(event.currentTarget)
          onEnvoi()
          suivre?.(event)
        }}
        onInput={(event) => onSaisie(event.currentTarget, event.target)}
        onReset={(event) => onRemise(event.currentTarget)}
        noValidate
        data-fil={fil}
      >
        {refus ? (
          <div className="fr-alert fr-alert--error fr-mb-3w" role="alert" ref={resume} tabIndex={-1}>
            <p>{phraseDuRefus(refus)}</p>
            {refus.code === 'connexion-requise' ? (
              <p>
                <a href={connexion} target="_blank" rel="noopener">
                  Se connecter dans un nouvel onglet
                </a>
                , puis revenir ici et envoyer de nouveau.
              </p>
            ) : null}
            {refus.code === 'fichier-partage' ? (
              <p>
                <a href={refus.adresse} rel="noopener">
                  Aller sur le site du {refus.nom}
                </a>
              </p>
            ) : null}
          </div>
        ) : null}
        {etat.status === 'invalid' ? (
          <div className="fr-alert fr-alert--error fr-mb-3w" role="alert" ref={resume} tabIndex={-1}>
            <h2 className="fr-alert__title">
              {Object.keys(errors).length > 1
                ? `${Object.keys(errors).length} champs sont à revoir`
                : 'Un champ est à revoir'}
            </h2>
            <ul>
              {Object.entries(errors).map(([nom, phrase]) => (
                <li key={nom}>
                  {nom ? <a href={`#${prefixe}${nom}`}>{libelles[nom] ?? nom}</a> : null}
                  {nom ? ' : ' : ''}
                  {phrase}
                </li>
              ))}
            </ul>
          </div>
        ) : null}
        {etat.status === 'answered' ? (
          <div role="status" ref={resume} tabIndex={-1}>
            {montrer?.(etat.reponse)}
          </div>
        ) : null}
        {children}
        {sentVersion !== undefined ? <input type="hidden" name="version" value={String(sentVersion)} /> : null}
        <button type="submit" className={secondaire ? 'fr-btn fr-btn--secondary' : 'fr-btn'} aria-disabled={enCours}>
          {enCours && attente ? attente : conflit ? `${bouton} malgré tout` : bouton}
          {precision ? <span className="fr-sr-only"> {precision}</span> : null}
        </button>
        <p className="fr-sr-only" aria-live="polite">
          {enCours ? (attente ?? 'Envoi en cours…') : ''}
        </p>
      </form>
    </ContexteDeFormulaire>
  )
  return repli ? (
    <details className="admin__plus" open={etat.status === 'idle' ? undefined : true}>
      <summary>{repli}</summary>
      {formulaire}
    </details>
  ) : (
    formulaire
  )
}
