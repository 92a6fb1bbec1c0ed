/** Who may import whom: the layers of docs/architecture.md. `npm run check:imports` enforces it. */

/** A rule: what lies in `from` imports of the project only what matches `allowed`. */
const layer = (name, from, allowed, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: `^${from}/` },
  to: {
    path: '^[^/]+/',
    pathNot: [`^(${[from, ...allowed].join('|')})/`, '^node_modules/', '^node:'],
    dependencyTypesNot: ['npm', 'npm-dev', 'core'],
  },
});

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Two files that need each other are one file, or three.',
      from: { path: '^(?!node_modules)' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    layer('domain', 'domain', [], 'The words of the design depend on nothing.'),
    layer('policy', 'policy', ['domain'], 'Decisions are pure: no rows, no network, no clock.'),
    {
      name: 'workflows',
      severity: 'error',
      comment: 'Workflow code is replayed for weeks: of the rest it knows pure policy, words and types.',
      from: { path: '^workflows/' },
      to: {
        path: '^[^/]+/',
        pathNot: ['^(workflows|policy|domain)/', '^node_modules/'],
        dependencyTypesNot: ['type-only', 'npm', 'core'],
      },
    },
    {
      name: 'workflows-libraries',
      severity: 'error',
      comment:
        'Every library in the bundle costs memory in each of thousands of waiting workflows; node built-ins break replay.',
      from: { path: '^(workflows|policy)/' },
      to: {
        dependencyTypes: ['npm', 'core'],
        pathNot: ['node_modules/@temporalio/(workflow|common)/'],
        dependencyTypesNot: ['type-only'],
      },
    },
    layer('store', 'store', ['domain', 'policy'], 'Queries know rows, not what they are for.'),
    {
      name: 'models',
      severity: 'error',
      comment: 'A model sees what it is handed: no rows, no channels.',
      from: { path: '^models/' },
      to: { path: '^(store|channels|activities|transactions|gateway|cli)/' },
    },
    {
      name: 'channels',
      severity: 'error',
      comment: 'A channel speaks its protocol and nothing else.',
      from: { path: '^channels/' },
      to: { path: '^(store|models|activities|transactions|gateway|cli|desk)/' },
    },
    {
      name: 'transactions',
      severity: 'error',
      comment: 'A transaction never waits for the network or a model.',
      from: { path: '^transactions/' },
      to: { path: '^(activities|models|gateway|cli|background|temporal)/' },
    },
    {
      name: 'transactions-network',
      severity: 'error',
      comment: 'Of channels, transactions know the shapes only.',
      from: { path: '^transactions/' },
      to: { path: '^channels/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'edges',
      severity: 'error',
      comment: 'HTTP and the command line are edges: they import inward, nothing imports them.',
      from: { pathNot: '^(gateway|cli|bench|test|scripts)/' },
      to: { path: '^(gateway|cli)/' },
    },
    {
      name: 'no-tests-in-product',
      severity: 'error',
      from: { pathNot: '^(test|bench|scripts)/' },
      to: { path: '^(test|bench)/' },
    },
  ],
  options: {
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    exclude: { path: '(^|/)(dist|\\.first-response)/' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
  },
};
