/**
 * The import law (docs/adr/0002): who may import whom. Each rule carries its sentence; scripts/import-law.processus.test.ts
 * plants an import that each forbids and expects it to fire. scripts/check-imports.ts proves that every file was read,
 * and judges what the browser runs, which a file says of itself and no path tells.
 */
const OURS = '^(app|lib|db|scripts|bench|e2e)/'
const TESTS = '\\.(test|spec)\\.tsx?$|^db/testing/|/testing\\.ts$'
/** A room may import itself and the rooms named, nothing else of ours. */
const room = (name, path, allowed, comment, except = '') => ({
  name,
  severity: 'error',
  comment,
  from: { path, pathNot: except ? `${TESTS}|${except}` : TESTS },
  to: { path: OURS, pathNot: [path, ...allowed] },
})
const DOMAIN = '^lib/domain/'
const DOCUMENTS = '^lib/documents/'
/** What the actions and routes of a room of app share: it handles the files that people send. */
const DOORS = '(\\.action|/route|/traitement)\\.ts$'
/** One row counted in the base for each attempt, before any use case. */
const DEBIT = '^lib/web/debit\\.ts$'
const LEAVES = '^lib/(env|journal|sceau)\\.ts$'

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'Two files that need each other are one, or hide a third.',
      from: {},
      to: { circular: true },
    },
    room('domain-alone', DOMAIN, [], 'The rule has one home and knows nobody.'),
    {
      name: 'domain-zod-only',
      severity: 'error',
      comment: 'A rule needs no library but zod.',
      from: { path: DOMAIN, pathNot: TESTS },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'core'], pathNot: 'node_modules/zod/' },
    },
    {
      name: 'domain-proved-alone',
      severity: 'error',
      comment: 'A rule is proved by the domain alone: a test that needs the data of the country stands beside them.',
      from: { path: `${DOMAIN}.*\\.test\\.tsx?$` },
      to: { path: '^(app|db|scripts|bench|e2e)/' },
    },
    room('documents', DOCUMENTS, [DOMAIN], 'What we hand to people is made from data: no database, no network.'),
    room('ui', '^lib/ui/', [DOMAIN, DOCUMENTS], 'A component sees the domain and its texts, never a table.'),
    room('schema', '^db/schema/', [DOMAIN], 'Tables take their vocabulary from the domain.'),
    room(
      'db',
      '^db/(repositories|queries)/',
      [DOMAIN, '^db/(client\\.ts|schema/|repositories/|queries/)', LEAVES],
      'The database room knows the domain and its tables.',
    ),
    room(
      'usecases',
      '^lib/usecases/',
      [DOMAIN, '^db/(client\\.ts|repositories/)'],
      'A use case never reaches the network and never reads for a page.',
    ),
    room(
      'adapters',
      '^lib/adapters/',
      [DOMAIN, LEAVES],
      'The outside world is behind an adapter that knows the domain only.',
    ),
    room(
      'jobs',
      '^lib/jobs/',
      ['^lib/usecases/', DOCUMENTS, '^lib/adapters/', '^db/', DOMAIN, LEAVES, '^lib/sorties-sans-valeurs\\.ts$'],
      'Jobs call use cases, like every other door; one that is a process of its own guards what it prints.',
    ),
    room(
      'web',
      '^lib/web/',
      [DOMAIN, DOCUMENTS, '^db/queries/', LEAVES],
      'The web room guards doors: it reads by queries, and the counter of attempts alone writes.',
      DEBIT,
    ),
    room('web-debit', DEBIT, ['^db/client\\.ts$'], 'The counter of attempts knows the base and nothing else.'),
    room(
      'app',
      '^app/',
      ['^lib/(web|usecases|documents|ui|domain|adapters)/', '^db/queries/', LEAVES],
      'A screen never sees a table: it calls a use case or a query.',
    ),
    {
      name: 'app-adapters',
      severity: 'error',
      comment: 'A screen never reaches the outside world: its actions and routes do, for what people send.',
      from: { path: '^app/', pathNot: `${TESTS}|${DOORS}` },
      to: { path: '^lib/adapters/|^app/.*/traitement\\.ts$' },
    },
    {
      name: 'areas-apart',
      severity: 'error',
      comment: 'Areas of app never import each other.',
      from: { path: '^app/\\(([^)]+)\\)/' },
      to: { path: '^app/\\(([^)]+)\\)/', pathNot: '^app/\\($1\\)/' },
    },
    {
      name: 'nothing-imports-app',
      severity: 'error',
      comment: 'Screens are the last link of the chain.',
      from: { path: OURS, pathNot: '^app/' },
      to: { path: '^app/' },
    },
    {
      name: 'tools-are-not-imported',
      severity: 'error',
      comment: 'Scripts, benches, seeds and browser tests use the product; the product never uses them.',
      from: { path: '^(app|lib|db/(schema|repositories|queries))/', pathNot: TESTS },
      to: { path: '^(scripts|bench|e2e|db/(seed|testing))/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)\\.(next|data)|node_modules/.*/node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
}
