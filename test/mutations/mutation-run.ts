import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { opa } from '../../tools/rego/opa.ts';

/** Result for a changed policy: Rego refused it, a test failed, or no test noticed. */
export type Outcome = 'refused' | 'caught' | 'survived';

export interface MutationRuns {
  /** Runs the tests with one file's text replaced. */
  run: (file: string, source: string) => Promise<Outcome>;
  end: () => Promise<void>;
}

/** Copies the policies as many times as runs may run at once. */
export async function startMutationRuns(policies: string, atOnce: number): Promise<MutationRuns> {
  const folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-mutations-'));
  const copies = Array.from({ length: atOnce }, (_, index) => join(folder, String(index)));
  await Promise.all(copies.map(copy => cp(policies, copy, { recursive: true })));
  const free = [...copies];
  const waiting: ((copy: string) => void)[] = [];

  const take = (): Promise<string> => {
    const copy = free.pop();
    return copy === undefined ? new Promise(resolve => waiting.push(resolve)) : Promise.resolve(copy);
  };
  const giveBack = (copy: string): void => {
    const next = waiting.shift();
    if (next === undefined) free.push(copy);
    else next(copy);
  };

  return {
    run: async (file, source) => {
      const copy = await take();
      const place = join(copy, file);
      const original = await readFile(place);
      try {
        await writeFile(place, source);
        return await runTests(copy);
      } finally {
        await writeFile(place, original);
        giveBack(copy);
      }
    },
    end: () => rm(folder, { recursive: true }),
  };
}

/** opa ends with 2 when a test failed and with 1 when it could not even start. */
async function runTests(folder: string): Promise<Outcome> {
  const { exitCode } = await opa(['test', '--bundle', '.'], folder);
  if (exitCode === 0) return 'survived';
  return exitCode === 2 ? 'caught' : 'refused';
}
