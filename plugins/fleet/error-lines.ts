import { KubeconfigError } from '../../kubernetes/errors/kubeconfig-error.ts';
import { PolicyError } from '../../policies/bundle/errors.ts';
import { EngineError } from '../../policies/engine/errors.ts';
import type { ExitCode } from './command-line/exit-code.ts';
import { FleetError } from './command-line/errors.ts';

/**
 * Returns the lines that the user reads when the program ends with an error. An unforeseen error is
 * one line that tells how to get the stack.
 * @param program the words that the user typed, e.g. "kubectl fleet"
 */
export function errorLines(error: unknown, program: string, debug: boolean): { lines: string[]; exitCode: ExitCode } {
  const stack = debug && error instanceof Error && error.stack !== undefined ? [error.stack] : [];
  if (error instanceof FleetError) {
    const see =
      error.helpOf === undefined ? [] : [`See "${[program, error.helpOf].filter(Boolean).join(' ')} --help".`];
    return { lines: [`error: ${error.message}`, ...see, ...stack], exitCode: error.exitCode };
  }
  // Their messages name the missing or broken file: a kubeconfig, policy.wasm beside the program,
  // or a user's own rule.
  if (error instanceof KubeconfigError || error instanceof EngineError || error instanceof PolicyError) {
    return { lines: [`error: ${error.message}`, ...stack], exitCode: 2 };
  }
  const words = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const how = debug ? '' : `; FLEET_DEBUG=1 shows where`;
  return { lines: [`error: this should not happen: ${words}${how}`, ...stack], exitCode: 2 };
}
