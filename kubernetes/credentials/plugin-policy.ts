import { normalize } from 'node:path';

/** The credential plugins that may run, as the kuberc of the user says. */
export type PluginPolicy =
  | { policy: 'AllowAll' }
  | { policy: 'DenyAll' }
  | {
      policy: 'Allowlist';
      /** Names on PATH, or paths. */
      commands: readonly string[];
    };

export const allowAll: PluginPolicy = { policy: 'AllowAll' };

/**
 * Returns the policy of a kuberc, or the reason why kubectl refuses it
 * (k8s.io/client-go/plugin/pkg/client/auth/exec).
 * @param commands the allowlist; undefined where there is none
 */
export function pluginPolicyOf(
  policy: string,
  commands: readonly string[] | undefined,
): PluginPolicy | { problem: string } {
  switch (policy) {
    case '':
    case 'AllowAll':
    case 'DenyAll':
      return commands === undefined
        ? { policy: policy === 'DenyAll' ? policy : 'AllowAll' }
        : {
            problem: `misconfigured credential plugin allowlist: plugin policy is "${policy}" but allowlist is non-nil`,
          };
    case 'Allowlist': {
      const problem = allowlistProblem(commands);
      return problem === undefined ? { policy, commands: commands ?? [] } : { problem };
    }
    default:
      return { problem: `unknown plugin policy: "${policy}"` };
  }
}

function allowlistProblem(commands: readonly string[] | undefined): string | undefined {
  const set = 'credential plugin policy set to "Allowlist", but allowlist is';
  if (commands === undefined) return `${set} unspecified`;
  if (commands.length === 0) return `${set} empty; use "DenyAll" policy instead`;
  const empty = commands.indexOf('');
  if (empty !== -1) return `misconfigured credential plugin allowlist: empty allowlist entry #${empty + 1}`;
  const stray = commands.find(command => cleanPath(command) !== command);
  return stray === undefined ? undefined : `non-normalized file path: "${stray}" vs "${cleanPath(stray)}"`;
}

/** Returns a path without `.`, `..` and slashes that say nothing (filepath.Clean of Go). */
export function cleanPath(path: string): string {
  const clean = normalize(path);
  return clean.length > 1 ? clean.replace(/[/\\]$/, '') : clean;
}
