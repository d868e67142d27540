import { build, type BuildResult } from 'esbuild';
import { compiledValidators } from '../validators/plugin.ts';
import { root } from '../repository/root.ts';

/** The programs that ship. */
export const programs = [
  { in: 'plugins/fleet/main.ts', out: 'kubectl-fleet' },
  { in: 'kubernetes/client/lookup-process.ts', out: 'lookup-process' },
  { in: 'webhooks/server.ts', out: 'webhook' },
  { in: 'webhooks/evaluation/worker-main.ts', out: 'evaluation-worker' },
  { in: 'webhooks/smoke-test/main.ts', out: 'smoke-test' },
];

/**
 * Bundles the programs with all that they import; what a command needs lies in chunks and is loaded
 * when the command runs.
 */
export async function bundlePrograms({ write }: { write: boolean }): Promise<BuildResult<{ metafile: true }>> {
  return build({
    absWorkingDir: root,
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
    plugins: [compiledValidators],
    // fastify loads them for the schemas of routes, and routes have none
    // (webhooks/no-route-schemas.ts).
    external: ['@fastify/ajv-compiler', '@fastify/fast-json-stringify-compiler'],
    write,
    // Some dependencies are CommonJS and call require for what Node brings.
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
  });
}
