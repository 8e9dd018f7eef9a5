import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import Link from 'next/link'
import { listCourriersQuiAttendent, listLots } from '#db/queries/courriers.ts'
import { combienDeLettres, phraseDuLot } from '#lib/documents/etats-de-lot.ts'
import { formatJourEntier } from '#lib/documents/jours.ts'
import { LETTRES_PAR_LOT } from '#lib/domain/rappels/courrier.ts'
import { Moment } from '#lib/ui/admin/moment.tsx'
import { Tableau } from '#lib/ui/admin/tableau.tsx'
import { pagePrivee } from '../page-privee.tsx'
import { PriseForm } from './courriers.form.tsx'

export const metadata: Metadata = { title: 'Courriers' }
export const acces = 'consulter-courriers'

export default pagePrivee(acces, async ({ acteur }) => {
  const [territoires, lots] = await Promise.all([listCourriersQuiAttendent(acteur), listLots(acteur)])
  const attendent = territoires.filter(({ nombre, retenues }) => nombre + retenues > 0)
  const calmes = territoires.filter(({ nombre, retenues }) => nombre + retenues === 0)
  return (
    <div className="admin__fiche">
      <h1>Courriers</h1>
      <p className="texte">
        Les lettres que la loi veut par la poste : l’avis de fin de validité, et la radiation quand aucun courriel ne la
        porte. Prenez-les une fois par jour, imprimez-les, remettez-les à la poste, puis dites le jour : c’est de ce
        jour que court le mois de l’avis.
      </p>
      {territoires.length === 0 ? (
        <p>Aucun territoire n’est entièrement de votre ressort. Demandez-le à un administrateur.</p>
      ) : null}
      {attendent.map(({ territoire, nom, nombre, depuis, retenues }) => (
        <section key={territoire} aria-labelledby={`territoire-${territoire}`}>
          <h2 id={`territoire-${territoire}`} className="fr-h5 fr-mt-4w">
            {nom}
          </h2>
          {nombre > 0 ? (
            <>
              <p>
                {combienDeLettres(nombre)} à prendre
                {depuis === null ? '' : `, la plus ancienne due le ${formatJourEntier(depuis)}`}.
                {nombre > LETTRES_PAR_LOT ? ` Un lot en prend ${LETTRES_PAR_LOT} au plus.` : ''}
              </p>
              <PriseForm id={randomUUID()} territoire={territoire} nom={nom} />
            </>
          ) : null}
          {retenues > 0 ? (
            <p>{combienDeLettres(retenues)}, retenues : les rappels de ce territoire sont fermés.</p>
          ) : null}
        </section>
      ))}
      {calmes.length > 0 ? <p>Aucune lettre n’attend : {calmes.map(({ nom }) => nom).join(', ')}.</p> : null}
      {lots.length > 0 ? (
        <Tableau
          titre="Lots : ceux à remettre d’abord, puis les derniers"
          colonnes={['Lot', 'Territoire', 'Lettres', 'État']}
          lignes={lots.map((lot) => ({
            cle: lot.id,
            cellules: [
              <Link key="lien" href={`/admin/courriers/${lot.id}`} prefetch={false}>
                Lot du <Moment at={lot.prisAt} />
              </Link>,
              lot.territoire,
              lot.nombre,
              phraseDuLot(lot),
            ],
          }))}
        />
      ) : null}
    </div>
  )
})
