import eslint from '@eslint/js';
import { defineConfig } from 'eslint/config';
import builtins from 'eslint-plugin-es-x';
import node from 'eslint-plugin-n';
import tseslint from 'typescript-eslint';

export default defineConfig(
  { ignores: ['dist/'] },
  eslint.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/prefer-readonly': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'max-lines': ['error', { max: 250 }],
      complexity: ['error', 12],
      'max-depth': ['error', 3],
      'max-params': ['error', 4],
      'no-console': 'error',
    },
  },
  {
    // Only the entry points use the process. All other modules receive its parts as parameters.
    files: ['kubernetes/**', 'plugins/**', 'webhooks/**', 'policies/**'],
    ignores: [
      'plugins/fleet/{main,process}.ts',
      'kubernetes/client/lookup-process.ts',
      'webhooks/{server,config,smoke-test/main}.ts',
      'webhooks/evaluation/worker-main.ts',
      '**/*.test.ts',
    ],
    rules: { 'no-restricted-globals': ['error', { name: 'process', message: 'pass it in from the entry point' }] },
  },
  {
    // The plugin runs on the oldest Node that package.json supports. Tools, tests and the webhook's
    // image use a newer one.
    files: ['kubernetes/**/*.ts', 'plugins/**/*.ts', 'policies/**/*.ts'],
    ignores: ['**/*.test.ts'],
    extends: [builtins.configs['flat/restrict-to-es2023']],
    plugins: { n: node },
    languageOptions: { globals: node.configs['flat/recommended-module'].languageOptions?.globals ?? {} },
    rules: {
      'n/no-unsupported-features/node-builtins': [
        'error',
        // cp is experimental in Node 20 but works. The functions of tls are used only if they exist.
        { ignores: ['fs/promises.cp', 'tls.getCACertificates', 'tls.setDefaultCACertificates'] },
      ],
      // The build bundles JSON modules.
      'es-x/no-import-attributes': 'off',
      'es-x/no-json-modules': 'off',
      // The rule confuses the type with the class of the same name, which the compiler does not know.
      'es-x/no-iterator': 'off',
    },
  },
);
