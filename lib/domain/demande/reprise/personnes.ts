/** The persons of an interface file: applicant, co-titulaires, dependants. Names of elements: interface SNE 02.01. */
import { jourEcrit } from '../../calendrier.ts'
import { lireNombre } from '../formulaire/renouvellement/ecriture.ts'
import type { Element, Lecteur } from './element.ts'

/** A number as people write it; null when nothing is. What is no number stays what it is, and is refused by its field. */
export const nombre = (texte: string | null): number | string | null => {
  if (texte === null) return null
  // R-REP-19 — choix du portail : un nombre d’un fichier se lit comme celui d’un formulaire (R-FORM-17), ou ne se lit pas
  const lu = lireNombre(texte)
  return typeof lu === 'number' && Number.isFinite(lu) ? lu : texte
}

/** An amount of the file; absent, it is not known. */
export const montant = (texte: string | null) => {
  const euros = nombre(texte)
  return euros === null ? null : { statut: 'declare', euros }
}

/** A day of somebody's life. What is not read stays what it is, and is refused by its field; a birth may lack its day. */
export function jourDe({ texte, fuseau }: Lecteur, sous: Element | undefined, chemin: string): string | null {
  const ecrit = texte(sous, chemin)
  if (ecrit === null) return null
  return jourEcrit(ecrit, fuseau) ?? NAISSANCE_PARTIELLE.exec(ecrit)?.[1] ?? ecrit
}

/** A birth whose day is not known, written as an instant all the same. */
const NAISSANCE_PARTIELLE = /^(\d{4}-\d{2}-\d{2})[T+Z]/

export const adresse = (lecteur: Lecteur, element: Element | undefined) => ({
  etranger: lecteur.ouiNon(element, 'etranger'),
  batiment: lecteur.texte(element, 'batiment'),
  escalier: lecteur.texte(element, 'escalier'),
  etage: lecteur.texte(element, 'etage'),
  appartement: lecteur.texte(element, 'appartement'),
  numero: lecteur.texte(element, 'numero'),
  voie: lecteur.texte(element, 'voie'),
  lieuDit: lecteur.texte(element, 'lieuDit'),
  complement: lecteur.texte(element, 'complement'),
  codePostal: lecteur.texte(element, 'codePostal'),
  commune: lecteur.code(element, 'commune'),
  localite: lecteur.texte(element, 'localite'),
  pays: lecteur.texte(element, 'pays'),
})

const identite = (lecteur: Lecteur, qui: Element) => ({
  civilite: lecteur.code(qui, 'civilite'),
  nom: lecteur.texte(qui, 'nom'),
  nomDeNaissance: lecteur.texte(qui, 'nomPatronymique'),
  prenom: lecteur.texte(qui, 'prenom'),
  unSeulNom: false,
  naissance: jourDe(lecteur, qui, 'dateNaissance'),
  emancipe: false,
  nationalite: lecteur.code(qui, 'nationalite'),
})

export const contacts = (lecteur: Lecteur, qui: Element) => ({
  telephonePortable: lecteur.texte(qui, 'telPortable'),
  telephoneDuDomicile: lecteur.texte(qui, 'telDomicile'),
  telephoneDuTravail: lecteur.texte(qui, 'telTravail'),
  courriel: lecteur.texte(qui, 'mel'),
})

const travail = (lecteur: Lecteur, qui: Element) => {
  const element = lecteur.un(qui, 'situationProfessionnelle')
  return {
    type: lecteur.code(element, 'typeContratTravail'),
    profession: lecteur.texte(element, 'profession'),
    employeur: lecteur.texte(element, 'nomEmployeurPrincipal'),
    siretDeLEmployeur: lecteur.texte(element, 'siretEmployeur'),
    codePostalDuTravail: lecteur.texte(element, 'codePostal'),
    communeDuTravail: lecteur.code(element, 'commune'),
    travailALEtranger: lecteur.ouiNon(element, 'etranger'),
  }
}

const revenuFiscal = (lecteur: Lecteur, qui: Element) => {
  const element = lecteur.un(qui, 'revenuFiscal')
  const annee = (rang: 1 | 2) => ({
    annee: nombre(lecteur.texte(element, `anneeMoins${rang}`)),
    montant: montant(lecteur.texte(element, `montantMoins${rang}`)),
  })
  return { anneeMoins2: annee(2), anneeMoins1: annee(1) }
}

/**
 * Monthly resources. An empty list says nothing: it is not known whether there are none.
 */
export const ressources = (lecteur: Lecteur, qui: Element, chemin: string) => {
  const lignes = lecteur.liste(qui, chemin, 'detailRessource').map((ligne) => ({
    code: lecteur.code(ligne, 'ressource'),
    euros: nombre(lecteur.texte(ligne, 'montant')),
  }))
  return lignes.length > 0 ? { statut: 'declarees', lignes } : null
}

const pension = (lecteur: Lecteur, qui: Element) => {
  const versee = lecteur
    .liste(qui, 'listeRessourceVersee', 'detailRessource')
    .find(({ enfants }) => enfants.some(({ nom, code }) => nom === 'ressource' && code === 'PAV'))
  return versee && lecteur.code(versee, 'ressource') ? nombre(lecteur.texte(versee, 'montant')) : null
}

const adulte = (lecteur: Lecteur, qui: Element) => ({
  ...identite(lecteur, qui),
  ...contacts(lecteur, qui),
  situationProfessionnelle: travail(lecteur, qui),
  ressources: ressources(lecteur, qui, 'listeRessourceRecue'),
  pensionVersee: pension(lecteur, qui),
  revenuFiscal: revenuFiscal(lecteur, qui),
})

export const demandeur = (lecteur: Lecteur, qui: Element) => ({
  nature: 'personne-physique',
  ...adulte(lecteur, qui),
  situationFamiliale: lecteur.code(qui, 'situationFamiliale'),
  courrielDeLAidant: lecteur.texte(qui, 'melAidant'),
  adresse: adresse(lecteur, lecteur.un(qui, 'adressePostale')),
})

export const cotitulaire = (lecteur: Lecteur, qui: Element) => ({
  lien: lecteur.code(qui, 'lienDemandeur'),
  ...adulte(lecteur, qui),
})
