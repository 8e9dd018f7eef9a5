/** What was typed in a form that has changed since: each text beside its label, to be copied. */
import type { Bloc, ChampSaisi } from '#lib/domain/demande/formulaire/renouvellement/champs-saisis.ts'
import type { Reponses } from '#lib/domain/demande/formulaire/renouvellement/groupes.ts'

export type SaisieARecopier = readonly Readonly<{ nom: string; libelle: string; valeur: string }>[]

const OUI_NON: Readonly<Record<string, string>> = { oui: 'Oui', non: 'Non', on: 'Oui' }
/** Numbers of ours. */
const TECHNIQUE = ['version', 'annee']
/** The same field of any person: « foyer.personnesACharge.2.nom » is asked as that of rank 0. */
const sansRang = (nom: string): string => nom.replaceAll(/\.\d+(?=\.|$)/g, '')

/** The texts that say something else than what stands; one whose field is gone has the label of the same of another person. */
export function listARecopier(gardee: Reponses, blocs: readonly Bloc[]): SaisieARecopier {
  const champs = blocs.flatMap(({ titre, champs }) => champs.map((champ) => ({ ...champ, titre })))
  return Object.entries(gardee).flatMap(([nom, texte]) => {
    const champ = champs.find((one) => one.nom === nom)
    if (TECHNIQUE.includes(nom) || texte.trim() === '' || texte === champ?.valeur) return []
    const semblable = champ ?? champs.find((one) => sansRang(one.nom) === sansRang(nom))
    return [{ nom, libelle: semblable?.libelle ?? nom, valeur: direTexte(texte, semblable) }]
  })
}

const direTexte = (texte: string, champ: ChampSaisi | undefined): string =>
  champ?.options?.[texte] ?? (champ?.options ? texte : (OUI_NON[texte] ?? texte))
