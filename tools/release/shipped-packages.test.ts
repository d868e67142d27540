import { expect, test } from 'vitest';
import { bundlePrograms } from '../build/programs.ts';
import { rootUrl } from '../repository/root.ts';
import { packagesOf, shippedPart } from './shipped-packages.ts';

const installed = {
  metadata: { component: { 'bom-ref': 'kubectl-fleet@0.1.0' } },
  components: [{ 'bom-ref': 'fastify@5.0.0' }, { 'bom-ref': 'pino@10.0.0' }, { 'bom-ref': 'vitest@5.0.0' }],
  dependencies: [
    { ref: 'kubectl-fleet@0.1.0', dependsOn: ['fastify@5.0.0', 'vitest@5.0.0'] },
    { ref: 'fastify@5.0.0', dependsOn: ['pino@10.0.0'] },
    { ref: 'vitest@5.0.0', dependsOn: [] },
  ],
};

test('of what is installed there remains what ships', () => {
  expect(shippedPart(installed, ['fastify@5.0.0', 'pino@10.0.0'])).toEqual({
    metadata: installed.metadata,
    components: [{ 'bom-ref': 'fastify@5.0.0' }, { 'bom-ref': 'pino@10.0.0' }],
    dependencies: [
      { ref: 'kubectl-fleet@0.1.0', dependsOn: ['fastify@5.0.0'] },
      { ref: 'fastify@5.0.0', dependsOn: ['pino@10.0.0'] },
    ],
  });
});

test('a package inside another is told from the one beside it', async () => {
  const files = ['node_modules/yaml/dist/index.js', 'node_modules/@open-policy-agent/opa-wasm/node_modules/yaml/x.js'];
  const [old, current, ...more] = await packagesOf(rootUrl, [...files, 'webhooks/server.ts']);
  expect([old, current, more]).toEqual([expect.stringMatching(/^yaml@1\./), expect.stringMatching(/^yaml@2\./), []]);
});

test('what ships holds the parts that it cannot do without, and no tool of the workshop', async () => {
  const { metafile } = await bundlePrograms({ write: false });
  const names = (await packagesOf(rootUrl, Object.keys(metafile.inputs))).map(name => name.replace(/@[^@]*$/, ''));
  expect(names).toEqual(expect.arrayContaining(['@open-policy-agent/opa-wasm', 'fastify', 'ajv']));
  expect(names.filter(name => ['vitest', 'typescript', 'esbuild', 'eslint', 'prettier'].includes(name))).toEqual([]);
});

test('no program compiles a schema: validators are generated code', async () => {
  const { metafile } = await bundlePrograms({ write: false });
  const parts = Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
  );
  expect(parts).toContain('validator:isDecision:policies/engine/answers.ts');
  const libraries = /node_modules\/(typebox|ajv|ajv-formats|@fastify\/ajv-compiler)\//;
  expect(parts.filter(path => libraries.test(path) && !path.includes('/ajv/dist/runtime/'))).toEqual([]);
});
