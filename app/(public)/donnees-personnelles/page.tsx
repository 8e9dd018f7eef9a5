import type { Metadata } from 'next'
import { direDuree } from '#lib/documents/durees.ts'
import { CONSERVATION } from '#lib/domain/conservation.ts'
import { env } from '#lib/env.ts'
import { Contact } from '../contact.tsx'

export const metadata: Metadata = {
  title: 'Données personnelles',
  description:
    'Ni compte ni cookie pour les visiteurs : ce que ce site garde, pourquoi, combien de temps, et vos droits.',
  alternates: { canonical: '/donnees-personnelles' },
}

export default function DonneesPersonnelles() {
  return (
    <div className="fr-container page">
      <div className="texte">
        <h1>Données personnelles</h1>
        <p className="fr-text--lg">
          Vous pouvez lire tout ce site sans compte, sans cookie et sans dire qui vous êtes.
        </p>

        <h2>Vous visitez le site</h2>
        <ul>
          <li>
            <strong>Aucun cookie</strong> sur les pages publiques, aucune mesure d’audience, aucune publicité.
          </li>
          <li>
            <strong>Aucun compte</strong> pour visiter le site. Il en faut un pour suivre votre demande.
          </li>
          <li>
            <strong>Votre choix de couleurs</strong> (clair ou sombre) reste dans votre navigateur. Il ne nous est pas
            envoyé.
          </li>
          <li>
            <strong>Votre position</strong> reste dans votre navigateur. « Autour de moi » trie la liste chez vous :
            rien n’est envoyé.
          </li>
          <li>
            <strong>Le numéro de sécurité sociale</strong> (NIR) n’est jamais demandé. Un message qui en contient un est
            refusé. Dans un tableau envoyé par un centre, il est retiré de ce que nous lisons. Le fichier reçu, lui, est
            gardé le temps dit plus bas.
          </li>
          {env.tuiles && (
            <li>
              <strong>Le fond des cartes</strong> vient d’un autre site, {new URL(env.tuiles.url).host}. Quand une carte
              s’affiche, ce site reçoit l’adresse de votre connexion et la zone regardée.
            </li>
          )}
        </ul>

        <h2>Vous signalez une erreur</h2>
        <p>
          Le formulaire ne demande ni votre nom ni votre adresse. Nous gardons pendant{' '}
          {direDuree(CONSERVATION.signalements)} ce qui ne va pas et, si vous l’écrivez, votre message. Nous l’envoyons
          à qui tient la fiche. N’y mettez rien de personnel.
        </p>
        <p>
          Pour arrêter les envois en masse, nous comptons les envois de chaque connexion. Son adresse est transformée en
          une empreinte : l’adresse elle-même n’est pas gardée. L’empreinte est effacée au ménage de la nuit, une fois
          passé un jour.
        </p>
        <p>Les recherches sont comptées de la même façon, dans la mémoire du serveur seule : rien n’en est écrit.</p>

        <h2>Vous êtes agent, gestionnaire ou administrateur</h2>
        <p>
          Pour vous laisser entrer dans l’administration, et pour savoir qui a changé quoi, nous gardons, de votre
          compte :
        </p>
        <ul>
          <li>votre nom et votre courriel professionnel ;</li>
          <li>le SIRET de votre organisme ;</li>
          <li>l’identifiant que votre fournisseur d’identité nous donne (« sub ») ;</li>
          <li>votre rôle, vos départements et vos centres.</li>
        </ul>
        <p>
          Nous ne gardons aucun mot de passe. Deux cookies nécessaires servent à la connexion, et à elle seule : l’un
          garde votre session, l’autre protège le formulaire. D’autres, effacés après un quart d’heure, servent le temps
          d’entrer.
        </p>
        <p>Pour arrêter les envois en masse, vos envois sont comptés au numéro de votre compte.</p>

        <h2>Combien de temps</h2>
        <ul>
          <li>
            Empreintes et comptes qui limitent les envois : {direDuree(CONSERVATION.debits)}, puis le ménage de la nuit.
          </li>
          <li>Signalements : {direDuree(CONSERVATION.signalements)}, qu’ils soient traités ou non.</li>
          <li>
            Réponses d’un renouvellement que vous n’avez pas envoyé : six mois après votre dernier changement. Si nous
            avons votre courriel, nous vous prévenons au moins quinze jours avant. Sans courriel, elles s’effacent sans
            message.
          </li>
          <li>
            Changement de votre demande que vous avez commencé à écrire et que vous n’avez pas enregistré : une semaine.
            Vous pouvez l’effacer avant, et il s’efface dès que vous l’enregistrez.
          </li>
          <li>
            Sessions des agents : {direDuree(CONSERVATION.sessionsDAgents)} après leur fin. Celles des demandeurs :{' '}
            {direDuree(CONSERVATION.sessionsDeDemandeurs)}. Jusqu’où nous avons reçu ce que vous écrivez, sans vos
            mots : {direDuree(CONSERVATION.frappes)}. Codes envoyés : {direDuree(CONSERVATION.codes)}.
          </li>
          <li>
            Compte d’un demandeur auquel plus aucune demande n’est rattachée :{' '}
            {direDuree(CONSERVATION.demandeursSansDemande)}.
          </li>
          <li>
            Trace des avis et des rappels d’une demande : {direDuree(CONSERVATION.rappels)}. Elle ne porte ni adresse ni
            numéro de téléphone.
          </li>
          <li>
            Numéro qui a répondu STOP à un de nos SMS : son empreinte, sans le numéro, tant qu’il n’a pas répondu START.
            Numéro qui a répondu START : son empreinte, {direDuree(CONSERVATION.reprisesDeSms)}.
          </li>
          <li>Trace de qui a lu une demande : {direDuree(CONSERVATION.lectures)}.</li>
          <li>
            Trace des courriels envoyés aux comptes et aux centres : {direDuree(CONSERVATION.messages)}. Leur texte est
            effacé dès l’envoi
            {env.mode === 'demonstration' && ', sauf dans cette démonstration'}.
          </li>
          <li>
            Fichiers envoyés par les centres : les trois derniers publiés de chacun. Les autres : trente jours. Ce que
            nous y avons lu reste.
          </li>
          <li>
            Courriel du premier administrateur, nommé à l’installation : {direDuree(CONSERVATION.nominations)} après la
            fin de sa nomination.
          </li>
          <li>
            Comptes : tant qu’ils servent. Un compte fermé n’ouvre plus rien. Il reste nommé dans le journal des
            modifications.
          </li>
        </ul>
        <p>
          Les journaux techniques ne contiennent ni nom, ni courriel, ni téléphone, ni adresse de connexion entière, ni
          rien de ce que vous écrivez. D’une panne, ils gardent la nature et l’endroit du programme.
        </p>

        <h2>Qui les voit</h2>
        <p>
          Les gestionnaires et les administrateurs du site, chacun pour ce qui le concerne. Les agents d’un centre
          voient qui a modifié ses fiches. Rien n’est vendu ni donné. L’éditeur du site, nommé dans les{' '}
          <a href="/mentions-legales">mentions légales</a>, est responsable de ces données. Il les traite pour une
          mission de service public.
        </p>

        <h2>Votre demande de logement</h2>
        <p>Pour renouveler et suivre votre demande sur ce site, nous gardons :</p>
        <ul>
          <li>ce que dit votre demande, ses dates, et qui l’a changée, quand ;</li>
          <li>qui a lu votre demande, quand, et pour quoi faire ;</li>
          <li>l’adresse de courriel avec laquelle vous entrez ;</li>
          <li>si vous entrez par FranceConnect, l’identifiant qu’il nous donne pour vous (« sub »).</li>
        </ul>
        <p>
          FranceConnect nous dit aussi vos noms, vos prénoms, votre date et votre lieu de naissance. Ils servent à
          reconnaître votre demande et s’effacent avec votre session. Il ne nous dit ni votre sexe ni votre courriel.
        </p>
        <p>
          Vous la voyez, ainsi que ceux qui enregistrent ou gèrent les demandes de votre territoire. La loi le veut
          ainsi (articles R441-2-5 et R441-2-6 du code de la construction et de l’habitation). Un an après sa radiation,
          tout ce qui vous nomme est effacé.
        </p>
        <p>
          Sur votre appareil, ce que vous écrivez et qui attend le réseau est chiffré. « Quitter » l’efface. Sur un
          ordinateur partagé, rien n’y est gardé.
        </p>
        <p>
          Pour voir ou faire corriger votre demande : <a href="/ma-demande">Suivre ma demande</a>, ou un{' '}
          <a href="/points-de-contact">point de contact</a>.
        </p>

        <h2 id="droits">Vos droits</h2>
        <p>
          Vous pouvez demander à voir vos données, à les faire corriger ou effacer, à en limiter l’usage, ou vous y
          opposer.
        </p>
        <Contact courriel={env.contact} demonstration={env.mode === 'demonstration'} />
        <p>
          Si la réponse ne vous convient pas, vous pouvez <a href="https://www.cnil.fr/">vous plaindre à la CNIL</a>.
        </p>
      </div>
    </div>
  )
}
