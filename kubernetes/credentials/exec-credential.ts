import { Type, type Static } from 'typebox';
import { validatorOf } from '../schema/validator.ts';
import type { PluginCredentials } from './credentials.ts';
import { orNull } from '../objects/or-null.ts';
import type { ClusterError } from '../errors/cluster-error.ts';

const text = orNull(Type.String());
const ExecCredential = Type.Object({
  apiVersion: text,
  kind: orNull(Type.Enum(['', 'ExecCredential'])),
  status: Type.Object({
    token: text,
    clientCertificateData: text,
    clientKeyData: text,
    expirationTimestamp: text,
  }),
});
export const isExecCredential = validatorOf(ExecCredential);

/** RFC 3339, as Go parses it. */
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([.,]\d+)?(Z|[+-]\d\d:\d\d)$/;

/**
 * Returns the credentials in the answer of a plugin. client-go reads the answer as YAML and accepts
 * one without a kind.
 * @param failed returns the error for a fault of the plugin
 * @throws this error when client-go would reject the answer
 */
export async function readExecCredential(
  stdout: string,
  apiVersion: string,
  failed: (problem: string) => ClusterError,
): Promise<PluginCredentials> {
  const answer = await parse(stdout);
  if (!isExecCredential(answer)) throw failed('did not answer with an ExecCredential');
  const problem = versionProblem(answer.apiVersion ?? '', apiVersion) ?? statusProblem(answer.status);
  if (problem !== undefined) throw failed(problem);
  const { token, clientCertificateData, clientKeyData, expirationTimestamp: end } = answer.status;
  return {
    token: token ?? undefined,
    clientCertificateData: clientCertificateData ?? undefined,
    clientKeyData: clientKeyData ?? undefined,
    // Go takes a comma before fractions of a second, which JavaScript does not.
    expires: typeof end === 'string' ? Date.parse(end.replace(',', '.')) : undefined,
  };
}

function versionProblem(answered: string, asked: string): string | undefined {
  if (answered === asked) return undefined;
  return `answered ${answered === '' ? 'without an apiVersion' : `as ${answered}`}, asked as ${asked}`;
}

function statusProblem(status: Static<typeof ExecCredential>['status']): string | undefined {
  const { expirationTimestamp: end } = status;
  if (typeof end === 'string' && !time.test(end))
    return `answered with an expirationTimestamp that is no time: "${end}"`;
  const has = (value: string | null | undefined) => (value ?? '') !== '';
  const hasKey = has(status.clientKeyData);
  if (hasKey !== has(status.clientCertificateData))
    return `answered with a ${hasKey ? 'key without its certificate' : 'certificate without its key'}`;
  return hasKey || has(status.token) ? undefined : 'answered without a token or a certificate and its key';
}

/**
 * Returns undefined for text that cannot be parsed. As in kubectl, text that begins with a brace is
 * JSON, also where YAML would accept more.
 */
async function parse(stdout: string): Promise<unknown> {
  try {
    if (stdout.trimStart().startsWith('{')) return JSON.parse(stdout);
    const { firstDocument } = await import('../kubeconfig/yaml.ts');
    return firstDocument('', stdout).content;
  } catch {
    return undefined;
  }
}
