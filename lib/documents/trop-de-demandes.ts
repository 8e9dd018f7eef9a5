/** What is said to an address that reads too much at once: a sentence for programs, a small page for people. */

export const TROP_DE_LECTURES =
  'Trop de demandes en peu de temps depuis votre connexion. Attendez une minute, puis recommencez ; pour tout lire d’un coup, prenez un export.'

/** A whole page without anything to fetch: it must cost nothing to say. */
export const pageDeTropDeDemandes = (secondes: number): string => `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Trop de demandes</title>
<style>
:root { color-scheme: light dark }
body { font: 1.125rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 36rem; padding: 2rem 1rem }
</style>
</head>
<body>
<main>
<h1>Trop de demandes</h1>
<p>Votre connexion, peut-être partagée avec d’autres personnes, a demandé trop de pages en peu de temps.</p>
<p>Attendez ${secondes === 1 ? 'une seconde' : `${secondes} secondes`}, puis rechargez cette page. Rien n’est perdu.</p>
<p><a href="/">Revenir à l’accueil</a></p>
</main>
</body>
</html>
`
