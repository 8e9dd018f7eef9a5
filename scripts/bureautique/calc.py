"""A person in front of LibreOffice Calc: opens a workbook in a window, types in its cells, saves it under other names.

Reads one JSON object on its standard input: { canal, fichier, feuille, saisies: [[cellule, texte]],
enregistrements: [[chemin, filtre, options]] }. Each act goes through the commands of the interface (GoToCell,
EnterString, SaveAs), as the keyboard and the menus send them, and never through the model of the document.
"""

import json
import select
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.lang import DisposedException

DEMARRAGE_EN_SECONDES = 120
FAIT = 1  # com.sun.star.frame.DispatchResultState.SUCCESS

ordre = json.load(sys.stdin)


def proprietes(valeurs):
    return tuple(PropertyValue(nom, 0, valeur, 0) for nom, valeur in valeurs.items())


def rejoindre(canal):
    """The office that was just started, as soon as it listens."""
    ici = uno.getComponentContext()
    resolveur = ici.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", ici)
    fin = time.monotonic() + DEMARRAGE_EN_SECONDES
    while True:
        try:
            return resolveur.resolve(f"uno:pipe,name={canal};urp;StarOffice.ComponentContext")
        except NoConnectException:
            if time.monotonic() > fin:
                raise
            # Not `sleep`, which libfaketime refuses (`npm run fautes -- calendrier`).
            select.select([], [], [], 0.1)


contexte = rejoindre(ordre["canal"])
services = contexte.ServiceManager
bureau = services.createInstanceWithContext("com.sun.star.frame.Desktop", contexte)
clavier = services.createInstanceWithContext("com.sun.star.frame.DispatchHelper", contexte)
document = bureau.loadComponentFromURL(uno.systemPathToFileUrl(ordre["fichier"]), "_blank", 0, ())
if document is None:
    sys.exit(f"Calc did not open {ordre['fichier']}.")
fenetre = document.CurrentController
# The model opens on the sheet to fill in: nobody has to look for it.
if fenetre.ActiveSheet.Name != ordre["feuille"]:
    sys.exit(f"Calc opened on the sheet {fenetre.ActiveSheet.Name}.")


def commande(nom, **valeurs):
    return clavier.executeDispatch(fenetre.Frame, f".uno:{nom}", "", 0, proprietes(valeurs))


for cellule, texte in ordre["saisies"]:
    commande("GoToCell", ToPoint=cellule)
    commande("EnterString", StringName=texte)
for chemin, filtre, options in ordre["enregistrements"]:
    reglages = {"FilterOptions": options} if options else {}
    reponse = commande("SaveAs", URL=uno.systemPathToFileUrl(chemin), FilterName=filtre, **reglages)
    if reponse.State != FAIT:
        sys.exit(f"Calc did not save {chemin}.")
try:
    bureau.terminate()
except DisposedException:
    # It may be gone before it answers.
    pass
