/** The local provider as FranceConnect: applicants, with their civil status. */
import { createHash } from 'node:crypto'
import type { IdentiteFictive, Jeu } from './jeu.ts'

/** `prenom` is null for who has one name only; `naissance` is written `YYYY-MM-DD`. */
type Particulier = Readonly<{ nom: string; prenom: string | null; naissance: string; description?: string }>

const FRANCE = '99100'

/** The same civil status is always the same person. */
function toIdentite({ nom, prenom, naissance, description }: Particulier): IdentiteFictive {
  const sub = createHash('sha256').update(`${nom}|${prenom}|${naissance}`.toUpperCase()).digest('hex')
  return {
    sub: `${sub}v1`,
    nom: [prenom, nom].filter(Boolean).join(' '),
    precisions: [...(description ? [description] : []), naissance],
    claims: {
      family_name: nom.toUpperCase(),
      given_name: (prenom ?? '').toUpperCase(),
      ...(prenom ? { given_name_array: prenom.toUpperCase().split(/\s+/) } : {}),
      birthdate: naissance,
      birthplace: '',
      birthcountry: FRANCE,
    },
  }
}

export const jeuDeFranceConnect = (particuliers: readonly Particulier[]): Jeu => ({
  nom: 'FranceConnect',
  retours: ['/ma-demande/connexion/franceconnect/retour'],
  sorties: ['/ma-demande/quittee'],
  preuve: 'client_secret_post',
  scopes: {
    openid: ['sub'],
    given_name: ['given_name', 'given_name_array'],
    family_name: ['family_name'],
    preferred_username: ['preferred_username'],
    birthdate: ['birthdate'],
    birthplace: ['birthplace'],
    birthcountry: ['birthcountry'],
  },
  niveaux: ['eidas1'],
  identites: particuliers.map(toIdentite),
  champs: [
    { nom: 'prenom', libelle: 'Prénoms, s’il y en a', isFacultatif: true },
    { nom: 'nom', libelle: 'Nom de naissance' },
    { nom: 'naissance', libelle: 'Date de naissance (AAAA-MM-JJ)' },
  ],
  read: (given) => {
    const [nom, naissance] = [given('nom'), given('naissance')]
    return nom && naissance ? toIdentite({ nom, prenom: given('prenom') || null, naissance }) : undefined
  },
})
