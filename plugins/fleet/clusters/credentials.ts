import { X509Certificate } from 'node:crypto';
import type { Connection } from './cluster.ts';
import type { Deadline } from './deadline.ts';
import { dataOrFile } from './files.ts';
import type { ExecEntry, UserEntry } from './kubeconfig-schema.ts';
import { ClusterError } from './reasons.ts';

/** What proves to a server who asks. */
export interface Credentials {
  certificate?: string | Buffer | undefined;
  key?: string | Buffer | undefined;
  headers: Readonly<Record<string, string | string[]>>;
  /** What a 401 means with these, e.g. "the token was refused". */
  refusal: string;
}

/** Calls a credential plugin and waits for it until the deadline; see shared-plugins.ts. */
export type CallPlugin = (connection: Connection, exec: ExecEntry, deadline: Deadline) => Promise<PluginCredentials>;

export interface PluginCredentials {
  token?: string | undefined;
  clientCertificateData?: string | undefined;
  clientKeyData?: string | undefined;
}

/**
 * The credentials of a kubeconfig user by client-go's rules: a token before a password, beside a certificate; a credential plugin
 * is called only where nothing else is given.
 * @throws ClusterError CREDENTIALS_UNUSABLE, PLUGIN_FAILED, NO_ANSWER
 */
export async function readCredentials(
  connection: Connection,
  callPlugin: CallPlugin,
  deadline: Deadline,
): Promise<Credentials> {
  const { user } = connection;
  const certificate = await dataOrFile(user['client-certificate-data'], user['client-certificate']);
  const key = await dataOrFile(user['client-key-data'], user['client-key']);
  const headers = impersonation(user);
  const authorization = await readAuthorization(user);
  if (authorization !== undefined) {
    const { value, refusal } = authorization;
    return { certificate, key, headers: { ...headers, Authorization: value }, refusal };
  }
  if (certificate !== undefined) return { certificate, key, headers, refusal: certificateRefusal(certificate) };
  if (user.exec !== undefined) {
    const { token, clientCertificateData, clientKeyData } = await callPlugin(connection, user.exec, deadline);
    return {
      certificate: clientCertificateData,
      key: clientKeyData,
      headers: { ...headers, ...(token !== undefined && { Authorization: `Bearer ${token}` }) },
      refusal: `the credentials of plugin ${user.exec.command} were refused`,
    };
  }
  if (user['auth-provider'] !== undefined) {
    const name = user['auth-provider'].name ?? '';
    throw unusable(`auth-provider "${name}" is a way of the past: use the provider's credential plugin (exec)`);
  }
  return { headers, refusal: 'the kubeconfig gives no credentials for it' };
}

function unusable(problem: string): ClusterError {
  return new ClusterError('CREDENTIALS_UNUSABLE', problem);
}

/** What goes into the Authorization header, if anything. */
async function readAuthorization(user: UserEntry): Promise<{ value: string; refusal: string } | undefined> {
  const { token = '', tokenFile = '', username = '', password = '' } = user;
  const written = (await dataOrFile(undefined, tokenFile))?.toString().trim() ?? '';
  if (written !== '') return { value: `Bearer ${written}`, refusal: `the token in ${tokenFile} was refused` };
  if (token !== '') return { value: `Bearer ${token}`, refusal: 'the token was refused' };
  if (username === '') return undefined;
  const pair = Buffer.from(`${username}:${password}`).toString('base64');
  return { value: `Basic ${pair}`, refusal: `the password of ${username} was refused` };
}

function certificateRefusal(certificate: Buffer): string {
  try {
    const { validTo } = new X509Certificate(certificate);
    const end = new Date(validTo);
    if (end.getTime() < Date.now()) return `the client certificate expired on ${end.toISOString().slice(0, 10)}`;
  } catch {
    return 'the client certificate cannot be parsed';
  }
  return 'the client certificate was refused';
}

/** Headers by which a server is asked to act as somebody else. */
function impersonation(user: UserEntry): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {};
  for (const [key, values] of Object.entries(user['as-user-extra'] ?? {})) {
    headers[`Impersonate-Extra-${encodeURIComponent(key)}`] = values;
  }
  if (user['as-uid'] !== undefined) headers['Impersonate-Uid'] = user['as-uid'];
  if (user['as-groups'] !== undefined) headers['Impersonate-Group'] = user['as-groups'];
  if (user.as !== undefined && user.as !== '') return { ...headers, 'Impersonate-User': user.as };
  if (Object.keys(headers).length > 0) throw unusable('the user impersonates groups, but names nobody in "as"');
  return {};
}
