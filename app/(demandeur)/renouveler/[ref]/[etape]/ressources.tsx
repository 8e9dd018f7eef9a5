/** What each person receives each month: one tap when it is the same, or written anew. */
import { formatEuros, formatRessources } from '#lib/documents/contenu-en-lignes.ts'
import { RESSOURCES } from '#lib/domain/demande/formulaire/codes.ts'
import {
  anomaliesDeSilence,
  champDeLigne,
  champDeRessources,
  lignesEcrites,
  type Porteur,
  totalConnu,
} from '#lib/domain/demande/formulaire/renouvellement/ressources.ts'
import { Cadre } from '#lib/ui/renouveler/cadre.tsx'
import { Erreur, Erreurs, Radios } from '#lib/ui/renouveler/champs.tsx'
import { type EtapeProps, FormulaireDEtape } from './commun.tsx'

export function Ressources({ reference, fil, ouvert, reponses, query }: EtapeProps) {
  const { demande, lu } = ouvert
  const { porteurs } = lu
  const total = totalConnu(porteurs)
  const anomalies = [
    ...(query.revoir === undefined ? [] : anomaliesDeSilence(porteurs, reponses, 'ressources')),
    ...lu.anomalies.filter(({ champ }) => champ.includes('.lignes.') || champ.endsWith('.ressources.reponse')),
  ]
  const isDit = porteurs.some(({ cle }) =>
    ['autre', 'rien', 'inconnu'].includes(reponses[champDeRessources(cle)] ?? ''),
  )
  const seul = porteurs.length === 1
  return (
    <Cadre titre="Vos ressources de chaque mois" etape="Étape 2 sur 4 : vos ressources" fil={fil}>
      {query.revoir === undefined ? null : <Erreurs anomalies={anomalies} libelleDe={() => 'Ressources'} />}
      <p>Salaire, retraite, chômage, RSA, allocations familiales… Ne comptez pas les aides au logement (APL, AL).</p>
      <dl className="renouveler__faits">
        {porteurs.map(({ cle, nom, ressources }) => (
          <div key={cle}>
            <dt>{seul ? 'L’an dernier' : nom}</dt>
            <dd>{formatRessources(ressources)}</dd>
          </div>
        ))}
      </dl>
      {total === null ? null : (
        <FormulaireDEtape reference={reference} etape="ressources" version={demande.version} fil="reponse">
          <button className="fr-btn renouveler__principal" type="submit" name="faire" value="toujours">
            {total === 0 ? 'Toujours aucune ressource' : `Toujours ${formatEuros(total)} par mois`}
          </button>
        </FormulaireDEtape>
      )}
      <details className="renouveler__autre" open={total === null || isDit || anomalies.length > 0}>
        <summary>{total === null ? 'Votre réponse' : 'Ça a changé'}</summary>
        <FormulaireDEtape reference={reference} etape="ressources" version={demande.version}>
          {porteurs.map((porteur) => (
            <UnPorteur key={porteur.cle} porteur={porteur} seul={seul} reponses={reponses} anomalies={anomalies} />
          ))}
          <button className="fr-btn renouveler__principal" type="submit" name="faire" value="enregistrer">
            Enregistrer ces ressources
          </button>
        </FormulaireDEtape>
      </details>
    </Cadre>
  )
}

function UnPorteur({
  porteur,
  seul,
  reponses,
  anomalies,
}: Pick<EtapeProps, 'reponses'> &
  Readonly<{ porteur: Porteur; seul: boolean; anomalies: EtapeProps['ouvert']['lu']['anomalies'] }>) {
  const { cle, nom, ressources } = porteur
  const lignes = lignesEcrites(porteur, reponses)
  const nombre = Math.max(2, lignes.findLastIndex(({ code, euros }) => code !== '' || euros !== '') + 2)
  return (
    <fieldset className="renouveler__bloc">
      <legend>{seul ? 'Cette année' : nom}</legend>
      <Radios
        nom={champDeRessources(cle)}
        libelle="Chaque mois :"
        options={{
          ...(ressources && !seul ? { toujours: 'La même chose' } : {}),
          autre: 'Le montant écrit ci-dessous',
          rien: 'Rien (0 €)',
          inconnu: 'Je ne sais pas encore',
        }}
        texte={reponses[champDeRessources(cle)] ?? ''}
        erreur={anomalies.find(({ champ }) => champ === champDeRessources(cle))?.message}
      />
      {lignes.slice(0, nombre).map(({ rang, code, euros }) => {
        const [nature, montant] = [champDeLigne(cle, rang, 'code'), champDeLigne(cle, rang, 'euros')]
        const faux = (champ: string) => anomalies.find((one) => one.champ === champ)?.message
        return (
          <div className="renouveler__ligne" key={rang}>
            <div className={faux(nature) ? 'fr-select-group fr-select-group--error' : 'fr-select-group'}>
              <label className="fr-label" htmlFor={nature}>
                {rang === 0 ? 'D’où vient l’argent' : `D’où vient l’argent (${rang + 1})`}
              </label>
              <select
                className="fr-select"
                id={nature}
                name={nature}
                defaultValue={code}
                aria-invalid={faux(nature) ? true : undefined}
                aria-describedby={faux(nature) ? `${nature}-erreur` : undefined}
              >
                <option value="">Choisir</option>
                {Object.entries(RESSOURCES).map(([one, mots]) => (
                  <option key={one} value={one}>
                    {mots}
                  </option>
                ))}
              </select>
              <Erreur nom={nature} erreur={faux(nature)} />
            </div>
            <div className={faux(montant) ? 'fr-input-group fr-input-group--error' : 'fr-input-group'}>
              <label className="fr-label" htmlFor={montant}>
                {rang === 0 ? 'Euros par mois' : `Euros par mois (${rang + 1})`}
              </label>
              <input
                className="fr-input"
                id={montant}
                name={montant}
                inputMode="decimal"
                autoComplete="off"
                maxLength={100}
                defaultValue={euros}
                aria-invalid={faux(montant) ? true : undefined}
                aria-describedby={faux(montant) ? `${montant}-erreur` : undefined}
              />
              <Erreur nom={montant} erreur={faux(montant)} />
            </div>
          </div>
        )
      })}
    </fieldset>
  )
}
