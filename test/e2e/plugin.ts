import { inject } from 'vitest';
import { runProgram, type ProgramAnswer } from '../../kubernetes/program/program.ts';

/** The plugin as it is installed. */
export const program = inject('program');

/** The Node that runs it. */
export const node = inject('node');

/**
 * Folders in which nothing can be remembered: a broken server of a test may listen where another
 * one did.
 */
const withoutMemory = { XDG_CACHE_HOME: '/dev/null/none', KUBECACHEDIR: '/dev/null/none' };

/**
 * Runs the plugin as a user does who has these kubeconfig files (a:b:c); `line` is split at spaces.
 */
export function fleet(kubeconfig: string, line: string): Promise<ProgramAnswer> {
  const words = line.split(' ').filter(word => word !== '');
  return runProgram(node, [program, ...words], { env: { ...process.env, ...withoutMemory, KUBECONFIG: kubeconfig } });
}

/** The rows of a table, each as its cells. */
export function cells(table: string): string[][] {
  return table
    .trimEnd()
    .split('\n')
    .map(line => line.split(/ {3,}/));
}
