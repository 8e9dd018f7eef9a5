/** A published workbook that LibreOffice saved again, deposited and published once more. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { faitDePoint, pointDeContact, publication } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { readClasseur } from '#lib/adapters/xlsx/lire-classeur.ts'
import { writeRecensement } from '#lib/documents/recensement-modele.ts'
import { jour } from '#lib/domain/calendrier.ts'
import { unPointDeContact } from '#lib/domain/guichet/testing.ts'
import { publishRecensement } from '#lib/usecases/publish-recensement.ts'
import { readImport, receiveRecensement } from '#lib/usecases/read-recensement.ts'
import { type Tenu, unDecor } from '#lib/usecases/testing.ts'
import { FORMATS, type Format, typeInCalc } from './calc.ts'

withDatabase()

const POINTS = [
  unPointDeContact({ nom: 'Mairie fictive', telephone: '05 36 49 00 01', codeGuichet: '01001' }),
  unPointDeContact({
    nom: 'Antenne fictive',
    organisme: '  L’organisme  de l’antenne ',
    fermetures: [{ du: jour('2027-08-01'), au: jour('2027-08-15') }],
    commentaire: 'Première ligne\nseconde ligne, avec « guillemets » ; et point-virgule',
  }),
  unPointDeContact({ canal: 'telephone', telephone: '36 46', adresse: null, position: null, siteWeb: null }),
]
const folder = mkdtempSync(join(tmpdir(), 'portail-republication-'))
let centre: Tenu
let saved: Record<Format, Buffer>
let source: Uint8Array
beforeAll(async () => {
  centre = (await unDecor()).ariege
  source = await writeRecensement({ points: POINTS.map((contenu) => ({ contenu })) })
  saved = await typeInCalc({ dossier: folder, classeur: source, feuille: 'Points de contact', saisies: [] })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Deposits, reads and publishes; answers what the publication did. */
async function publier(octets: Uint8Array) {
  const recu = await receiveRecensement(
    { nom: 'recensement', octets: Buffer.from(octets), centreId: centre.id, origine: 'administration' },
    centre.agent,
  )
  if (!recu.ok) throw new Error(recu.refus.code)
  const { importId } = recu.value
  const lu = await readImport(importId, { lire: readClasseur, defauts: {} }, centre.agent)
  if (!lu.ok) throw new Error(lu.refus.code)
  const publie = await publishRecensement(importId, centre.agent)
  if (!publie.ok) throw new Error(publie.refus.code)
  return publie.value
}

/** All that a publication writes: the points with their versions, their history, the versions of the pages. */
const ecrit = async () => ({
  points: await db.select().from(pointDeContact).orderBy(pointDeContact.id),
  faits: await db.$count(faitDePoint),
  publications: await db.$count(publication),
})

it('un classeur publié, enregistré de nouveau par Calc sous chaque format, ne change rien et ne republie rien (R-REC-30)', async () => {
  expect((await publier(source)).totaux).toMatchObject({ nouveau: 3, refuse: 0 })
  const avant = await ecrit()
  expect(avant).toMatchObject({ faits: 3, publications: 1 })
  for (const format of FORMATS) {
    const { totaux, balises } = await publier(saved[format])
    expect({ format, totaux, balises }).toMatchObject({
      totaux: { nouveau: 0, modifie: 0, inchange: 3, refuse: 0, absents: 0 },
      balises: [],
    })
  }
  expect(await ecrit()).toEqual(avant)
})
