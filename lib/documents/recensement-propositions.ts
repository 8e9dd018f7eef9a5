/** Why a repair is offered to the person who decides: one sentence each. */
import type { Pourquoi, Proposition } from '#lib/domain/guichet/recensement/remarques.ts'

const POURQUOI: Readonly<Record<Pourquoi, string>> = {
  'valeur-proche': 'C’est la valeur de la liste la plus proche.',
  'un-des-numeros': 'La cellule contient ce numéro.',
  'une-des-adresses': 'La cellule contient cette adresse.',
  'commune-du-code-postal': 'Cette commune a ce code postal.',
  homonyme: 'Cette commune porte ce nom.',
  'garder-le-code': 'Le code INSEE est juste, le nom est à corriger.',
  'garder-le-nom': 'Le nom est juste, le code INSEE est à corriger.',
  'code-postal-de-la-commune': 'C’est un code postal de cette commune.',
  'latitude-et-longitude': 'Latitude et longitude semblent inversées.',
  projection: 'Ces nombres semblent être des mètres d’une projection.',
  'plage-devenue-date': 'Le tableur a pris ces heures pour une date.',
  'adresse-entiere': 'La fin de l’adresse semble être son code postal et sa commune.',
  'point-publie': 'C’est peut-être ce point déjà publié.',
  centre: 'Ce centre porte ce SIREN.',
  publie: 'C’est ce qui est publié.',
  'prochaine-fois': 'C’est la prochaine fois que ces jours reviennent.',
  'jours-sans-mots':
    'Ce sont les jours écrits, sans ce qui les accompagne : le point y est-il fermé toute la journée ?',
  'jour-de-lecture':
    'C’est le jour où ce fichier a été lu : gardez-le si vous venez de vérifier ce que dit cette ligne.',
  'lieu-desservi': 'C’est un lieu de ce nom, ou d’un nom proche.',
  'sans-ce-lieu': 'C’est le reste de la cellule, sans ce lieu.',
  'territoire-vide':
    'Le point sert alors la commune de son adresse ; un numéro ou un site, le département de votre centre.',
  'sens-possible': 'La cellule peut vouloir dire cela.',
  'sans-ce-service': 'Ce sont les autres services, sans celui-ci.',
  'cellule-videe': 'Rien n’est alors publié ici.',
}

/** « C’est un code postal de cette commune. » */
export const pourquoiDe = ({ pourquoi }: Proposition): string => POURQUOI[pourquoi]
