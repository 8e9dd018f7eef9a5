import type { Metadata } from 'next'
import Link from 'next/link'
import { FichiersPartages } from '#lib/ui/portes/fichiers-partages.tsx'
import { readAujourdHui } from '#lib/web/aujourd-hui.ts'
import { requireDemandeur } from '#lib/web/demandeur.ts'
import { Quitter } from '../quitter.tsx'
import { ParCodeRemis, ParContact, ParIdentite } from './rattacher.form.tsx'

export const metadata: Metadata = { title: 'Ouvrir ma demande' }
export const acces = 'rattacher-demande'

export default async function Rattacher() {
  const { identite } = await requireDemandeur('/ma-demande/rattacher')
  return (
    <div className="fr-container page texte">
      <h1>Ouvrir ma demande</h1>
      <p className="fr-text--lg">
        Votre numéro de demande est connu d’autres que vous : il ne suffit pas. Choisissez comment montrer que la
        demande est la vôtre. C’est à faire une seule fois.
      </p>
      <FichiersPartages acte="renouvellement" le={await readAujourdHui()} />
      {identite ? (
        <section className="fr-mb-6w" aria-labelledby="par-identite">
          <h2 id="par-identite" className="fr-h4">
            Avec votre identité FranceConnect
          </h2>
          <p>Elle doit être celle de la demande : même nom de naissance, même prénom, même date de naissance.</p>
          <ParIdentite />
        </section>
      ) : null}
      <section className="fr-mb-6w" aria-labelledby="par-contact">
        <h2 id="par-contact" className="fr-h4">
          Avec un code envoyé au contact de la demande
        </h2>
        <p>Le code part au courriel ou au téléphone portable inscrits sur la demande, comme vous préférez.</p>
        <ParContact secondaire={identite !== null} />
      </section>
      <section className="fr-mb-6w" aria-labelledby="par-remis">
        <h2 id="par-remis" className="fr-h4">
          Avec un code remis sur papier
        </h2>
        <p>
          Le gestionnaire de votre territoire l’imprime après avoir vu votre pièce d’identité. Il vaut quinze jours.
        </p>
        <ParCodeRemis />
      </section>
      <section className="fr-mb-6w" aria-labelledby="par-des-gens">
        <h2 id="par-des-gens" className="fr-h4">
          Je n’ai rien de tout cela
        </h2>
        <p>
          Un point de contact renouvelle et met à jour votre demande avec vous. Prenez une pièce d’identité : il dira
          aussi où obtenir un code sur papier.
        </p>
        <p>
          <Link className="fr-link" href="/points-de-contact?service=modification" prefetch={false}>
            Trouver qui peut m’aider près de chez moi
          </Link>
        </p>
      </section>
      <Quitter />
    </div>
  )
}
