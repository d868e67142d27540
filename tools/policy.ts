import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { pageSamples } from '../policies/bundle/page-samples.ts';
import { readCatalogue } from './catalogue/read.ts';
import { compilePolicy } from './rego/compile-policy.ts';
import { systemPages } from './documentation/system-page.ts';
import { root } from './repository/root.ts';

/**
 * Writes dist/policies, the Rego and data from which users build their own rules with ours; of
 * these dist/policy.wasm and dist/data.json; and dist/systems.json, the pages of the systems.
 */

const sources = `${root}dist/policies/fleet`;
await rm(sources, { recursive: true, force: true });
await cp(`${root}policies/fleet`, sources, {
  recursive: true,
  filter: file => !file.endsWith('_test.rego') && !file.endsWith('/samples'),
});

const rules = `${root}policies/fleet/rules`;
await mkdir(`${sources}/samples/ours`, { recursive: true });
await writeFile(`${sources}/samples/ours/data.json`, JSON.stringify(pageSamples(rules, await readdir(rules))));

const written = await compilePolicy('dist/policies', `${root}dist`);
const systems = Buffer.from(
  JSON.stringify(systemPages(await readCatalogue(`${root}policies/fleet/catalogue/systems`))),
);
await writeFile(`${root}dist/systems.json`, systems);

const sizes = Object.entries({ ...written, 'systems.json': systems }).map(
  ([name, content]) => `dist/${name} ${Math.ceil(content.length / 1024)} KiB`,
);
process.stdout.write(`${sizes.join(', ')}\n`);
