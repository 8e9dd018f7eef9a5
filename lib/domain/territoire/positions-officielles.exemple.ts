/**
 * A small sample written after the published format of the national geo API (`GET /communes?fields=nom,code,centre`):
 * by hand, since the tests reach no network. One commune has no centre, one bears a code that no longer exists.
 */
export const EXEMPLE_DE_L_API_GEO = JSON.stringify([
  { nom: 'Foix', code: '09122', centre: { type: 'Point', coordinates: [1.6053, 42.9639] } },
  { nom: 'Pamiers', code: '09225', centre: { type: 'Point', coordinates: [1.6111, 43.1164] } },
  { nom: 'Ajaccio', code: '2A004', centre: { type: 'Point', coordinates: [8.7014, 41.9347] } },
  { nom: 'Saint-Denis', code: '97411', centre: { type: 'Point', coordinates: [55.4504, -20.9342] } },
  { nom: 'Varilhes', code: '09324' },
  { nom: 'Commune disparue', code: '09998', centre: { type: 'Point', coordinates: [1.6, 42.9] } },
])
