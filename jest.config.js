/** @type {import('jest').Config} */
export default {
  testEnvironment: '<rootDir>/test/setup/node-environment.js',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2024' },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  testMatch: ['<rootDir>/{gateway,subgraphs,schema,cli,test,bench}/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/.data/'],
  setupFiles: ['<rootDir>/test/setup/repeatable-properties.js'],
  globalSetup: '<rootDir>/test/setup/global-setup.ts',
  globalTeardown: '<rootDir>/test/setup/global-teardown.ts',
  reporters: ['default', '<rootDir>/test/setup/left-out-reporter.js'],
  testTimeout: 30_000,
};
