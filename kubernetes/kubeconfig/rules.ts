import type { ClusterEntry, ExecEntry, UserEntry } from './schema.ts';
import { proxySchemes } from './proxy.ts';
import { withoutLogin } from './without-login.ts';

/**
 * Rules of client-go about an entry with correct types
 * (k8s.io/client-go/tools/clientcmd/validation.go, transport/transport.go).
 */

const has = (value: string | undefined): boolean => value !== undefined && value !== '';

/** Returns the reason why client-go does not use this cluster; undefined when it does. */
export function clusterProblem(cluster: ClusterEntry): string | undefined {
  const { 'certificate-authority': file, 'certificate-authority-data': data, 'proxy-url': proxy = '' } = cluster;
  if (!has(cluster.server)) return 'there is no server';
  if (has(file) && has(data)) return bothGiven('certificate-authority');
  if (cluster['insecure-skip-tls-verify'] === true && (has(file) || has(data)))
    return 'insecure-skip-tls-verify is not allowed beside a certificate-authority: remove one of them';
  if (proxy === '') return undefined;
  if (!URL.canParse(proxy)) return `proxy-url is no address: "${withoutLogin(proxy)}"`;
  const { protocol } = new URL(proxy);
  return proxySchemes.includes(protocol) ? undefined : `proxy-url is none of http, https or socks5: "${protocol}"`;
}

/** Returns the reason why client-go does not use this user; undefined when it does. */
export function userProblem(user: UserEntry): string | undefined {
  return (
    passwordProblem(user) ??
    certificateProblem(user) ??
    impersonationProblem(user) ??
    (user.exec === undefined ? undefined : execProblem(user.exec)) ??
    authProviderProblem(user)
  );
}

function passwordProblem({ token, tokenFile, username, password }: UserEntry): string | undefined {
  const either = (one: string) => `${one} and password exclude each other: remove one of them`;
  if (has(token) && (has(username) || has(password))) return either('token');
  return has(tokenFile) && has(username) ? either('tokenFile') : undefined;
}

function bothGiven(field: string): string {
  return `${field} and ${field}-data exclude each other: remove one of them`;
}

/**
 * Returns the problem of a certificate without its key. A key without a certificate is no
 * credential, but no fault either.
 */
function certificateProblem(user: UserEntry): string | undefined {
  const hasFile = has(user['client-certificate']);
  const hasData = has(user['client-certificate-data']);
  if (!hasFile && !hasData) return undefined;
  if (hasFile && hasData) return bothGiven('client-certificate');
  const hasKeyFile = has(user['client-key']);
  const hasKeyData = has(user['client-key-data']);
  if (hasKeyFile && hasKeyData) return bothGiven('client-key');
  return hasKeyFile || hasKeyData ? undefined : 'there is a client-certificate, and no client-key';
}

function impersonationProblem(user: UserEntry): string | undefined {
  const { as, 'as-uid': uid, 'as-groups': groups = [], 'as-user-extra': extra = {} } = user;
  const isMore = has(uid) || groups.length > 0 || Object.keys(extra).length > 0;
  return isMore && !has(as) ? 'it impersonates groups, uid or extra, and nobody in "as"' : undefined;
}

const pluginVersions = ['client.authentication.k8s.io/v1', 'client.authentication.k8s.io/v1beta1'];

function execProblem({ apiVersion = '', command, env = [], interactiveMode = '' }: ExecEntry): string | undefined {
  if (command === '') return 'exec names no command';
  if (apiVersion === '') return `exec names no apiVersion: it is ${pluginVersions.join(' or ')}`;
  if (!pluginVersions.includes(apiVersion))
    return `exec.apiVersion "${apiVersion}" is gone: use ${pluginVersions.join(' or ')}`;
  if (env.some(({ name }) => name === '')) return 'exec.env has an entry without a name';
  // v1beta1 is older than this field.
  if (interactiveMode === '' && apiVersion === pluginVersions[0])
    return 'exec.interactiveMode is missing: IfAvailable, Never or Always';
  return undefined;
}

/**
 * Returns the problem of an auth-provider. client-go has removed the providers of clouds and kept
 * that of OpenID Connect.
 */
function authProviderProblem({ 'auth-provider': provider, exec }: UserEntry): string | undefined {
  if (provider === undefined) return undefined;
  if (exec !== undefined) return 'exec and auth-provider exclude each other: remove one of them';
  const { name, config = {} } = provider;
  if (name !== 'oidc') return `kubectl knows no auth-provider "${name}" any more: use a credential plugin (exec)`;
  const missing = ['idp-issuer-url', 'client-id'].find(field => !has(config[field]));
  return missing === undefined ? undefined : `auth-provider oidc gives no ${missing}`;
}
