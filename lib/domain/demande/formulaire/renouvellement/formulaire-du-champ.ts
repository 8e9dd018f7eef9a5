/** Where somebody changes, outside of a renewal, what a field of the content says. */
import { textesDesContacts } from '../contacts.ts'
import type { Contenu } from '../contenu.ts'
import { areConnues, ressourcesSchema } from '../montants.ts'
import { read } from './chemins.ts'
import { blocsDePartie, type FaitsDesChamps, partiesDe } from './mise-a-jour.ts'
import { anneeDuRevenu } from './ressources.ts'
import type { PartieGardee } from './saisie-gardee.ts'

/** Lists that a form shows whole: any item is changed there, and its place says nothing of which it was. */
const DE_LISTE = /^(motifs|recherche\.types|recherche\.localisations(?=\.\d+\.commune$)|.+\.lignes)\.\d+(?:\.|$)/
/** The year of an income stands beside its amount. */
const DU_REVENU = /^(.+\.revenuFiscal\.anneeMoins)[12](?=\.montant(?:\.|$))/

/** Answers the form of a path of the content; undefined: no form shows it, as of what a file alone names. */
export function makeFormulaireDuChamp(
  contenu: Contenu,
  faits: FaitsDesChamps,
): (chemin: string) => PartieGardee | undefined {
  const contacts = new Set(Object.keys(textesDesContacts(contenu.demandeur)).map((nom) => `demandeur.${nom}`))
  const champs = partiesDe(contenu).flatMap((partie) =>
    blocsDePartie(partie, contenu, faits)
      // Who may be added is not who was spoken of.
      .filter(({ ajout = false, retirer }) => !(ajout && retirer))
      .flatMap((bloc) => bloc.champs.map(({ nom }) => ({ nom, partie }))),
  )
  return (chemin) => {
    if (contacts.has(chemin)) return 'coordonnees'
    const [annee] = DU_REVENU.exec(chemin) ?? []
    // The form asks the income of one year, under one name, whatever that year was called in a file.
    if (annee !== undefined && read(contenu, `${annee}.annee`) !== anneeDuRevenu(faits.le)) return undefined
    const nomme = chemin.replace(DU_REVENU, '$12')
    const [, liste] = DE_LISTE.exec(nomme) ?? []
    const isLa = ({ nom }: Readonly<{ nom: string }>): boolean =>
      liste === undefined ? nom === nomme || nom === `${nomme}.euros` : nom.startsWith(`${liste}.`)
    return champs.find(isLa)?.partie
  }
}

/** Whether the field of a path says something now: what a file said of it, and was not taken, is then the past. */
export function isDitAuChamp(contenu: Contenu, chemin: string): boolean {
  if (!chemin.includes('.')) return false
  const [, liste] = DE_LISTE.exec(chemin) ?? []
  if (liste === undefined) return [chemin, chemin.replace(DU_REVENU, '$12')].some((un) => isDit(read(contenu, un)))
  const [ressources, ...lignes] = liste.split('.lignes')
  // A resource without its origin or its amount still lacks what the file did not say; « rien » answers for its lines.
  return lignes.length > 0
    ? areConnues(ressourcesSchema.safeParse(read(contenu, ressources ?? '')).data ?? null)
    : isDit(read(contenu, liste))
}

const isDit = (valeur: unknown): boolean =>
  Array.isArray(valeur) ? valeur.length > 0 : valeur !== undefined && valeur !== null
