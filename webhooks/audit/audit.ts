import { sleep } from '../cluster/keep-doing.ts';
import { whenNew } from '../cluster/when-new.ts';
import { reasonOf } from '../errors/webhook-error.ts';
import type { AuditDependencies } from './dependencies.ts';
import { scanner } from './scanner.ts';

/**
 * Looks at what exists in the cluster as long as this process is the one to do so: all of it at first and every few hours, and in between
 * each object that changes. Writes reports and nothing else.
 */
export async function audit(dependencies: AuditDependencies, held: AbortSignal): Promise<void> {
  const { missing, instruments, onProblem } = dependencies;
  const tell = whenNew(onProblem);
  const scanAndFollow = scanner(dependencies, held);
  const isHeld = (): boolean => !held.aborted;
  while (isHeld()) {
    if (missing().length > 0) {
      await sleep(1_000, held);
      continue;
    }
    const problem = await scanAndFollow().then(() => undefined, reasonOf);
    if (!isHeld()) break;
    tell(problem === undefined ? [] : [`audit: ${problem}`]);
    if (problem !== undefined) await sleep(10_000, held);
  }
  instruments.violations([]);
}
