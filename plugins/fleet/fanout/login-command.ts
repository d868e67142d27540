import { basename } from 'node:path';
import { shellWord } from '../output/shell-word.ts';
import type { ExecEntry } from '../../../kubernetes/kubeconfig/schema.ts';

/**
 * The command that logs in for a credential plugin, by the name of the plugin's program. The words
 * are those of each tool's own documentation and error messages.
 */
const logins: Readonly<Record<string, (exec: ExecEntry) => string>> = {
  aws: exec => `aws sso login${option('--profile', valueOf(exec, '--profile', 'AWS_PROFILE'))}`,
  'aws-iam-authenticator': exec => `aws sso login${option('--profile', valueOf(exec, '', 'AWS_PROFILE'))}`,
  'gke-gcloud-auth-plugin': () => 'gcloud auth login',
  gcloud: () => 'gcloud auth login',
  // Azure's program and that of OpenID Connect have the same name; only the first has --server-id.
  kubelogin: exec => (exec.args?.includes('--server-id') === true ? 'az login' : 'kubelogin clean'),
  kubectl: exec => (exec.args?.[0] === 'oidc-login' ? 'kubectl oidc-login clean' : ''),
  'kubectl-oidc_login': () => 'kubectl oidc-login clean',
  tsh: exec => `tsh login${option('--proxy', valueOf(exec, '--proxy', 'TELEPORT_PROXY'))}`,
  doctl: () => 'doctl auth init',
  oci: () => 'oci session authenticate',
};

/** Returns the command that logs in; undefined for an unknown plugin. */
export function loginCommand(exec: ExecEntry): string | undefined {
  const name = basename(exec.command).replace(/\.exe$/i, '');
  const command = Object.hasOwn(logins, name) ? logins[name]?.(exec) : '';
  return command === '' ? undefined : command;
}

/** Returns the value of a flag of the plugin, in either form, or that of its variable. */
function valueOf({ args = [], env = [] }: ExecEntry, flag: string, variable: string): string {
  const inline = args.find(word => flag !== '' && word.startsWith(`${flag}=`))?.slice(flag.length + 1);
  const next = flag !== '' && args.includes(flag) ? args[args.indexOf(flag) + 1] : undefined;
  return inline ?? next ?? env.find(({ name }) => name === variable)?.value ?? '';
}

function option(flag: string, value: string): string {
  return value === '' ? '' : ` ${flag}=${shellWord(value)}`;
}
