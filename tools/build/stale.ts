import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from '../binaries/lock.ts';
import { runProgram } from '../../kubernetes/program/program.ts';
import { root } from '../repository/root.ts';

/** A part of dist/: the script that writes it, and the files that it is made of. */
interface Output {
  readonly name: string;
  readonly script: string;
  readonly sources: readonly string[];
  readonly files: readonly string[];
}

const common = ['tools/**', 'package.json', 'package-lock.json'];
const outputs: readonly Output[] = [
  {
    name: 'the programs',
    script: 'bundle.ts',
    sources: [...common, '{kubernetes,plugins,webhooks}/**', 'policies/!(fleet)/**'],
    files: ['dist/*.js', 'dist/chunks/*'],
  },
  {
    name: 'the policy',
    script: 'policy.ts',
    sources: [...common, 'policies/**'],
    files: ['dist/policies/**', 'dist/{policy.wasm,data.json,systems.json}'],
  },
];
const isTest = /(\.test\.ts|_test\.rego)$/;

/**
 * Builds the parts of dist/ that were not built from the sources as they are now. Contents are
 * compared, because a checkout changes times and an older build may lie in dist/. Of two processes
 * the second waits for the first.
 * @param report told a line for each part that is built
 * @throws Error with the output of a build that failed
 */
export async function buildStale(report: (line: string) => void): Promise<void> {
  const cache = join(root, 'node_modules/.cache/kubectl-fleet');
  await mkdir(cache, { recursive: true });
  const build = async (output: Output): Promise<void> => {
    const record = join(cache, `${output.script}.sha256`);
    const built = await readFile(record, 'utf8').catch(() => '');
    const sources = await digestOf(output.sources);
    if (built === `${sources} ${await digestOf(output.files)}`) return;
    report(`dist/ is not of these sources: building ${output.name}`);
    const { exitCode, stdout, stderr } = await runProgram(process.execPath, [join(root, 'tools', output.script)]);
    if (exitCode !== 0) throw new Error(`building ${output.name} failed: ${stdout}${stderr}`);
    await writeFile(record, `${sources} ${await digestOf(output.files)}`);
  };
  await withLock(
    join(cache, 'build.lock'),
    async () => {
      for (const output of outputs) await build(output);
    },
    () => undefined,
  );
}

/** The digest of names and contents. */
async function digestOf(patterns: readonly string[]): Promise<string> {
  const entries = globSync(patterns, { cwd: root, withFileTypes: true, exclude: entry => isTest.test(entry.name) });
  const files = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
  const hash = createHash('sha256');
  for (const file of files.sort())
    hash
      .update(`${file}\0`)
      .update(await readFile(file))
      .update('\0');
  return hash.digest('hex');
}
