import { chmod, readdir, rm } from 'node:fs/promises';
import { build } from 'esbuild';

/**
 * Writes the programs that ship to dist/, with all that they import: the package has no runtime dependencies. What a command needs
 * lies in dist/chunks and is loaded when the command runs. policy.wasm and data.json lie beside, made by `npm run policy`.
 */

const root = new URL('../', import.meta.url);
const programs = [
  { in: 'plugins/fleet/main.ts', out: 'kubectl-fleet' },
  { in: 'webhooks/server.ts', out: 'webhook' },
];

const { metafile } = await build({
  absWorkingDir: root.pathname,
  entryPoints: programs,
  outdir: 'dist',
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  minifyWhitespace: true,
  metafile: true,
  // Some dependencies are CommonJS and call require for what Node brings.
  banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
});
for (const [file, { bytes, entryPoint }] of Object.entries(metafile.outputs)) {
  if (!programs.some(program => program.in === entryPoint)) continue;
  await chmod(new URL(file, root), 0o755);
  process.stdout.write(`${file} ${Math.ceil(bytes / 1024)} KiB\n`);
}

// The names of chunks carry a hash, so those of earlier builds would stay.
const chunks = await readdir(new URL('dist/chunks/', root));
const stale = chunks.filter(chunk => metafile.outputs[`dist/chunks/${chunk}`] === undefined);
await Promise.all(stale.map(chunk => rm(new URL(`dist/chunks/${chunk}`, root))));
