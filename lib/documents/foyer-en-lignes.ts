/** Who the persons of a demande are, in lines: all that its forms may change of them. */
import {
  CIVILITES,
  GARDES,
  LIENS_DE_COTITULAIRE,
  LIENS_DE_PARENTE,
  NATIONALITES,
  SEXES,
  SITUATIONS_FAMILIALES,
  SITUATIONS_PROFESSIONNELLES,
} from '#lib/domain/demande/formulaire/codes.ts'
import type { Contenu, Cotitulaire, PersonnePhysique } from '#lib/domain/demande/formulaire/contenu.ts'
import {
  formatJour,
  formatNaissance,
  type LigneDeContenu,
  lignes,
  minuscule,
  nommer,
  type Paire,
  unir,
} from './mots-de-contenu.ts'

/** What somebody does, for whom, and where as far as a file said it. */
export const formatTravail = ({ situationProfessionnelle: travail }: PersonnePhysique | Cotitulaire): string =>
  unir(
    nommer(SITUATIONS_PROFESSIONNELLES, travail.type),
    travail.profession,
    travail.employeur,
    travail.siretDeLEmployeur && `SIRET ${travail.siretDeLEmployeur}`,
    travail.codePostalDuTravail && `lieu de travail ${travail.codePostalDuTravail}`,
    travail.travailALEtranger && 'travail à l’étranger',
  )

const nomComplet = ({ prenom, nom }: Readonly<{ prenom: string | null; nom: string | null }>): string =>
  [prenom, nom].filter(Boolean).join(' ')

const ne = (naissance: PersonnePhysique['naissance']): string | null =>
  naissance && `${formatNaissance(naissance)} (naissance)`

export function lignesDuFoyer({
  demandeur,
  cotitulaires,
  foyer,
  handicaps,
  autres,
}: Contenu): readonly LigneDeContenu[] {
  if (demandeur.nature === 'personne-morale') return []
  const { personnesACharge, enfantsANaitre, enfantsEnGarde } = foyer
  return lignes(
    ['famille', 'Situation de famille', nommer(SITUATIONS_FAMILIALES, demandeur.situationFamiliale)],
    ...cotitulaires.flatMap(lignesDeCotitulaire),
    ...personnesACharge.map(
      (qui, rang): Paire => [
        `charge.${rang}`,
        'À charge',
        unir(
          nomComplet(qui),
          minuscule(nommer(LIENS_DE_PARENTE, qui.lien)),
          ne(qui.naissance),
          minuscule(nommer(SEXES, qui.sexe)),
        ),
      ],
    ),
    [
      'naitre',
      'Enfants à naître',
      enfantsANaitre && enfantsANaitre.nombre !== 0
        ? unir(
            String(enfantsANaitre.nombre ?? ''),
            enfantsANaitre.prevusLe && `prévu le ${formatJour(enfantsANaitre.prevusLe)}`,
          )
        : null,
    ],
    ...enfantsEnGarde.map(
      (qui, rang): Paire => [
        `garde.${rang}`,
        'Enfant que vous accueillez',
        unir(ne(qui.naissance), minuscule(nommer(SEXES, qui.sexe)), minuscule(nommer(GARDES, qui.garde))),
      ],
    ),
    // R-BRO-09 — choix du portail : celui qu’un fichier a écrit est gardé à côté du formulaire, et n’est pas tu
    ['handicap', 'Handicap', handicaps.length > 0 || autres.some(isComplement) ? COMPLEMENT_JOINT : null],
  )
}

const COMPLEMENT_JOINT = 'Un complément est joint à votre demande\u00a0: il se change au guichet'
const isComplement = ({ chemin }: Contenu['autres'][number]): boolean => /handicap/i.test(chemin)

/** Who they are, how to reach them, what they do: three lines, so that what changes is seen among what does not. */
function lignesDeCotitulaire(qui: Cotitulaire, rang: number): readonly Paire[] {
  const { nomDeNaissance, telephonePortable, telephoneDuDomicile, telephoneDuTravail, courriel } = qui
  const nom = nomComplet(qui) || 'Qui demande avec vous'
  return [
    [
      `cotitulaire.${rang}`,
      'Demande avec vous',
      unir(
        nomComplet(qui),
        qui.unSeulNom && 'un seul nom',
        minuscule(nommer(LIENS_DE_COTITULAIRE, qui.lien)),
        ne(qui.naissance),
        qui.emancipe && 'émancipé ou émancipée',
        nomDeNaissance && `nom de naissance ${nomDeNaissance}`,
        minuscule(nommer(CIVILITES, qui.civilite)),
        qui.nationalite && `nationalité : ${minuscule(nommer(NATIONALITES, qui.nationalite))}`,
      ),
    ],
    [
      `cotitulaire.${rang}.joindre`,
      `${nom} : téléphone et courriel`,
      unir(
        telephonePortable,
        telephoneDuDomicile && `${telephoneDuDomicile} (autre téléphone)`,
        telephoneDuTravail && `${telephoneDuTravail} (au travail)`,
        courriel,
      ),
    ],
    [`cotitulaire.${rang}.travail`, `${nom} : travail`, formatTravail(qui)],
  ]
}
