import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { opa } from './opa.ts';
import { filesOfTar } from './tar.ts';

const entrypoints = ['decision', 'annotations', 'rules', 'facts'];
const outputs = ['policy.wasm', 'data.json'];

/**
 * Compiles the Rego below `source` (a path from the repository's folder) to policy.wasm and data.json in `destination`, the same bytes each time.
 * @throws Error with what opa said
 */
export async function compilePolicy(source: string, destination: string): Promise<Record<string, Buffer>> {
  const folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-policy-'));
  const bundle = join(folder, 'bundle.tar.gz');
  try {
    const entries = entrypoints.flatMap(entry => ['-e', `fleet/main/${entry}`]);
    // Otherwise data.fleet.rules[name] would iterate the packages of the tests, too.
    const ignored = ['--ignore', '*_test.rego'];
    const { exitCode, stderr } = await opa(['build', '-b', source, '-t', 'wasm', ...ignored, ...entries, '-o', bundle]);
    if (exitCode !== 0) throw new Error(`opa build ended with exit code ${exitCode}:\n${stderr}`);
    const packed = filesOfTar(gunzipSync(await readFile(bundle)));
    await mkdir(destination, { recursive: true });
    const written: Record<string, Buffer> = {};
    for (const name of outputs) {
      const content = packed.get(`/${name}`);
      if (content === undefined) throw new Error(`opa build made no ${name}`);
      await writeFile(join(destination, name), content);
      written[name] = content;
    }
    return written;
  } finally {
    await rm(folder, { recursive: true });
  }
}
