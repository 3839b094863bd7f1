import tseslint from 'typescript-eslint';

const outOfTheDomain = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'The domain has no clock: take the day from the context.' },
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'The domain has no clock: take the day from the context.',
  },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'The domain has no randomness.' },
  { selector: "MemberExpression[object.property.name='Now']", message: 'The domain has no clock: take the day from the context.' },
];

export default tseslint.config(
  { ignores: ['dist/', 'data/', 'coverage/', 'node_modules/', 'examples/'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' },
      ],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-redundant-type-constituents': 'off',
      eqeqeq: 'error',
      'max-lines': ['error', { max: 360, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
    },
  },
  { files: ['libs/domain/src/**/*.ts'], ignores: ['**/*.spec.ts'], rules: { 'no-restricted-syntax': ['error', ...outOfTheDomain] } },
  { files: ['apps/cli/**', 'bench/**', 'test/**', '**/*.spec.ts'], rules: { 'no-console': 'off', 'max-lines': 'off' } },
);
