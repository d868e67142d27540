import { cp, rm } from 'node:fs/promises';
import { compilePolicy } from './compile-policy.ts';
import { root } from './opa.ts';

/** Writes dist/policy.wasm and dist/data.json, and beside them the Rego and data from which users build their own rules with ours. */

const written = await compilePolicy('policies', `${root}dist`);
const sizes = Object.entries(written).map(([name, content]) => `dist/${name} ${Math.ceil(content.length / 1024)} KiB`);
process.stdout.write(`${sizes.join(', ')}\n`);

const sources = `${root}dist/policies/fleet`;
await rm(sources, { recursive: true, force: true });
await cp(`${root}policies/fleet`, sources, {
  recursive: true,
  filter: file => !file.endsWith('_test.rego') && !file.endsWith('/samples'),
});
