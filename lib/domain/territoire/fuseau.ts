/** The civil zone of a département or an overseas collectivity, by code. Source: IANA time zone database. */
const OUTRE_MER: Readonly<Record<string, string>> = {
  '971': 'America/Guadeloupe',
  '972': 'America/Martinique',
  '973': 'America/Cayenne',
  '974': 'Indian/Reunion',
  '975': 'America/Miquelon',
  '976': 'Indian/Mayotte',
  '977': 'America/St_Barthelemy',
  '978': 'America/Marigot',
  '986': 'Pacific/Wallis',
  '987': 'Pacific/Tahiti',
  '988': 'Pacific/Noumea',
}

export const fuseauDe = (departement: string): string => OUTRE_MER[departement] ?? 'Europe/Paris'
