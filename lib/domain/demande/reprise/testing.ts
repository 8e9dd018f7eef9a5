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
