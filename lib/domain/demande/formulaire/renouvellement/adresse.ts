/** Where the applicant lives, as answered: a commune of France, or a town of another country, and nothing of the other. */
import { foldText } from '../../../territoire/slug.ts'
import type { Contenu } from '../contenu.ts'
import type { Anomalie } from '../validite.ts'
import { CHEMIN_DE_L_ADRESSE, isDuLieu } from './champs-de-l-adresse.ts'
import type { ChampSaisi } from './champs-saisis.ts'
import { put } from './chemins.ts'
import { COMMUNE_INCONNUE, type Communes } from './communes.ts'

type Saisies = Readonly<{
  champs: readonly ChampSaisi[]
  communes: Communes
  texteDe: (champ: ChampSaisi) => string
}>
type Dit = Readonly<{ nom: string; valeur: string; texte: string; isTouche: boolean }>
type Lieu = Readonly<Record<'etranger' | 'codePostal' | 'commune' | 'localite' | 'pays', Dit>>

/** Puts the place in the content, once all other fields are; what cannot be read is said at its field. */
export function appliquerLAdresse(envoi: unknown, avant: Contenu, saisies: Saisies): readonly Anomalie[] {
  const { champs, texteDe } = saisies
  if (!champs.some((champ) => isDuLieu(champ) && texteDe(champ) !== champ.valeur)) return []
  const dire = (quoi: keyof Lieu): Dit => {
    const nom = `${CHEMIN_DE_L_ADRESSE}.${quoi}`
    const champ = champs.find((un) => un.nom === nom)
    const valeur = champ?.valeur ?? ''
    const texte = champ ? texteDe(champ) : ''
    return { nom, valeur, texte, isTouche: texte !== valeur }
  }
  const lieu: Lieu = {
    etranger: dire('etranger'),
    codePostal: dire('codePostal'),
    commune: dire('commune'),
    localite: dire('localite'),
    pays: dire('pays'),
  }
  // R-FORM-20 — choix du portail : une adresse part à l’étranger ou en revient ; ce qui était d’ailleurs tombe, et deux lieux se redemandent
  return lieu.etranger.texte === 'oui' ? partir(envoi, lieu) : habiter(envoi, avant, lieu, saisies.communes)
}

function partir(envoi: unknown, { etranger, codePostal, commune, localite, pays }: Lieu): readonly Anomalie[] {
  put(envoi, commune.nom, null)
  put(envoi, localite.nom, localite.texte || null)
  put(envoi, pays.nom, pays.texte || null)
  // That of the commune of before.
  if (etranger.isTouche && !codePostal.isTouche) put(envoi, codePostal.nom, null)
  return commune.isTouche && commune.texte !== ''
    ? [
        {
          champ: commune.nom,
          message: 'À l’étranger, videz ce champ : la ville s’écrit plus bas. En France, répondez « Non » plus bas.',
        },
      ]
    : []
}

function habiter(
  envoi: unknown,
  avant: Contenu,
  { etranger, codePostal, commune, localite, pays }: Lieu,
  communes: Communes,
): readonly Anomalie[] {
  const isAilleurs =
    (localite.isTouche && localite.texte !== '') ||
    (pays.isTouche && pays.texte !== '' && foldText(pays.texte) !== 'france')
  put(envoi, localite.nom, null)
  put(envoi, pays.nom, null)
  if (isAilleurs)
    return [
      {
        champ: etranger.nom,
        message: 'Vous avez écrit une ville ou un pays étranger : répondez « Oui », ou videz ces deux champs.',
      },
    ]
  put(envoi, commune.nom, null)
  const { texte } = commune
  if (texte === '') return []
  const isCode = texte === avant.demandeur.adresse.commune
  // Its name unknown, the form wrote its code; opened before it was known, too: many a code is another one's postcode.
  const code =
    isCode && communes.nomDe(texte) === texte
      ? texte
      : (communes.adresse(texte, codePostal.texte || null) ?? (isCode ? texte : undefined))
  if (code) put(envoi, commune.nom, code)
  return code
    ? []
    : [
        {
          champ: commune.nom,
          message: `${COMMUNE_INCONNUE}, et vérifiez le code postal. Si vous habitez à l’étranger, dites-le plus bas.`,
        },
      ]
}
