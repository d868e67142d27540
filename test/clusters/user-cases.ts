import type { Environment } from './cluster-cases.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');

interface UserCase {
  user: (environment: Environment) => object;
  works: boolean;
}

const user = (works: boolean, entry: object | ((environment: Environment) => object)): UserCase => ({
  user: environment => (entry instanceof Function ? entry(environment) : entry),
  works,
});

/** A client certificate and key as data, with changes. */
const pair = (works: boolean, changes: (environment: Environment) => object = () => ({})): UserCase =>
  user(works, environment => ({
    'client-certificate-data': base64(environment.client.certificate),
    'client-key-data': base64(environment.client.key),
    ...changes(environment),
  }));

const version = 'client.authentication.k8s.io/v1';
const answer = JSON.stringify({ apiVersion: version, kind: 'ExecCredential', status: { token: 'given' } });

/** A credential plugin that answers, with changes to its entry. */
const exec = (works: boolean, changes: object = {}, more: object = {}): UserCase =>
  user(works, {
    exec: { apiVersion: version, command: 'echo', args: [answer], interactiveMode: 'Never', ...changes },
    ...more,
  });

/**
 * A credential plugin that answers with these fields in place of its own; a text is the whole
 * answer.
 */
const answering = (works: boolean, said: string | object, status: object = {}): UserCase => {
  const whole = { apiVersion: version, kind: 'ExecCredential', status: { token: 'given', ...status } };
  return exec(works, { args: [typeof said === 'string' ? said : JSON.stringify({ ...whole, ...said })] });
};

/** auth-provider oidc with an id-token that ends then, in seconds since 1970. */
const oidc = (works: boolean, exp: unknown, more: object = {}, user: object = {}): UserCase => ({
  user: () => ({
    'auth-provider': {
      name: 'oidc',
      config: { 'idp-issuer-url': 'https://127.0.0.1:1', 'client-id': 'k', 'id-token': jwt({ exp }), ...more },
    },
    ...user,
  }),
  works,
});
const jwt = (claims: object) => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`;
const later = Math.round(Date.now() / 1000) + 36_000;

export const userCases: Readonly<Record<string, UserCase>> = {
  'a token': user(true, { token: 't' }),
  'a token beyond ASCII': user(true, { token: 'tü€' }),
  'a token with a line break': user(false, { token: 't\n' }),
  'a token that is a number': user(false, { token: 7 }),
  'a token and a file': user(true, { token: 't', tokenFile: 'token' }),
  'a token and a file that is missing': user(true, { token: 't', tokenFile: 'no' }),
  'a file with a token': user(true, { tokenFile: 'token' }),
  'a file that is missing': user(false, { tokenFile: 'no' }),
  'a file that is empty': user(false, { tokenFile: 'empty' }),
  'a password': user(true, { username: 'ann', password: 'p:ü' }),
  'a name without a password': user(true, { username: 'ann' }),
  'a password without a name': user(false, { password: 'p' }),
  'a password and a token': user(false, { username: 'ann', password: 'p', token: 't' }),
  'a password and a token file': user(false, { username: 'ann', tokenFile: 'token' }),
  'a certificate': pair(true),
  'a certificate and a token': pair(true, () => ({ token: 't' })),
  'a certificate and a password': pair(true, () => ({ username: 'ann', password: 'p' })),
  'a certificate and a plugin': pair(true, () => ({
    exec: { apiVersion: version, command: 'no', interactiveMode: 'Never' },
  })),
  'a certificate in files': user(true, { 'client-certificate': 'client.crt', 'client-key': 'client.key' }),
  'a certificate with the key of another': user(false, {
    'client-certificate': 'client.crt',
    'client-key': 'other.key',
  }),
  'a certificate as data and file': pair(false, () => ({ 'client-certificate': 'client.crt' })),
  'a key as data and file': pair(false, () => ({ 'client-key': 'client.key' })),
  'a certificate without its key': pair(false, () => ({ 'client-key-data': '', token: 't' })),
  'a key without its certificate': pair(false, () => ({ 'client-certificate-data': null })),
  'a token, and a key without its certificate': user(true, { token: 't', 'client-key': 'no' }),
  'a certificate after its key, in one file': pair(true, ({ client: { certificate, key } }) => ({
    'client-certificate-data': base64(key + certificate),
    'client-key-data': base64(certificate + key),
  })),
  'a certificate that is none': pair(false, () => ({ 'client-certificate-data': base64('x') })),
  'a key that is none': pair(false, () => ({ 'client-key-data': base64('x') })),
  'a certificate that is REDACTED': pair(false, () => ({ 'client-certificate-data': 'REDACTED' })),
  'somebody else': user(true, {
    token: 't',
    as: 'Jürgen',
    'as-uid': '7',
    'as-groups': ['dev', 'ops', null],
    'as-user-extra': { reason: ['audit', 'b'], none: [] },
  }),
  'nobody else': user(true, { token: 't', as: '', 'as-uid': '', 'as-groups': [] }),
  'groups of nobody': user(false, { token: 't', 'as-groups': ['dev'] }),
  'groups that are a text': user(false, { token: 't', as: 'ann', 'as-groups': 'dev' }),
  'a plugin': exec(true),
  'a plugin and a token': exec(true, {}, { token: 't' }),
  'an answer without a kind': answering(true, { kind: undefined }),
  'an answer whose kind is null': answering(true, { kind: null }),
  'an answer of another kind': answering(false, { kind: 'Pod' }),
  'an answer without a version': answering(false, { apiVersion: undefined }),
  'an answer of another version': answering(false, { apiVersion: `${version}beta1` }),
  'an answer in YAML': answering(true, `apiVersion: ${version}\nkind: ExecCredential\nstatus: {token: given}`),
  'an answer in YAML that begins as JSON': answering(false, `{apiVersion: ${version}, status: {token: given}}`),
  'an answer that is no object': answering(false, 'given'),
  'two answers': answering(false, answer + answer),
  'a token that has ended': answering(true, {}, { expirationTimestamp: '2020-01-01T00:00:00Z' }),
  'a token that ends at no time': answering(false, {}, { expirationTimestamp: 'tomorrow' }),
  'a token that ends on a day': answering(false, {}, { expirationTimestamp: '2030-01-01' }),
  'a token that ends never': answering(true, {}, { expirationTimestamp: null }),
  'a certificate of a plugin without its key, beside a token': answering(false, {}, { clientCertificateData: 'x' }),
  'a key of a plugin without its certificate, beside a token': answering(false, {}, { clientKeyData: 'x' }),
  'no token': answering(false, {}, { token: '' }),
  'a plugin without a command': exec(false, { command: null }, { token: 't' }),
  'a plugin of no version': exec(false, { apiVersion: '' }),
  'a plugin of a version that is gone': exec(false, { apiVersion: `${version}alpha1` }, { token: 't' }),
  'a plugin of another mode': exec(false, { interactiveMode: 'Sometimes' }),
  'a plugin of no mode': exec(false, { interactiveMode: null }),
  'variables without a value': exec(true, { env: [{ name: 'A' }, { name: 'B', value: null }] }),
  'variables without a name': exec(false, { env: [{ value: 'a' }] }),
  'variables that are numbers': exec(false, { env: [{ name: 'A', value: 7 }] }),
  'a plugin and a provider': exec(false, {}, { 'auth-provider': { name: 'oidc' } }),
  'an id-token': oidc(true, later),
  'an id-token that ends within a second': oidc(true, later + 0.5),
  'an id-token that ends in a text': oidc(true, String(later)),
  'an id-token and a certificate': { ...pair(true, environment => oidc(true, later).user(environment)) },
  'an id-token that has ended': oidc(false, 1_000_000_000),
  'an id-token that has ended, and a token': oidc(true, 1_000_000_000, {}, { token: 't' }),
  'an id-token that does not say when it ends': oidc(false, undefined),
  'an id-token that is none': oidc(false, later, { 'id-token': 'abc' }),
  'no id-token': oidc(false, later, { 'id-token': '' }),
  'a provider without its issuer': oidc(false, later, { 'idp-issuer-url': null }),
  'a provider without an id of the client': oidc(false, later, { 'client-id': '' }),
  'a provider that is gone': user(false, { token: 't', 'auth-provider': { name: 'gcp' } }),
};
