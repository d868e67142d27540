import { compilePolicy } from './compile-policy.ts';
import { root } from './opa.ts';

/** Writes dist/policy.wasm and dist/data.json. */

const written = await compilePolicy('policies', `${root}dist`);
const sizes = Object.entries(written).map(([name, content]) => `dist/${name} ${Math.ceil(content.length / 1024)} KiB`);
process.stdout.write(`${sizes.join(', ')}\n`);
