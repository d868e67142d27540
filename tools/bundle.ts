import { chmod, readdir, rm } from 'node:fs/promises';
import { bundlePrograms, programs } from './build/programs.ts';
import { rootUrl } from './repository/root.ts';

/**
 * Writes the programs that ship to dist/: the package has no runtime dependencies. What a command
 * needs lies in dist/chunks; policy.wasm and data.json lie beside, made by `npm run policy`.
 */

const { metafile } = await bundlePrograms({ write: true });
for (const [file, { bytes, entryPoint }] of Object.entries(metafile.outputs)) {
  if (!programs.some(program => program.in === entryPoint)) continue;
  await chmod(new URL(file, rootUrl), 0o755);
  process.stdout.write(`${file} ${Math.ceil(bytes / 1024)} KiB\n`);
}

// The names of chunks carry a hash, so those of earlier builds would stay.
const chunks = await readdir(new URL('dist/chunks/', rootUrl));
const stale = chunks.filter(chunk => metafile.outputs[`dist/chunks/${chunk}`] === undefined);
await Promise.all(stale.map(chunk => rm(new URL(`dist/chunks/${chunk}`, rootUrl))));
