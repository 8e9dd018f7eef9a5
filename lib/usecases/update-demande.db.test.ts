/** A part of a demande changed by its applicant: one fait by Internet, once, of what was seen, and nothing else. */
import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { listFaits, loadDemande } from '#db/repositories/demandes.ts'
import { lectureDeDemande } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { aujourdHui, insertUneDemande } from '#db/testing/demandes.ts'
import { insertTerritoire } from '#db/testing/territoire.ts'
import { addMonths, type Jour } from '#lib/domain/calendrier.ts'
import type { DemandeActive } from '#lib/domain/demande/demande.ts'
import type { Reponses } from '#lib/domain/demande/formulaire/renouvellement/groupes.ts'
import { textesDe } from '#lib/domain/demande/formulaire/renouvellement/mise-a-jour.ts'
import { codeOf, granted } from '#lib/domain/demande/testing.ts'
import { radiateDemande } from './radiate-demande.ts'
import { contexteDe } from './testing.ts'
import { readPourMettreAJour, updateDemande } from './update-demande.ts'

withDatabase()
let le: Jour
const compteId = randomUUID()
beforeAll(async () => {
  await insertTerritoire()
  le = await aujourdHui()
})

const personne = ({ ref }: Pick<DemandeActive, 'ref'>, demandes = [ref]) => ({
  ref,
  ctx: contexteDe({ role: 'demandeur', compteId, demandes }),
})
const uneDemande = () => insertUneDemande({ valideDepuis: addMonths(le, -3) })
const stored = async ({ ref }: DemandeActive) => {
  const [demande, faits] = await db.transaction(async (tx) => {
    const found = await loadDemande(tx, ref)
    return [found, found ? await listFaits(tx, found.numeroUnique) : []] as const
  })
  if (demande?.statut !== 'active') throw new Error('No active demande')
  return { demande, faits: faits.map(({ fait }) => fait) }
}
/** The form of the dwelling as it is shown, with another surface. */
async function formulaire(une: DemandeActive, saisies: Reponses) {
  const { demande, blocs } = granted(await readPourMettreAJour(personne(une), 'logement'))
  return { partie: 'logement', version: demande.version, envoyes: { ...textesDe(blocs), ...saisies } } as const
}
const SURFACE = 'logementActuel.surface'

describe('mettre à jour sa demande', () => {
  it('écrit une modification par internet, sans toucher ni aux dates, ni à l’ancienneté, ni au nom', async () => {
    const une = await uneDemande()
    const done = granted(await updateDemande(personne(une), await formulaire(une, { [SURFACE]: '41' })))
    expect(done).toEqual({ deja: false })
    const { demande, faits } = await stored(une)
    expect(demande).toEqual({
      ...une,
      version: une.version + 1,
      contenu: { ...une.contenu, logementActuel: { ...une.contenu.logementActuel, surface: 41 } },
    })
    expect(faits.map(({ type }) => type)).toEqual(['reprise', 'modification'])
    expect(faits[1]).toMatchObject({ le, origine: { canal: 'internet' } })
    const lectures = await db.select().from(lectureDeDemande).where(sql`compte_id = ${compteId}`)
    expect(lectures.map(({ objet }) => objet)).toContain('modification')
  })

  it('le même envoi, redit ou envoyé cinq fois à la fois, ne fait qu’un fait (R-MAJ-03)', async () => {
    const une = await uneDemande()
    const envoi = await formulaire(une, { [SURFACE]: '41' })
    const five = await Promise.all(Array.from({ length: 5 }, () => updateDemande(personne(une), envoi)))
    expect(five.map((one) => granted(one).deja).sort()).toEqual([false, true, true, true, true])
    granted(await updateDemande(personne(une), await formulaire(une, { [SURFACE]: '42' })))
    // What a later change has replaced is not said to be recorded.
    expect(codeOf(await updateDemande(personne(une), envoi))).toBe('modifiee-entre-temps')
    const { demande, faits } = await stored(une)
    expect(faits).toHaveLength(3)
    expect(demande.contenu.logementActuel.surface).toBe(42)
  })

  it('d’un onglet resté ouvert, refuse, montre ce qui est enregistré, et accepte une fois que c’est vu (R-EDI-01)', async () => {
    const une = await uneDemande()
    const vieux = await formulaire(une, { [SURFACE]: '50' })
    granted(await updateDemande(personne(une), await formulaire(une, { [SURFACE]: '41' })))
    const refused = await updateDemande(personne(une), vieux)
    expect(refused).toMatchObject({
      ok: false,
      refus: { code: 'modifiee-entre-temps', version: une.version + 1, actuel: { [SURFACE]: '41' } },
    })
    expect((await stored(une)).demande.contenu.logementActuel.surface).toBe(41)
    granted(await updateDemande(personne(une), { ...vieux, version: une.version + 1 }))
    expect((await stored(une)).demande.contenu.logementActuel.surface).toBe(50)
  })

  it('d’un foyer resté ouvert, ne prend pas une personne pour une autre : la page se rouvre (R-MAJ-04)', async () => {
    const une = await uneDemande()
    const { blocs } = granted(await readPourMettreAJour(personne(une), 'foyer'))
    const enfant = (prenom: string, version: number) => {
      const saisies = { nom: 'Inventée', prenom, naissance: '03/02/2015', sexe: 'F', lien: 'E' }
      const champs = Object.entries(saisies).map(([quoi, texte]) => [`foyer.personnesACharge.0.${quoi}`, texte])
      return { partie: 'foyer', version, envoyes: { ...textesDe(blocs), ...Object.fromEntries(champs) } } as const
    }
    // Another part changed: both are shown, and the same persons are still those of the page.
    granted(await updateDemande(personne(une), await formulaire(une, { [SURFACE]: '41' })))
    expect(codeOf(await updateDemande(personne(une), enfant('Alix', une.version)))).toBe('modifiee-entre-temps')
    granted(await updateDemande(personne(une), enfant('Alix', une.version + 1)))
    // The place where Noa would be added is that of Alix now.
    for (const version of [une.version, une.version + 1])
      expect(codeOf(await updateDemande(personne(une), enfant('Noa', version)))).toBe('page-depassee')
    const { demande, faits } = await stored(une)
    expect(demande.contenu.foyer.personnesACharge.map(({ prenom }) => prenom)).toEqual(['Alix'])
    expect(faits).toHaveLength(3)
    // A page cannot have shown what was never recorded.
    expect(codeOf(await updateDemande(personne(une), enfant('Noa', 99)))).toBe('page-depassee')
  })

  it('une mauvaise réponse est dite à son champ ; rien de changé n’écrit rien', async () => {
    const une = await uneDemande()
    const faux = await updateDemande(personne(une), await formulaire(une, { [SURFACE]: 'grande' }))
    expect(faux).toMatchObject({
      ok: false,
      refus: { code: 'saisie-a-revoir', erreurs: { [SURFACE]: expect.any(String) } },
    })
    expect(codeOf(await updateDemande(personne(une), await formulaire(une, {})))).toBe('sans-changement')
    expect(await stored(une)).toMatchObject({ demande: { version: une.version }, faits: [{ type: 'reprise' }] })
  })

  it('la demande d’un autre n’existe pas, une demande radiée ne se modifie plus (R-DEM-03)', async () => {
    const [une, autre] = [await uneDemande(), await uneDemande()]
    const envoi = await formulaire(une, { [SURFACE]: '41' })
    const etranger = personne(une, [autre.ref])
    expect(codeOf(await updateDemande(etranger, envoi))).toBe('acces-refuse')
    expect((await readPourMettreAJour(etranger, 'logement')).ok).toBe(false)
    expect((await stored(une)).faits).toHaveLength(1)
    granted(await radiateDemande({ ...personne(une) }, { code: 'RADABA', recuLe: le }))
    expect(codeOf(await updateDemande(personne(une), envoi))).toBe('demande-radiee')
    expect(codeOf(await readPourMettreAJour(personne(une), 'logement'))).toBe('demande-radiee')
  })
})
