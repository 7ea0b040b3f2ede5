import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const subgraphs = ['leads', 'enrichment', 'scoring', 'routing', 'personalization', 'experiments', 'growth'];

/** A subgraph may import its own folder and `shared`, never another subgraph or the gateway. */
const borders = subgraphs.map((name) => ({
  files: [`subgraphs/${name}/**/*.ts`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            regex: `(subgraphs/|\\.\\./)(${subgraphs.filter((other) => other !== name).join('|')})/`,
            message: 'A subgraph never imports another: meet in the graph or in events.',
          },
          { regex: '/gateway/', message: 'A subgraph does not know the gateway.' },
        ],
      },
    ],
  },
}));

export default tseslint.config(
  { ignores: ['node_modules', 'coverage', '.data', '**/generated/**'] },
  js.configs.recommended,
  tseslint.configs.recommended,
  {
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      'no-console': 'error',
      // Messages already carry what was caught; a cause would show clients and users internals.
      'preserve-caught-error': 'off',
      eqeqeq: ['error', 'smart'],
    },
  },
  {
    files: ['gateway/console/*.js'],
    languageOptions: {
      globals: Object.fromEntries(
        ['URLSearchParams', 'location', 'history', 'document', 'window'].map((name) => [name, 'readonly']),
      ),
    },
  },
  { files: ['test/**/*.js'], languageOptions: { globals: { process: 'readonly' } } },
  { files: ['**/*.test.ts', 'test/**'], rules: { '@typescript-eslint/no-explicit-any': 'off' } },
  { files: ['cli/**', 'bench/**', 'gateway/engine/cli.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['subgraphs/**/domain/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'graphql', message: 'Domain code knows neither GraphQL types nor HTTP.' }] },
      ],
    },
  },
  ...borders,
  {
    files: ['subgraphs/shared/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex: `\\.\\./(${subgraphs.join('|')})/`, message: 'shared knows no word of the domain.' },
          ],
        },
      ],
    },
  },
  {
    files: ['gateway/engine/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex: '/subgraphs/', message: 'The engine knows GraphQL and federation, nothing else.' },
          ],
        },
      ],
    },
  },
);
