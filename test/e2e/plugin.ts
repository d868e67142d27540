import { fileURLToPath } from 'node:url';
import { runProgram, type ProgramAnswer } from '../../policies/bundle/program.ts';

/** The plugin as it ships. */
export const program = fileURLToPath(new URL('../../dist/kubectl-fleet.js', import.meta.url));

/** Runs the plugin as a user does who has these kubeconfig files (a:b:c); `line` is split at spaces. */
export function fleet(kubeconfig: string, line: string): Promise<ProgramAnswer> {
  const words = line.split(' ').filter(word => word !== '');
  return runProgram(process.execPath, [program, ...words], { env: { ...process.env, KUBECONFIG: kubeconfig } });
}

/** The rows of a table, each as its cells. */
export function cells(table: string): string[][] {
  return table
    .trimEnd()
    .split('\n')
    .map(line => line.split(/ {3,}/));
}
