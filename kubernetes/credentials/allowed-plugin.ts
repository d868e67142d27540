import { basename } from 'node:path';
import { lookPath } from '../program/look-path.ts';
import { cleanPath, type PluginPolicy } from './plugin-policy.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Returns the program to run for the command of a plugin, or the words by which kubectl refuses it
 * (k8s.io/client-go/plugin/pkg/client/auth/exec). Under an allowlist, the path that was compared is
 * the one to run: variables of the kubeconfig cannot lead PATH elsewhere.
 * @param env the environment of this process, without the variables of the plugin's entry
 */
export async function allowedPlugin(
  command: string,
  policy: PluginPolicy,
  env: Environment,
): Promise<{ path: string } | { refusal: string }> {
  if (policy.policy === 'AllowAll') return { path: command };
  const clean = cleanPath(command);
  if (policy.policy === 'DenyAll') return { refusal: `plugin "${clean}" not allowed: policy set to "DenyAll"` };
  const found = await lookPath(clean, env);
  if ('problem' in found) {
    const isNamed = policy.commands.includes(clean);
    const attempt = `plugin path "${clean}" cannot be resolved for credential plugin allowlist check: `;
    return { refusal: `${isNamed ? '' : attempt}${found.problem}` };
  }
  const { path } = found;
  if (policy.commands.includes(clean) || policy.commands.includes(path) || (await isListed(path, policy.commands, env)))
    return found;
  return { refusal: `plugin path "${path}" is not permitted by the credential plugin allowlist` };
}

/** True where an entry with the same file name leads to the same program. */
async function isListed(path: string, commands: readonly string[], env: Environment): Promise<boolean> {
  const alike = commands.filter(command => basename(command) === basename(path));
  const found = await Promise.all(alike.map(command => lookPath(command, env)));
  return found.some(one => 'path' in one && one.path === path);
}
