import { join } from 'node:path';
import { Type, type Static } from 'typebox';
import { kubeconfigErrors } from '../errors/kubeconfig-error.ts';
import { systemReason } from '../errors/reason.ts';
import { isThere } from '../files/is-there.ts';
import { readWholeFile } from '../files/read-whole-file.ts';
import { orNull } from '../objects/or-null.ts';
import { validatorOf } from '../schema/validator.ts';
import { allowAll, pluginPolicyOf, type PluginPolicy } from './plugin-policy.ts';

/** The fields of a kuberc about plugins (k8s.io/kubectl/pkg/config/v1beta1). */
const Preference = Type.Object({
  apiVersion: Type.Enum(['kubectl.config.k8s.io/v1beta1', 'kubectl.config.k8s.io/v1alpha1']),
  kind: Type.Literal('Preference'),
  credentialPluginPolicy: orNull(Type.String()),
  credentialPluginAllowlist: orNull(
    Type.Array(Type.Object({ name: orNull(Type.String()), command: orNull(Type.String()) })),
  ),
});
export const isPreference = validatorOf(Preference);

/** The places to look in: --kuberc, else $KUBERC, else ~/.kube/kuberc. */
export interface KubercSource {
  /** The value of --kuberc. */
  explicit: string | undefined;
  env: Readonly<Record<string, string | undefined>>;
  resolve: (path: string) => string;
}

/**
 * Returns the policy for credential plugins of the user's kuberc, as kubectl reads it
 * (k8s.io/kubectl/pkg/kuberc). Without a kuberc, or with KUBERC=off, all plugins may run. As in
 * kubectl, a file that is not named and cannot be read is noted and counts for nothing.
 * @param note receives this note
 * @throws KubeconfigError KUBERC_INVALID
 */
export async function loadPluginPolicy(source: KubercSource, note: (text: string) => void): Promise<PluginPolicy> {
  const place = placeOf(source);
  if (place === undefined) return allowAll;
  const { path, isNamed } = place;
  if (!isNamed && !(await isThere(path))) return allowAll;
  const read = await readPreference(path);
  if ('problem' in read) {
    if (isNamed) throw kubeconfigErrors.kubercInvalid(path, read.problem);
    note(`kuberc: no preferences loaded from ${path}: ${read.problem}`);
    return allowAll;
  }
  if (read.preference === undefined) return allowAll;
  const { credentialPluginPolicy, credentialPluginAllowlist } = read.preference;
  const commands = credentialPluginAllowlist?.map(({ name, command }) =>
    (command ?? '') === '' ? (name ?? '') : (command ?? ''),
  );
  const policy = pluginPolicyOf(credentialPluginPolicy ?? '', commands);
  if ('problem' in policy) throw kubeconfigErrors.kubercInvalid(path, policy.problem);
  return policy;
}

function placeOf({ explicit = '', env, resolve }: KubercSource): { path: string; isNamed: boolean } | undefined {
  const named = env['KUBERC'] ?? '';
  if (named === 'off') {
    if (explicit === '') return undefined;
    const problem = 'disabling kuberc via KUBERC=off and passing kuberc flag are mutually exclusive';
    throw kubeconfigErrors.kubercInvalid(explicit, problem);
  }
  const path = explicit === '' ? named : explicit;
  if (path !== '') return { path: resolve(path), isNamed: true };
  const home = env['HOME'] ?? env['USERPROFILE'] ?? '';
  return { path: resolve(join(home, '.kube', 'kuberc')), isNamed: false };
}

type Read = { preference: Static<typeof Preference> | undefined } | { problem: string };

/** Returns the first document that is a Preference; undefined for a file without documents. */
async function readPreference(path: string): Promise<Read> {
  let text: string;
  try {
    text = (await readWholeFile(path)).toString();
  } catch (error) {
    return { problem: systemReason(error) };
  }
  const { parseDocuments } = await import('../yaml/parse-documents.ts');
  const { documents, problems } = parseDocuments(text);
  const preference = documents.map(({ value }) => value).find(isUsable);
  if (preference !== undefined || documents.length + problems.length === 0) return { preference };
  return { problem: `no valid preferences found in ${path}` };
}

/** True for a Preference whose entries do not give two programs. kubectl does not decode others. */
function isUsable(value: unknown): value is Static<typeof Preference> {
  if (!isPreference(value)) return false;
  return (value.credentialPluginAllowlist ?? []).every(
    ({ name, command }) => (name ?? '') === '' || (command ?? '') === '' || name === command,
  );
}
