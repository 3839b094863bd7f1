/** The fences between the rooms: apps → views → ledger → domain, never back, never sideways. */
const never = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to });
const libs = '^libs/(audit|domain|ledger|views)/src';

export default {
  forbidden: [
    never('no-cycles', {}, { circular: true }, 'Two files that need each other are one file, or three.'),
    never('domain-is-pure', { path: '^libs/domain/src', pathNot: '\\.spec\\.ts$' }, { dependencyTypes: ['core'] }, 'No I/O in the domain.'),
    never(
      'domain-knows-nobody',
      { path: '^libs/domain/src', pathNot: '\\.spec\\.ts$' },
      { path: '^(libs/(ledger|views)|apps|test|bench)' },
      '',
    ),
    never(
      'domain-depends-on-little',
      { path: '^libs/domain/src', pathNot: '\\.spec\\.ts$' },
      { dependencyTypes: ['npm'], pathNot: '@js-temporal/polyfill|decimal\\.js' },
      '',
    ),
    never(
      'ledger-knows-domain-alone',
      { path: '^libs/ledger/src', pathNot: '\\.spec\\.ts$' },
      { path: '^(libs/views|apps|test|bench)' },
      '',
    ),
    never(
      'audit-knows-nobody',
      { path: '^libs/audit/src', pathNot: '\\.spec\\.ts$' },
      { path: '^(libs/(domain|ledger|views)|apps|test|bench)' },
      'An outsider reads the verifier alone; it shares no code with what it verifies.',
    ),
    never(
      'audit-depends-on-little',
      { path: '^libs/audit/src', pathNot: '\\.spec\\.ts$' },
      { dependencyTypes: ['npm'], pathNot: 'canonicalize' },
      '',
    ),
    never('only-apps-audit', { path: '^libs/(domain|ledger|views)', pathNot: '\\.spec\\.ts$' }, { path: '^libs/audit' }, ''),
    never('views-know-no-app', { path: '^libs/views/src', pathNot: '\\.spec\\.ts$' }, { path: '^(apps|test|bench)' }, ''),
    never(
      'machinery-knows-no-slice',
      { path: '^libs/(ledger|views)/src', pathNot: '\\.spec\\.ts$' },
      { path: '^libs/domain/src/(plan|objective|measure|register|report)/' },
      '',
    ),
    never(
      'libs-by-their-index',
      { path: '^(apps|bench|test)' },
      { path: libs, pathNot: '^libs/(audit|domain|ledger|views)/src/index\\.ts$' },
      'Import #libs/…',
    ),
    never(
      'plan-alone',
      { path: '^libs/domain/src/plan/' },
      { path: '^libs/domain/src/(objective|measure|register|report)/' },
      'Slices meet in catalog, rules, reports and the view.',
    ),
    never('objective-alone', { path: '^libs/domain/src/objective/' }, { path: '^libs/domain/src/(measure|register|report)/' }, ''),
    never('measure-alone', { path: '^libs/domain/src/measure/' }, { path: '^libs/domain/src/(objective|register|report)/' }, ''),
    never('register-alone', { path: '^libs/domain/src/register/' }, { path: '^libs/domain/src/(objective|measure|report)/' }, ''),
    never('report-alone', { path: '^libs/domain/src/report/' }, { path: '^libs/domain/src/(objective|measure|register)/' }, ''),
    never('apps-stay-apart', { path: '^apps/api' }, { path: '^apps/cli' }, ''),
    never('production-needs-no-tests', { path: '^(apps|libs)', pathNot: '\\.spec\\.ts$' }, { path: '^(test|bench)|\\.spec\\.ts$' }, ''),
    never('no-dev-dependencies', { path: '^(apps|libs)', pathNot: '\\.spec\\.ts$' }, { dependencyTypes: ['npm-dev'] }, ''),
    never('known-packages-only', {}, { dependencyTypes: ['unknown', 'undetermined', 'npm-no-pkg', 'npm-unknown'] }, ''),
    never('no-orphans', { orphan: true, pathNot: '(\\.spec\\.ts|\\.d\\.ts|main\\.ts|\\.mjs)$' }, {}, 'Nothing imports it.'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    webpackConfig: { fileName: './.dependency-cruiser.resolve.cjs' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.json'],
    },
  },
};
