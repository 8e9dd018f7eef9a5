import Link from 'next/link'
import type { ReactNode } from 'react'

type Question = Readonly<{ id: string; question: string; reponse: ReactNode }>
type Theme = Readonly<{ id: string; titre: string; questions: readonly Question[] }>

const guichets = (
  <Link href="/points-de-contact" prefetch={false}>
    Trouver un point de contact
  </Link>
)

const maDemande = (
  <Link href="/ma-demande" prefetch={false}>
    Ma demande
  </Link>
)

/** The questions of the help page by theme. `id` is the anchor that other pages and guichets may point at. */
export const THEMES: readonly Theme[] = [
  {
    id: 'demande',
    titre: 'La demande',
    questions: [
      {
        id: 'qu-est-ce-qu-une-demande',
        question: 'Qu’est-ce qu’une demande de logement social ?',
        reponse: (
          <>
            <p>
              C’est un dossier qui dit qui vous êtes, qui vivra avec vous, vos ressources, votre logement d’aujourd’hui
              et celui que vous cherchez. Sans demande enregistrée, aucun logement social ne peut être attribué.
            </p>
            <p>
              Une seule demande suffit pour tout un département, ou pour toute l’Île-de-France. Vous cherchez dans
              plusieurs départements ? Il faut une demande dans chacun.
            </p>
            <p>
              Pour l’enregistrer, seule une pièce d’identité est exigée, ou un titre de séjour régulier. Les autres
              papiers viennent ensuite. Le formulaire, lui, doit être rempli en entier.
            </p>
          </>
        ),
      },
      {
        id: 'gratuit',
        question: 'Combien cela coûte-t-il ?',
        reponse: <p>Rien. Déposer, renouveler, corriger, être aidé : tout est gratuit. Ne payez personne pour cela.</p>,
      },
      {
        id: 'numero-unique',
        question: 'Qu’est-ce que le numéro unique ?',
        reponse: (
          <>
            <p>
              C’est le numéro de votre demande, de 18 caractères. Il est écrit sur votre attestation. On vous la remet
              au plus tard un mois après le dépôt.
            </p>
            <p>
              Il ne change pas quand vous renouvelez ou corrigez votre demande. Ce n’est pas un rang dans une file
              d’attente.
            </p>
          </>
        ),
      },
      {
        id: 'a-qui-m-adresser',
        question: 'À qui m’adresser ?',
        reponse: (
          <>
            <p>
              À un point de contact : un guichet, un numéro de téléphone ou un site. Chacun dit ce qu’il fait et quand
              il est ouvert.
            </p>
            <p>{guichets}</p>
          </>
        ),
      },
    ],
  },
  {
    id: 'renouveler',
    titre: 'Renouveler',
    questions: [
      {
        id: 'quand-renouveler',
        question: 'Quand renouveler ma demande ?',
        reponse: (
          <>
            <p>Chaque année. On compte à partir du dépôt, du dernier renouvellement ou de la réactivation :</p>
            <ul>
              <li>
                <strong>dix mois après</strong>, vous pouvez renouveler ;
              </li>
              <li>
                <strong>douze mois après</strong>, votre demande n’est plus valable, mais vous pouvez encore la
                renouveler ;
              </li>
              <li>
                <strong>treize mois après</strong>, c’est le dernier jour. Ce jour-là compte encore.
              </li>
            </ul>
            <p>
              Par exemple, une demande du 12 mars 2026 se renouvelle à partir du 12 janvier 2027. Elle est valable
              jusqu’au 12 mars 2027. Le dernier jour est le 12 avril 2027.
            </p>
            <p>
              Si ce jour n’existe pas dans le mois, on prend le dernier jour du mois. Outre-mer, la journée finit à
              l’heure du territoire de la demande.
            </p>
            <p>
              <Link href="/renouveler/quand" prefetch={false}>
                Calculer mes dates
              </Link>
            </p>
          </>
        ),
      },
      {
        id: 'comment-renouveler',
        question: 'Comment la renouveler ?',
        reponse: (
          <>
            <p>
              En ligne, sur la page{' '}
              <Link href="/renouveler" prefetch={false}>
                Renouveler ma demande
              </Link>
              , si le renouvellement en ligne est ouvert là où est votre demande. Une minute suffit si rien n’a changé.
            </p>
            <p>
              Ou avec un point de contact qui fait le renouvellement : la même page aide à le trouver et dit quoi
              préparer. Gardez l’attestation que l’on vous remet.
            </p>
          </>
        ),
      },
      {
        id: 'date-passee',
        question: 'Le dernier jour est passé. Que se passe-t-il ?',
        reponse: (
          <>
            <p>
              Votre demande peut être radiée (annulée), dès le lendemain. On doit vous avoir prévenu au moins un mois
              avant.
            </p>
            <p>
              Parlez-en vite à un guichet, même si votre demande est déjà radiée : il vous dira ce que vous pouvez
              faire. Une nouvelle demande repart de zéro : l’ancienneté est perdue.
            </p>
            <p>{guichets}</p>
          </>
        ),
      },
      {
        id: 'anciennete',
        question: 'Est-ce que je garde mon ancienneté ?',
        reponse: (
          <>
            <p>
              Oui, tant que votre demande vit. L’ancienneté part du jour de votre premier dépôt. Renouveler, même
              pendant le dernier mois, ou corriger votre demande ne la change pas.
            </p>
            <p>Une nouvelle demande, avec un nouveau numéro, repart de zéro. Une séparation peut faire exception.</p>
          </>
        ),
      },
    ],
  },
  {
    id: 'changements',
    titre: 'Quand la vie change',
    questions: [
      {
        id: 'separation',
        question: 'Nous nous séparons. Qui garde l’ancienneté ?',
        reponse: (
          <>
            <p>
              Vous étiez mariés ou pacsés, et la demande de l’un nommait l’autre parmi les personnes à loger ? L’autre
              garde toute l’ancienneté, même si le premier l’a retiré de la demande depuis. Il remplace le premier
              demandeur, ou dépose sa propre demande pendant que le premier garde la sienne.
            </p>
            <p>
              Apportez au guichet une preuve : par exemple un jugement de divorce, une attestation d’avocat, la rupture
              du PACS ou une ordonnance de protection.
            </p>
            <p>Dans les autres cas, par exemple en concubinage, le gestionnaire de votre département vous répondra.</p>
          </>
        ),
      },
      {
        id: 'changer-de-nom',
        question: 'Mon nom ou mon prénom doit être corrigé. Comment faire ?',
        reponse: (
          <p>
            Ni vous ni ce site ne pouvez changer le nom ou le prénom d’une demande : cela évite qu’une demande soit
            détournée. La correction passe par le gestionnaire de votre département. Demandez-la depuis {maDemande}, ou
            à un guichet avec un papier qui prouve le bon nom.
          </p>
        ),
      },
      {
        id: 'autre-changement',
        question: 'J’ai changé d’adresse, de travail ou de famille. Que faire ?',
        reponse: (
          <p>
            Dites-le dès que possible : en ligne depuis {maDemande}, ou à un guichet. Votre numéro et votre ancienneté
            ne changent pas. Corriger une demande ne la renouvelle pas : la date à retenir reste la même.
          </p>
        ),
      },
    ],
  },
  {
    id: 'chiffres',
    titre: 'Les chiffres d’une commune',
    questions: [
      {
        id: 'que-disent-les-chiffres',
        question: 'Que veulent dire les chiffres ?',
        reponse: (
          <ul>
            <li>
              <strong>Logements</strong> : les logements sociaux de la commune, au 1<sup>er</sup> janvier.
            </li>
            <li>
              <strong>Demandes en attente</strong> : les demandes actives dont cette commune est le premier choix, à la
              date écrite à côté.
            </li>
            <li>
              <strong>Attributions</strong> : les logements de la commune dont le bail a été signé l’année d’avant.
            </li>
            <li>
              <strong>Tension</strong> : les demandes en attente au 31 décembre, divisées par les attributions de la
              même année. Une tension de 5 : cinq demandes pour une attribution.
            </li>
          </ul>
        ),
      },
      {
        id: 'pourquoi-le-total-differe',
        question: 'Pourquoi le total des demandes n’est-il pas la somme des lignes ?',
        reponse: (
          <p>
            Une demande peut accepter plusieurs types de logement. Elle compte alors dans chacun, et une seule fois dans
            le total.
          </p>
        ),
      },
      {
        id: 'moins-de',
        question: 'Que veulent dire « moins de 5 » et « non diffusé » ?',
        reponse: (
          <p>
            Un petit nombre de demandes ou d’attributions n’est pas montré, pour que personne ne soit reconnu : on écrit
            « moins de 5 », ou un autre seuil. « Non diffusé » cache un nombre qui permettrait d’en retrouver un autre.
            Zéro est toujours montré. Un chiffre inconnu n’est pas zéro.
          </p>
        ),
      },
    ],
  },
]
