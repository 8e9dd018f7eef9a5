/** The taxable income of the year that is asked: one tap when it is the same or not known yet, or written anew. */
import { formatMontant } from '#lib/documents/contenu-en-lignes.ts'
import type { Reponses } from '#lib/domain/demande/formulaire/renouvellement/groupes.ts'
import {
  anneeDuRevenu,
  anomaliesDeSilence,
  CHAMP_DE_L_ANNEE,
  champDeRevenu,
  champDuMontant,
  type Porteur,
  reponsesDeLAnnee,
} from '#lib/domain/demande/formulaire/renouvellement/ressources.ts'
import { Cadre } from '#lib/ui/renouveler/cadre.tsx'
import { Erreur, Erreurs, Radios } from '#lib/ui/renouveler/champs.tsx'
import { type EtapeProps, FormulaireDEtape } from './commun.tsx'

export function Revenu({ reference, lue, fil, ouvert, reponses: gardees, query }: EtapeProps) {
  const { demande, lu } = ouvert
  const porteurs = lu.porteurs.filter(({ revenu }) => revenu)
  const annee = anneeDuRevenu(lue.le)
  const reponses = reponsesDeLAnnee(gardees, annee)
  const deLAnnee = <input type="hidden" name={CHAMP_DE_L_ANNEE} value={annee} />
  const seul = porteurs.length === 1
  const [premier] = porteurs
  const isConnu = porteurs.every(({ revenu }) => revenu?.montant)
  const anomalies = [
    ...(query.revoir === undefined ? [] : anomaliesDeSilence(porteurs, reponses, 'revenu')),
    ...lu.anomalies.filter(({ champ }) => champ.includes('.revenuFiscal.')),
  ]
  const isDit = porteurs.some(({ cle }) => ['autre', 'rien'].includes(reponses[champDeRevenu(cle)] ?? ''))
  return (
    <Cadre titre="Votre revenu fiscal de référence" etape="Étape 3 sur 4 : votre revenu fiscal" fil={fil}>
      {query.revoir === undefined ? null : <Erreurs anomalies={anomalies} libelleDe={() => 'Revenu fiscal'} />}
      <p>
        Il est écrit sur votre <strong>avis d’impôt {annee + 1}</strong>, en première page : c’est celui des revenus de{' '}
        {annee}.
      </p>
      <dl className="renouveler__faits">
        {porteurs.map(({ cle, nom, revenu }) => (
          <div key={cle}>
            <dt>
              {seul ? 'Déjà déclaré' : nom}
              {revenu?.annee ? `, revenus de ${revenu.annee}` : ''}
            </dt>
            <dd>{formatMontant(revenu?.montant ?? null)}</dd>
          </div>
        ))}
      </dl>
      {reponses === gardees ? null : <DUneAutreAnnee porteurs={porteurs} gardees={gardees} seul={seul} />}
      <FormulaireDEtape reference={reference} etape="revenu" version={demande.version} fil="reponse">
        {deLAnnee}
        {isConnu ? (
          <button className="fr-btn renouveler__principal" type="submit" name="faire" value="toujours">
            {seul ? `Toujours ${formatMontant(premier?.revenu?.montant ?? null)}` : 'Toujours les mêmes montants'}
          </button>
        ) : null}
        <button className="fr-btn fr-btn--secondary renouveler__second" type="submit" name="faire" value="inconnu">
          Je ne l’ai pas encore
        </button>
      </FormulaireDEtape>
      <details className="renouveler__autre" open={isDit || anomalies.length > 0 || !isConnu}>
        <summary>{isConnu ? 'Ça a changé' : 'Écrire le montant'}</summary>
        <FormulaireDEtape reference={reference} etape="revenu" version={demande.version}>
          {deLAnnee}
          {porteurs.map(({ cle, nom, revenu }) => {
            const montant = champDuMontant(cle)
            const faux = anomalies.find(({ champ }) => champ === montant)?.message
            return (
              <fieldset className="renouveler__bloc" key={cle}>
                <legend>{seul ? `Revenus de ${annee}` : nom}</legend>
                <Radios
                  nom={champDeRevenu(cle)}
                  libelle="Revenu fiscal de référence :"
                  options={{
                    ...(revenu?.montant && !seul ? { toujours: formatMontant(revenu.montant) } : {}),
                    autre: 'Le montant écrit ci-dessous',
                    rien: 'Rien (0 €)',
                    inconnu: 'Je ne l’ai pas encore',
                  }}
                  texte={reponses[champDeRevenu(cle)] ?? ''}
                  erreur={anomalies.find(({ champ }) => champ === champDeRevenu(cle))?.message}
                />
                <div className={faux ? 'fr-input-group fr-input-group--error' : 'fr-input-group'}>
                  <label className="fr-label" htmlFor={montant}>
                    Montant, en euros
                  </label>
                  <input
                    className="fr-input"
                    id={montant}
                    name={montant}
                    inputMode="decimal"
                    autoComplete="off"
                    maxLength={100}
                    defaultValue={reponses[montant] ?? ''}
                    aria-invalid={faux ? true : undefined}
                    aria-describedby={faux ? `${montant}-erreur` : undefined}
                  />
                  <Erreur nom={montant} erreur={faux} />
                </div>
              </fieldset>
            )
          })}
          <button className="fr-btn renouveler__principal" type="submit" name="faire" value="enregistrer">
            Enregistrer ce revenu
          </button>
        </FormulaireDEtape>
      </details>
    </Cadre>
  )
}

/** What was written before the new year is shown, and counts for nothing: it was another income (R-BRO-08). */
function DUneAutreAnnee({
  porteurs,
  gardees,
  seul,
}: Readonly<{ porteurs: readonly Porteur[]; gardees: Reponses; seul: boolean }>) {
  const ecrits = porteurs.flatMap(({ cle, nom }) => {
    const texte = gardees[champDuMontant(cle)]?.trim()
    return texte ? [{ cle, de: seul ? '' : ` (${nom})`, texte }] : []
  })
  const annee = gardees[CHAMP_DE_L_ANNEE]
  return ecrits.map(({ cle, de, texte }) => (
    <p key={cle}>
      Vous aviez écrit « {texte} »{de}
      {annee ? ` pour les revenus de ${annee}` : ''}. L’année demandée a changé : répondez de nouveau.
    </p>
  ))
}
