import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '../../kubernetes/program/program.ts';
import { writeRepository, type Placed } from './repository.ts';

const plugin = join(import.meta.dirname, '../../dist/kubectl-fleet.js');
const rounds = 5;

/** The program writes at its end what it took. */
const preload = `data:text/javascript,${encodeURIComponent(
  `process.on('exit', () => { const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    process.stderr.write('took ' + (userCPUTime + systemCPUTime) / 1000 + ' ' + maxRSS / 1024) })`,
)}`;

/**
 * Lines of a table: a lint of 2,000 manifests from start to end, the lowest of its runs, with
 * findings and without.
 */
export async function lints(): Promise<string[][]> {
  return [
    await line('no findings', 'by nobody', 'table'),
    await line('400 denied, as SARIF', 'by a federation', 'sarif'),
  ];
}

async function line(what: string, placed: Placed, format: string): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-bench-'));
  try {
    await writeRepository(folder, placed);
    const runs: Run[] = [];
    for (let round = 0; round < rounds; round++) runs.push(await lint(folder, format));
    const lowest = (name: keyof Run) => Math.min(...runs.map(run => run[name])).toFixed(0);
    const highest = Math.max(...runs.map(({ mebibytes }) => mebibytes)).toFixed(0);
    return [what, await megabytesOf(folder), lowest('milliseconds'), lowest('cpu'), highest];
  } finally {
    await rm(folder, { recursive: true });
  }
}

interface Run {
  milliseconds: number;
  cpu: number;
  mebibytes: number;
}

async function lint(folder: string, format: string): Promise<Run> {
  const start = performance.now();
  const { stderr } = await runProgram(process.execPath, ['--import', preload, plugin, 'lint', folder, '-o', format]);
  const milliseconds = performance.now() - start;
  const [, cpu, mebibytes] = /took (\S+) (\S+)$/.exec(stderr) ?? [];
  if (!stderr.startsWith('2000 objects in 2000 files')) throw new Error(stderr);
  return { milliseconds, cpu: Number(cpu), mebibytes: Number(mebibytes) };
}

async function megabytesOf(folder: string): Promise<string> {
  const files = await readdir(folder, { recursive: true });
  const sizes = await Promise.all(files.map(async file => (await stat(join(folder, file))).size));
  return (sizes.reduce((sum, size) => sum + size, 0) / 1e6).toFixed(1);
}
