import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { compareCahier } from './check-cahier.ts'
import { checkJournal } from './check-migrations.ts'
import { checkSources, compareRegles } from './check-regles.ts'

const root = resolve(import.meta.dirname, '..')

describe('la vérification des règles', () => {
  const id = ['R', 'ESS', '01'].join('-')
  const page = `| ${id} | une règle | une source | \`lib/domain/essai.ts\` \`decide\` | \`lib/domain/essai.test.ts\` |`
  const code = { file: 'lib/domain/essai.ts', text: `// ${id} — une source\nexport const decide = 1` }
  const test = { file: 'lib/domain/essai.test.ts', text: `it('décide (${id})', () => {})` }

  it('se tait quand la page, le code et les tests disent la même chose', () => {
    expect(compareRegles(page, [code, test])).toEqual([])
  })

  it.each([
    ['sans commentaire', page, [{ ...code, text: 'export const decide = 1' }, test], 'aucune ligne'],
    [
      'au commentaire sans source',
      page,
      [{ ...code, text: `// ${id}\nexport const decide = 1` }, test],
      'aucune ligne',
    ],
    ['sans test', page, [code, { ...test, text: `// ${id}` }], 'aucun titre'],
    ['absente de la page', '', [code, test], 'absente de docs/regles.md'],
    ['écrite deux fois', `${page}\n${page}`, [code, test], 'deux fois'],
    ['sans source dans la page', page.replace('une source', ''), [code, test], 'cinq colonnes'],
    ['au symbole disparu', page.replace('decide', 'juge'), [code, test], 'symbole juge'],
    ['au fichier disparu', page.replace('essai.ts', 'autre.ts'), [code, test], 'n’existe pas'],
  ])('voit une règle %s', (_, regles, sources, sentence) => {
    expect(compareRegles(regles, sources).join('\n')).toContain(sentence)
  })

  const documents = ['docs/api.md', 'docs/adr/0003-jour.md']
  it.each(['CCH, R441-2-7', 'ADR 0003', 'docs/api.md', 'choix du portail : une décision qui se lit'])(
    'accepte la source « %s »',
    (source) => {
      expect(
        checkSources(page.replace('une source', source), [{ ...code, text: `// ${id} — ${source}` }], documents),
      ).toEqual([])
    },
  )

  it.each([
    ['ailleurs.md § 2', 'ailleurs.md n’est pas dans le dépôt'],
    ['ADR 0004', 'ADR 0004 n’existe pas'],
    ['issue 12', 'ne se lit pas'],
    ['issue, connexion', 'ne se lit pas'],
    ['décision', 'ne dit pas sa raison'],
    ['code du travail, décision', 'ne dit pas sa raison'],
  ])('refuse la source « %s », dans la page comme dans le code', (source, sentence) => {
    expect(checkSources(page.replace('une source', source), [], documents).join('\n')).toContain(sentence)
    for (const dash of ['—', ':'])
      expect(
        checkSources('', [{ ...code, text: `// ${id} ${dash} ${source} : raison` }], documents).join('\n'),
      ).toContain(`lib/domain/essai.ts : ${id}, `)
  })

  it('refuse le nom d’un document absent, même loin de toute règle', () => {
    const text = '/** Les limites (ailleurs.md § 3). */'
    expect(checkSources('', [{ file: 'scripts/essai.ts', text }], documents)).toEqual([
      'scripts/essai.ts : ailleurs.md n’est pas dans le dépôt.',
    ])
  })
})

describe('la vérification du cahier', () => {
  const page = '| id | parcours |\n|---|---|\n| ACC-01 | l’accueil |\n'
  const spec = "test('[ACC-01] l’accueil', async () => {})"
  it('se tait pour une bijection', () => expect(compareCahier(page, [spec])).toEqual([]))
  it.each([
    ['une ligne sans test', `${page}| ACC-02 | autre |\n`, [spec], 'sans test'],
    ['un test absent du cahier', page, [spec, "test('[ACC-02] autre', f)"], 'absent du cahier'],
    ['deux tests du même identifiant', page, [spec, spec], 'deux tests'],
    ['deux lignes du même identifiant', page + page, [spec], 'deux lignes'],
    ['un test sans identifiant', page, [`${spec}\ntest('autre', f)`], 'pas d’identifiant'],
  ])('voit %s', (_, cahier, specs, sentence) => {
    expect(compareCahier(cahier, specs).join('\n')).toContain(sentence)
  })
})

describe('la vérification des migrations', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'portail-migrations-'))
    cpSync(join(root, 'db/migrations'), folder, { recursive: true })
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))
  const rewrite = (path: string, change: (text: string) => string) =>
    writeFileSync(join(folder, path), change(readFileSync(join(folder, path), 'utf8')))
  const first = () => readdirSync(folder).find((file) => file.endsWith('.sql')) ?? ''

  it('se tait pour celles du dépôt', () => expect(checkJournal(folder)).toEqual([]))

  it('voit un journal qui ne croît pas', () => {
    rewrite('meta/_journal.json', (text) => {
      const journal = JSON.parse(text)
      const last = journal.entries.at(-1)
      journal.entries.push({ ...last, idx: last.idx, tag: '9999_essai' })
      return JSON.stringify(journal)
    })
    expect(checkJournal(folder).join('\n')).toMatch(/rang .*\n.*sa date .*\n.*fichier SQL manque/)
  })

  it('voit un fichier que le journal ignore, et celui qui manque', () => {
    writeFileSync(join(folder, '0042_oubli.sql'), 'select 1;')
    rmSync(join(folder, first()))
    expect(checkJournal(folder).join('\n')).toMatch(/fichier SQL manque[\s\S]*0042_oubli.sql : absent du journal/)
  })
})

describe('les transactions des actes', () => {
  it('recommencent toutes quand PostgreSQL les sacrifie : qui écrit un acte ne tient pas sa transaction lui-même (ADR 0043)', () => {
    const dossier = join(root, 'lib/usecases')
    const ecrivent = readdirSync(dossier)
      .filter((file) => file.endsWith('.ts') && !file.includes('test'))
      .map((file) => ({ file, text: readFileSync(join(dossier, file), 'utf8') }))
      .filter(({ text }) => /\b(saveActe|insertDemande|openDemande)\(/.test(text))
    expect(ecrivent.length).toBeGreaterThan(5)
    expect(ecrivent.filter(({ text }) => text.includes('db.transaction(')).map(({ file }) => file)).toEqual([])
  })
})
