/**
 * Names that people still use and that the published list gives as bare codes: communes that large towns absorbed
 * before the communes déléguées, and towns renamed since. Source: INSEE, historique des communes depuis 1943.
 */

/** Former code → name it had. */
export const COMMUNES_ABSORBEES: Readonly<Record<string, string>> = {
  ...{ '08157': 'Étion', '08290': 'Mézières', '08292': 'Mohon', '08299': 'Montcy-Saint-Pierre', '08447': 'Le Theux' },
  ...{ '14736': 'Venoix', '29050': 'Ergué-Armel', '29088': 'Kerfeunteun', '29096': 'Lambézellec', '29157': 'Penhars' },
  ...{ '29200': 'Ploujean', '29253': 'Saint-Marc', '29258': 'Saint-Pierre-Quilbignon', '33110': 'Caudéran' },
  ...{ '35213': 'Paramé', '35313': 'Saint-Servan-sur-Mer', '37235': 'Sainte-Radegonde-en-Touraine' },
  ...{ '37239': 'Saint-Symphorien', '42292': 'Saint-Victor-sur-Loire', '42309': 'Terrenoire', '50383': 'Octeville' },
  ...{ '51401': 'La Neuvillette', '56095': 'Keryado', '57094': 'Borny', '57243': 'Garche', '57429': 'Magny' },
  ...{
    '57522': 'Œutrange',
    '57688': 'Vallières-lès-Metz',
    '57710': 'Veymerange',
    '57729': 'Volkrange',
    '59020': 'Ascq',
  },
  ...{ '59235': 'Flers-lez-Lille', '59373': 'Malo-les-Bains', '59460': 'Petite-Synthe', '59510': 'Rosendaël' },
  ...{ '60384': 'Marissel', '60467': 'Notre-Dame-du-Thil', '60580': 'Saint-Just-des-Marais', '60696': 'Voisinlieu' },
  ...{ '68048': 'Bourtzwiller', '69232': "Saint-Rambert-l'Île-Barbe", '73044': 'Bissy', '73066': 'Chambéry-le-Vieux' },
  ...{
    '76102': 'Bléville',
    '76661': 'Sanvic',
    '78221': 'Essonnes',
    '79248': 'Saint-Florent',
    '79266': 'Saint-Liguaire',
  },
  ...{
    '79287': 'Sainte-Pezenne',
    '79315': 'Souché',
    '85032': 'Bourg-sous-la-Roche-sur-Yon',
    '87010': 'Beaune-les-Mines',
  },
  ...{
    '85060': "Château-d'Olonne",
    '85166': 'Olonne-sur-Mer',
    '85195': "Saint-André-d'Ornay",
    '88422': 'Saint-Laurent',
  },
}

/** Code of today → name before, when today's does not begin with it. */
export const COMMUNES_RENOMMEES: Readonly<Record<string, string>> = {
  '51108': 'Châlons-sur-Marne',
  '59009': 'Annappes',
  '84139': 'Vaucluse',
}
