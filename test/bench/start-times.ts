import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBinary } from '../../tools/binaries/find.ts';
import { kubectl } from '../../tools/binaries/tools.ts';
import { startFleet } from '../testbed/fleet.ts';
import { runProgram } from '../../kubernetes/program/program.ts';

const plugin = join(import.meta.dirname, '../../dist/kubectl-fleet.js');
const rounds = 15;

/**
 * Lines of a table: milliseconds from start to end of a command, the median and the lowest of its
 * runs, beside those of the real kubectl on the same three clusters. The caches of both are warm.
 */
export async function startTimes(): Promise<string[][]> {
  const fleet = await startFleet();
  const caches = await mkdtemp(join(tmpdir(), 'kubectl-fleet-bench-'));
  const env = { ...process.env, KUBECONFIG: fleet.kubeconfig, KUBECACHEDIR: caches, XDG_CACHE_HOME: caches };
  const real = await findBinary(kubectl);
  const ask = async (program: string, ...words: string[]): Promise<void> => {
    const { exitCode, stderr } = await runProgram(program, words, { env });
    if (exitCode !== 0) throw new Error(`${program} ${words.join(' ')}: ${stderr}`);
  };
  try {
    return [
      await line('kubectl version --client', () => ask(real, 'version', '--client')),
      await line('kubectl-fleet --help', () => ask(process.execPath, plugin, '--help')),
      await line('kubectl get nodes, three clusters one after another', async () => {
        for (const context of ['hub', 'eu-1', 'us-1']) await ask(real, '--context', context, 'get', 'nodes');
      }),
      await line('kubectl-fleet get nodes', () => ask(process.execPath, plugin, 'get', 'nodes')),
      await line('kubectl-fleet clusters', () => ask(process.execPath, plugin, 'clusters')),
    ];
  } finally {
    await fleet.stop();
    await rm(caches, { recursive: true, force: true });
  }
}

async function line(what: string, run: () => Promise<void>): Promise<string[]> {
  await run();
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  }
  const sorted = times.toSorted((a, b) => a - b);
  return [what, String(Math.round(sorted[Math.floor(rounds / 2)] ?? 0)), String(Math.round(sorted[0] ?? 0))];
}
