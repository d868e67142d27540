import { getSystemErrorMap } from 'node:util';
import { isThere } from '../files/is-there.ts';
import type { ExecEntry } from '../kubeconfig/schema.ts';

/**
 * Returns the reason why a plugin could not be started. It follows the plugin's name in a message.
 */
export async function startWords(error: unknown, { command, installHint = '' }: ExecEntry): Promise<string> {
  if (codeOf(error) === 'ENOENT') {
    // The system reports the same error for a script whose interpreter is missing. Only a command
    // with a path tells the two cases apart.
    if (command.includes('/') && (await isThere(command))) return 'cannot be run: its interpreter is not installed';
    return `is not installed${installHint === '' ? '' : `: ${installHint}`}`;
  }
  return `cannot be run: ${systemWords(error)}`;
}

function systemWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // Node checks its arguments before the system does. Its messages name its own functions.
  if (codeOf(error) === 'ERR_INVALID_ARG_VALUE') return 'a NUL is in its command, arguments or variables';
  const [, words = error.message] = ('errno' in error ? getSystemErrorMap().get(Number(error.errno)) : undefined) ?? [];
  return words;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
