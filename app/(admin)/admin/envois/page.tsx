import type { Metadata } from 'next'
import Link from 'next/link'
import { listDemandesATraiter } from '#db/queries/demandes-a-traiter.ts'
import {
  type CompteDEnvois,
  countEnvois,
  type FiltreDEnvois,
  JOURS_MONTRES,
  listCampagnesArretees,
  listIncertains,
} from '#db/queries/envois.ts'
import { listReglagesDesTerritoires } from '#db/queries/reglages-de-territoire.ts'
import {
  adresseDesEnvois,
  CANAUX_EN_MOTS,
  COLONNES_D_ENVOIS,
  canalDansUnePhrase,
  motifEnMots,
  readDecision,
} from '#lib/documents/envois.ts'
import { CANAUX_DE_RAPPEL, JALONS, NOMS_DE_JALON } from '#lib/domain/rappels/jalons.ts'
import { Moment } from '#lib/ui/admin/moment.tsx'
import { Succes } from '#lib/ui/admin/succes.tsx'
import { Tableau } from '#lib/ui/admin/tableau.tsx'
import { Case } from '#lib/ui/formulaire/case.tsx'
import { pagePrivee } from '../page-privee.tsx'
import { ArretForm, DecisionForm, RepriseForm } from './envois.form.tsx'

export const metadata: Metadata = { title: 'Envois' }
export const acces = 'consulter-envois'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

const nombreDe = (comptes: readonly CompteDEnvois[]): number => comptes.reduce((sum, { nombre }) => sum + nombre, 0)
const enLignes = (comptes: readonly CompteDEnvois[], cleDe: (un: CompteDEnvois) => string) =>
  [...Map.groupBy(comptes, cleDe)].map(([cle, siens]) => ({
    cle,
    cellules: [
      cle,
      ...COLONNES_D_ENVOIS.map(([, etats]) =>
        nombreDe(siens.filter(({ etat }) => etats.includes(etat))).toLocaleString('fr-FR'),
      ),
    ],
  }))
const TITRES = COLONNES_D_ENVOIS.map(([titre]) => titre)

function Filtre({
  nom,
  libelle,
  valeur,
  options,
}: Readonly<{ nom: string; libelle: string; valeur: string | null; options: readonly (readonly [string, string])[] }>) {
  return (
    <div className="fr-select-group">
      <label className="fr-label" htmlFor={`filtre-${nom}`}>
        {libelle}
      </label>
      <select className="fr-select" id={`filtre-${nom}`} name={nom} defaultValue={valeur ?? ''}>
        <option value="">Tous</option>
        {options.map(([code, texte]) => (
          <option key={code} value={code}>
            {texte}
          </option>
        ))}
      </select>
    </div>
  )
}

/** The uncertain sendings before and after this page: those that nobody can decide yet hide no others. */
function Pages({ filtre, page, isPlus }: Readonly<{ filtre: FiltreDEnvois; page: number; isPlus: boolean }>) {
  if (page === 1 && !isPlus) return null
  return (
    <nav className="admin__actions fr-mt-3w" aria-label="Pages d’envois à vérifier">
      {page > 1 ? (
        <Link className="fr-btn fr-btn--secondary" href={adresseDesEnvois(filtre, page - 1)} prefetch={false}>
          Envois précédents
        </Link>
      ) : null}
      {isPlus ? (
        <Link className="fr-btn fr-btn--secondary" href={adresseDesEnvois(filtre, page + 1)} prefetch={false}>
          Envois suivants
        </Link>
      ) : null}
    </nav>
  )
}

export default pagePrivee(acces, async ({ acteur }, { searchParams }: Props) => {
  const query = await searchParams
  const territoires = await listReglagesDesTerritoires()
  const page = Math.min(10_000, Math.max(1, Math.trunc(Number(query.page)) || 1))
  const filtre: FiltreDEnvois = {
    territoire: territoires.find(({ territoire }) => territoire === query.territoire)?.territoire ?? null,
    jalon: NOMS_DE_JALON.find((un) => un === query.etape) ?? null,
    canal: CANAUX_DE_RAPPEL.find((un) => un === query.canal) ?? null,
  }
  const [comptes, { incertains, isPlus }, arretees, aTraiter] = await Promise.all([
    countEnvois(filtre),
    listIncertains(page),
    listCampagnesArretees(),
    listDemandesATraiter(acteur),
  ])
  const noms = new Map(territoires.map(({ territoire, nom }) => [territoire, `${territoire} ${nom}`]))
  const nomDe = (code: CompteDEnvois['territoire']) => noms.get(code) ?? code
  const optionsDeTerritoire = territoires.map(({ territoire }) => [territoire, nomDe(territoire)] as const)
  const optionsDEtape = NOMS_DE_JALON.map((jalon) => [jalon, JALONS[jalon].libelle] as const)
  const motifs = [
    ...Map.groupBy(
      comptes.filter(({ etat, motif }) => motif !== null && (etat === 'echec' || etat === 'annule')),
      ({ motif, canal }) => `${CANAUX_EN_MOTS[canal]} : ${motifEnMots(motif ?? '')}`,
    ),
  ]
  const decision = readDecision(query.decides, query.regles)
  return (
    <>
      <h1>Envois</h1>
      {'arretee' in query ? <Succes>Ces envois sont arrêtés : ce qui est prévu attend.</Succes> : null}
      {'reprise' in query ? <Succes>Ces envois reprennent.</Succes> : null}
      {decision === undefined ? null : decision.isEcrite ? (
        <Succes>{decision.phrase}</Succes>
      ) : (
        <div className="fr-alert fr-alert--info fr-alert--sm fr-mb-3w" role="status">
          <p>{decision.phrase}</p>
        </div>
      )}
      <p className="texte">
        Les avis et les rappels dus depuis {JOURS_MONTRES} jours, sans nom, numéro ni adresse.{' '}
        <Link href="/admin/demandes-a-traiter" prefetch={false}>
          Demandes à traiter : {aTraiter.total.toLocaleString('fr-FR')}
          {aTraiter.isPlus ? ' et plus' : ''}
        </Link>
        .
      </p>
      <form method="get" className="admin__fiche fr-mb-3w">
        <Filtre nom="territoire" libelle="Territoire" valeur={filtre.territoire} options={optionsDeTerritoire} />
        <Filtre nom="etape" libelle="Étape" valeur={filtre.jalon} options={optionsDEtape} />
        <Filtre nom="canal" libelle="Canal" valeur={filtre.canal} options={Object.entries(CANAUX_EN_MOTS)} />
        <button type="submit" className="fr-btn fr-btn--secondary">
          Filtrer
        </button>
      </form>
      {comptes.length === 0 ? (
        <p>Aucun envoi prévu ni parti.</p>
      ) : (
        <>
          <Tableau
            titre="Par étape et par canal"
            colonnes={['Étape', ...TITRES]}
            lignes={enLignes(comptes, ({ jalon, canal }) => `${JALONS[jalon].libelle}, ${canalDansUnePhrase(canal)}`)}
          />
          <Tableau
            titre="Par territoire"
            colonnes={['Territoire', ...TITRES]}
            lignes={enLignes(comptes, ({ territoire }) => nomDe(territoire))}
          />
        </>
      )}
      {motifs.length > 0 ? (
        <Tableau
          titre="Pourquoi ils ne sont pas partis"
          colonnes={['Raison', 'Nombre']}
          lignes={motifs.map(([raison, siens]) => ({
            cle: raison,
            cellules: [raison, nombreDe(siens).toLocaleString('fr-FR')],
          }))}
        />
      ) : null}
      <h2 className="fr-mt-4w">À vérifier</h2>
      <p className="texte">
        Le serveur n’a pas répondu : ces envois sont peut-être partis. Cherchez leur référence dans son journal, puis
        dites-le. D’un courriel, c’est ce qui précède le « @ » de son Message-ID. Un envoi qui n’est pas parti sera jugé
        de nouveau, et repartira s’il est encore dû.{' '}
        <strong>Un avis dit parti compte comme remis : sa demande pourra être radiée.</strong>
      </p>
      {incertains.length === 0 ? (
        <p>{page === 1 ? 'Aucun envoi n’est à vérifier.' : 'Aucun envoi de plus n’est à vérifier.'}</p>
      ) : (
        <DecisionForm references={incertains.map(({ reference }) => reference)}>
          <Tableau
            titre={
              isPlus || page > 1 ? `Envois à vérifier, les plus anciens d’abord : page ${page}` : 'Envois à vérifier'
            }
            colonnes={['Envoi', 'Étape', 'Territoire', 'Essayé le', 'Par', 'Référence']}
            lignes={incertains.map(({ reference, territoire, jalon, canal, passerelle, depuis }) => ({
              cle: reference,
              cellules: [
                // Its first signs tell it from the others on the page; whoever looks for it elsewhere needs the whole.
                <Case
                  key="case"
                  nom="choisis"
                  id={`envoi-${reference}`}
                  valeur={reference}
                  libelle={`Envoi ${reference.slice(0, 8)}`}
                />,
                `${JALONS[jalon].libelle}, ${canalDansUnePhrase(canal)}`,
                nomDe(territoire),
                depuis ? <Moment key="moment" at={depuis} /> : 'inconnu',
                passerelle ?? 'inconnu',
                <span key="reference" style={{ overflowWrap: 'anywhere' }}>
                  {reference}
                </span>,
              ],
            }))}
          />
        </DecisionForm>
      )}
      <Pages filtre={filtre} page={page} isPlus={isPlus} />
      <h2 className="fr-mt-4w">Arrêter des envois</h2>
      <p className="texte">
        Ce qui est prévu attend, et rien de plus ne part, courriers compris. Repris trop tard, un rappel dont le moment
        est passé ne part plus. Un avis qui n’est pas remis ne radie personne.
      </p>
      <div className="admin__fiche">
        <ArretForm territoires={optionsDeTerritoire} jalons={optionsDEtape} />
      </div>
      {arretees.length > 0 ? (
        <Tableau
          titre="Envois arrêtés"
          colonnes={['Étape', 'Depuis', 'Par', 'Reprendre']}
          lignes={arretees.map(({ territoire, jalon, arreteeAt, auteur }) => {
            const nom = `${JALONS[jalon].libelle}, ${nomDe(territoire)}`
            return {
              cle: `${territoire}-${jalon}`,
              cellules: [
                nom,
                <Moment key="moment" at={arreteeAt} />,
                auteur ?? 'la ligne de commande',
                <RepriseForm key="reprise" territoire={territoire} jalon={jalon} nom={nom} />,
              ],
            }
          })}
        />
      ) : null}
    </>
  )
})
