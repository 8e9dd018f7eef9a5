import type { Element } from './element.ts'

/** An invented demande as an interface file writes it, for tests; `dans` takes the place of an element by its name. */
export const uneDemandeSne = (dans: Readonly<Record<string, string>> = {}): string => {
  const xml = DEMANDE
  return Object.entries(dans).reduce(
    (text, [nom, ecrit]) => text.replace(new RegExp(`<${nom}(?: [^>]*)?(?:/>|>[\\s\\S]*?</${nom}>)`), ecrit),
    xml,
  )
}

/** A whole file. */
export const unFichierSne = (demandes: readonly string[], typeFichier = 'CRE'): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<n:interfaceNuu versionInterface="02.01" xmlns:n="http://nuu.application.i2/">
<n:entete><n:typeFichier>${typeFichier}</n:typeFichier><n:dateFichier>2026-11-02T08:00:00.0+01:00</n:dateFichier></n:entete>
${demandes.map((demande) => `<n:demande>${demande.replace(/<(\/?)(?=[a-zA-Z])/g, '<$1n:')}</n:demande>`).join('\n')}
</n:interfaceNuu>`

const DEMANDE = `<demandeLogement>
<numGuichet>G0901</numGuichet><numUnique>0090324016982G0901</numUnique><dateCreationDemande>2024-03-15</dateCreationDemande>
<personnePhysique>
<demandeur>
<civilite code="1"/><nom>Fictif</nom><nomPatronymique>Fictif</nomPatronymique><prenom>Ariel</prenom>
<dateNaissance>1979-10-00</dateNaissance><nationalite code="1"/><situationFamiliale code="M"/>
<telPortable>0639981234</telPortable><mel>ariel.fictif@exemple.fr</mel>
<adressePostale><etranger>false</etranger><numero>3</numero><voie>rue Inventée</voie><codePostal>09000</codePostal><commune code="09122"/></adressePostale>
<situationProfessionnelle><profession>Menuisier</profession><typeContratTravail code="CDI"/><etranger>false</etranger><codePostal>75013</codePostal><commune code="75113"/></situationProfessionnelle>
<revenuFiscal><anneeMoins1>2023</anneeMoins1><anneeMoins2>2022</anneeMoins2><montantMoins2>20000</montantMoins2></revenuFiscal>
<listeRessourceRecue><detailRessource><ressource code="SAL"/><montant>1500.50</montant></detailRessource><detailRessource><ressource code="AF"/></detailRessource></listeRessourceRecue>
<listeRessourceVersee><detailRessource><ressource code="PAV"/><montant>120</montant></detailRessource></listeRessourceVersee>
<listeRessourceRecuePersACharge/>
</demandeur>
<listePersonneACharge><personneACharge><nom>Fictif</nom><prenom>Lou</prenom><dateNaissance>2015-01-01</dateNaissance><sexe code="F"/><lienParente code="E"/></personneACharge></listePersonneACharge>
<listePersonneEnGarde><personneEnGarde><dateNaissance>2014-01-01</dateNaissance><sexe code="M"/><coParentalite code="G"/></personneEnGarde></listePersonneEnGarde>
<listeCotitulaire><cotitulaire><civilite code="2"/><nom>Fictif</nom><nomPatronymique>Inventée</nomPatronymique><prenom>Dominique</prenom><dateNaissance>1980-02-01</dateNaissance><nationalite code="2"/><lienDemandeur code="M"/><situationProfessionnelle><typeContratTravail code="AUT"/></situationProfessionnelle></cotitulaire></listeCotitulaire>
<logementActuel><listeModeleLogement><modeleLogement code="LP"/></listeModeleLogement><montantMensuelLoyer>600</montantMensuelLoyer><nombreHabitant>4</nombreHabitant><categorieLogement code="A"/><typeLogementActuel code="T3"/><surface>50</surface><proprietaire>false</proprietaire></logementActuel>
</personnePhysique>
<logementRecherche><categorieLogement code="I"/><listeTypeLogement><typeLogement code="T4"/><typeLogement code="T5"/></listeTypeLogement><listeLocalisationSouhaite><localisationSouhaite><commune code="09122"/></localisationSouhaite><localisationSouhaite><commune code="09225"/><quartier>Centre</quartier></localisationSouhaite></listeLocalisationSouhaite><demandeElargie>true</demandeElargie></logementRecherche>
</demandeLogement>`

/** An element with its text, or with those it holds. */
export const unElement = (nom: string, dedans: string | readonly Element[] = ''): Element =>
  typeof dedans === 'string'
    ? { nom, code: null, texte: dedans, enfants: [] }
    : { nom, code: null, texte: '', enfants: dedans }
export const unCode = (nom: string, code: string): Element => ({ nom, code, texte: '', enfants: [] })
const desTextes = (dits: Readonly<Record<string, string>>): readonly Element[] =>
  Object.entries(dits).map(([nom, texte]) => unElement(nom, texte))

const uneRessource = (liste: string, code: string, montant: string): Element =>
  unElement(liste, [unElement('detailRessource', [unCode('ressource', code), unElement('montant', montant)])])

const unAdulte = (prenom: string): readonly Element[] => [
  unCode('civilite', '1'),
  ...desTextes({ nom: 'Fictif', nomPatronymique: 'Inventé', prenom, dateNaissance: '1979-10-01' }),
  unCode('nationalite', '1'),
  ...desTextes({
    telPortable: '0639981234',
    telDomicile: '0561020000',
    telTravail: '0561020001',
    mel: 'ariel@exemple.fr',
  }),
  unElement('situationProfessionnelle', [
    ...desTextes({ profession: 'Menuisier', nomEmployeurPrincipal: 'Atelier', siretEmployeur: '73282932000074' }),
    unCode('typeContratTravail', 'CDI'),
    ...desTextes({ etranger: 'false', codePostal: '75013' }),
    unCode('commune', '75113'),
  ]),
  unElement(
    'revenuFiscal',
    desTextes({ anneeMoins1: '2023', montantMoins1: '21000', anneeMoins2: '2022', montantMoins2: '20000' }),
  ),
  uneRessource('listeRessourceRecue', 'SAL', '1500'),
  uneRessource('listeRessourceVersee', 'PAV', '120'),
]

/** An invented demande of which every field of the form is said, as its elements. */
export const uneDemandeEntiere = (): Element =>
  unElement('demandeLogement', [
    ...desTextes({ numGuichet: 'G0901', numUnique: '0090324016982G0901', dateCreationDemande: '2024-03-15' }),
    unElement('dateRenouvellement', '2026-03-10'),
    unElement('personnePhysique', [
      unElement('demandeur', [
        ...unAdulte('Ariel'),
        unCode('situationFamiliale', 'M'),
        unElement('melAidant', 'aidant@exemple.fr'),
        unElement('adressePostale', [
          ...desTextes({ etranger: 'false', batiment: 'B', escalier: '1', etage: '2', appartement: '3', numero: '3' }),
          ...desTextes({ voie: 'rue Inventée', lieuDit: 'Hameau', complement: 'cour', codePostal: '09000' }),
          unCode('commune', '09122'),
          ...desTextes({ localite: 'Foix', pays: 'France' }),
        ]),
        uneRessource('listeRessourceRecuePersACharge', 'BE', '100'),
      ]),
      unElement('listePersonneACharge', [
        unElement('personneACharge', [
          ...desTextes({ nom: 'Fictif', prenom: 'Lou', dateNaissance: '2015-01-01' }),
          unCode('sexe', 'F'),
          unCode('lienParente', 'E'),
        ]),
      ]),
      unElement('personneANaitre', desTextes({ nombre: '1', dateNaissancePrevue: '2027-01-01' })),
      unElement('listePersonneEnGarde', [
        unElement('personneEnGarde', [
          unElement('dateNaissance', '2014-01-01'),
          unCode('sexe', 'M'),
          unCode('coParentalite', 'G'),
        ]),
      ]),
      unElement('listeCotitulaire', [
        unElement('cotitulaire', [unCode('lienDemandeur', 'M'), ...unAdulte('Dominique')]),
      ]),
      unElement('logementActuel', [
        unElement('listeModeleLogement', [unCode('modeleLogement', 'LP')]),
        ...desTextes({ montantMensuelLoyer: '600', nombreHabitant: '4' }),
        unCode('categorieLogement', 'A'),
        unCode('typeLogementActuel', 'T3'),
        ...desTextes({ surface: '50', proprietaire: 'false', sirenBailleur: '732829320', dateEntree: '2010-01-01' }),
        unElement('nomHebergeant', 'Camille Fictif'),
      ]),
    ]),
    unElement('listeMotif', [unElement('motif', [unCode('type', '01'), unElement('precision', 'bruit')])]),
    unElement('logementRecherche', [
      unCode('categorieLogement', 'I'),
      unElement('listeTypeLogement', [unCode('typeLogement', 'T4')]),
      unElement('listeLocalisationSouhaite', [
        unElement('localisationSouhaite', [unCode('commune', '09122'), unElement('quartier', 'Centre')]),
      ]),
      unElement('demandeElargie', 'true'),
      unCode('zus', 'ZUSOUI'),
      ...desTextes({ rezDeChaussee: 'true', ascenseur: 'true', stationnement: 'true', loyerMaximal: '700' }),
    ]),
  ])

/** The paths of the elements that hold no other, by their names. */
export const feuillesDe = (element: Element): readonly string[] =>
  element.enfants.flatMap((enfant) =>
    enfant.enfants.length === 0 ? [enfant.nom] : feuillesDe(enfant).map((chemin) => `${enfant.nom}/${chemin}`),
  )

/** The same with other words in one element: as its code where it has one. */
export const avecEcrit = (element: Element, chemin: string, ecrit: string): Element => {
  if (chemin === '') return element.code === null ? { ...element, texte: ecrit } : { ...element, code: ecrit }
  const [nom = '', ...reste] = chemin.split('/')
  const enfants = element.enfants.map((un) => (un.nom === nom ? avecEcrit(un, reste.join('/'), ecrit) : un))
  return { ...element, enfants }
}
