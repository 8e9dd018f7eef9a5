/** What each person receives and declared, in lines that people read; none of an association. */
import type { Contenu } from '#lib/domain/demande/formulaire/contenu.ts'
import { formatMontant, formatRessources } from './contenu-en-lignes.ts'
import type { LigneDeContenu } from './mots-de-contenu.ts'

export function lignesDeRessources({ demandeur, cotitulaires, foyer }: Contenu): readonly LigneDeContenu[] {
  if (demandeur.nature === 'personne-morale') return []
  const seul = cotitulaires.length === 0
  const lignes = [demandeur, ...cotitulaires].flatMap((qui, rang) => {
    const de = seul ? '' : ` (${[qui.prenom, qui.nom].filter(Boolean).join(' ')})`
    const { anneeMoins2, anneeMoins1 } = qui.revenuFiscal
    const revenus = anneeMoins1.montant === null ? [anneeMoins2] : [anneeMoins2, anneeMoins1]
    return [
      { cle: `ressources.${rang}`, libelle: `Chaque mois${de}`, valeur: formatRessources(qui.ressources) },
      ...revenus.map(({ annee, montant }) => ({
        cle: `revenu.${rang}.${annee}`,
        libelle: `Revenu fiscal ${annee ?? ''}${de}`,
        valeur: formatMontant(montant),
      })),
    ]
  })
  const aCharge = foyer.ressourcesDesPersonnesACharge
  return aCharge
    ? [...lignes, { cle: 'charge', libelle: 'Personnes à charge', valeur: formatRessources(aCharge) }]
    : lignes
}
