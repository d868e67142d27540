import { readAuthorization } from './authorization.ts';
import { checkedPair } from './certificates.ts';
import type { Connection } from '../kubeconfig/cluster.ts';
import type { Deadline } from '../deadline/deadline.ts';
import { asHeader } from './headers.ts';
import { impersonation } from './impersonation.ts';
import type { ExecEntry, UserEntry } from '../kubeconfig/schema.ts';
import { dataOrFile, unusable, type Material } from './files.ts';

/** The credentials that a client sends to a server. */
export interface Credentials {
  certificate?: string | Buffer | undefined;
  key?: string | Buffer | undefined;
  headers: Readonly<Record<string, string | string[]>>;
  /** The meaning of a 401 with these credentials, e.g. "the token was refused". */
  refusal: string;
  /** The answer of the plugin that gave them. Others have no plugin. */
  given?: PluginCredentials;
}

/**
 * Calls a credential plugin and waits until the deadline; see shared-plugins.ts. After a 401,
 * `refused` is the answer of the plugin that the server refused.
 */
export type CallPlugin = (
  connection: Connection,
  exec: ExecEntry,
  deadline: Deadline,
  refused?: PluginCredentials,
) => Promise<PluginCredentials>;

/** The answer of a plugin. Each call returns another object. */
export interface PluginCredentials {
  token?: string | undefined;
  clientCertificateData?: string | undefined;
  clientKeyData?: string | undefined;
  /** Milliseconds since 1970 after which the plugin is asked again. */
  expires?: number | undefined;
}

/**
 * Returns the credentials of a kubeconfig user by client-go's rules. A token or a password can
 * accompany a certificate. A credential plugin runs only when the entry has no other credentials. A
 * server of http gets no secret that others on the network could use.
 * @param refused the answer of the plugin that the server has refused
 * @throws ClusterError CredentialsInvalid, PluginFailed, Timeout
 */
export async function readCredentials(
  connection: Connection,
  callPlugin: CallPlugin,
  deadline: Deadline,
  refused?: PluginCredentials,
): Promise<Credentials> {
  const { server, user } = connection;
  const owner = `user "${connection.names.user}"`;
  const headers = impersonation(user, owner);
  if (server.protocol === 'http:') return { headers, refusal: 'it wants credentials' };
  const pair = await readPair(user, owner);
  const authorization = await readAuthorization(user, owner);
  if (authorization !== undefined) {
    const { value, refusal } = authorization;
    return { ...pair, headers: { ...headers, Authorization: value }, refusal };
  }
  if (pair !== undefined) return { ...pair, headers };
  if (user.exec !== undefined) {
    const { command } = user.exec;
    const given = await callPlugin(connection, user.exec, deadline, refused);
    const { token = '' } = given;
    const bearer = token === '' ? undefined : asHeader(`Bearer ${token}`, `the token of plugin ${command}`);
    return {
      ...pairOfPlugin(given, command),
      headers: { ...headers, ...(bearer !== undefined && { Authorization: bearer }) },
      given,
      refusal: `the credentials of plugin ${command} were refused`,
    };
  }
  const half = halfOf(user);
  if (half !== undefined) throw unusable(`${owner} has ${half}`);
  return { headers, refusal: 'the kubeconfig gives no credentials for it' };
}

/**
 * Returns the problem of an entry with one half of a pair of credentials; undefined without such a
 * half.
 */
function halfOf(user: UserEntry): string | undefined {
  if ((user.password ?? '') !== '') return 'a password, and no username';
  const key = user['client-key-data'] ?? user['client-key'] ?? '';
  return key === '' ? undefined : 'a client-key, and no client-certificate';
}

type Pair = Pick<Credentials, 'certificate' | 'key'>;

async function readPair(user: UserEntry, owner: string): Promise<(Pair & { refusal: string }) | undefined> {
  const certificate = await dataOrFile(user, 'client-certificate', owner);
  if (certificate === undefined) return undefined;
  const key = await dataOrFile(user, 'client-key', owner);
  if (key === undefined) throw unusable(`${owner} has a client-certificate, and no client-key`);
  const { validTo } = checkedPair(certificate, key);
  const end = new Date(validTo);
  const isOver = end.getTime() < Date.now();
  const refusal = isOver ? `the client certificate expired on ${end.toISOString().slice(0, 10)}` : certificateRefused;
  return { certificate: certificate.content, key: key.content, refusal };
}

const certificateRefused = 'the client certificate was refused';

function pairOfPlugin({ clientCertificateData = '', clientKeyData = '' }: PluginCredentials, command: string): Pair {
  if (clientCertificateData === '' || clientKeyData === '') return {};
  const material = (text: string, field: string): Material => ({
    content: Buffer.from(text),
    origin: `${field} of plugin ${command}`,
  });
  checkedPair(material(clientCertificateData, 'clientCertificateData'), material(clientKeyData, 'clientKeyData'));
  return { certificate: clientCertificateData, key: clientKeyData };
}
