import { Type, type Static } from 'typebox';
import { validatorOf } from '../schema/validator.ts';

/**
 * The fields of the entries of a kubeconfig (k8s.io/client-go/tools/clientcmd/api/v1). Unknown
 * fields are allowed, as in kubectl. Validators fill in the defaults, which are Go's zero values
 * for fields whose absence is no error.
 */

const text = Type.Optional(Type.String());
const texts = Type.Optional(Type.Array(Type.String()));
const zeroText = Type.String({ default: '' });
const Extensions = Type.Optional(Type.Array(Type.Object({ name: zeroText, extension: Type.Optional(Type.Unknown()) })));

const ClusterEntry = Type.Object({
  server: text,
  'tls-server-name': text,
  'insecure-skip-tls-verify': Type.Optional(Type.Boolean()),
  'certificate-authority': text,
  'certificate-authority-data': text,
  'proxy-url': text,
  'disable-compression': Type.Optional(Type.Boolean()),
  extensions: Extensions,
});
export type ClusterEntry = Static<typeof ClusterEntry>;
export const isClusterEntry = validatorOf(ClusterEntry, { useDefaults: true });

const ExecEntry = Type.Object({
  apiVersion: text,
  command: zeroText,
  args: texts,
  env: Type.Optional(Type.Array(Type.Object({ name: zeroText, value: zeroText }))),
  installHint: text,
  provideClusterInfo: Type.Optional(Type.Boolean()),
  interactiveMode: Type.Optional(Type.Enum(['', 'Never', 'IfAvailable', 'Always'])),
});
export type ExecEntry = Static<typeof ExecEntry>;

const AuthProviderEntry = Type.Object({
  name: zeroText,
  config: Type.Optional(Type.Record(Type.String(), Type.String())),
});

const UserEntry = Type.Object({
  'client-certificate': text,
  'client-certificate-data': text,
  'client-key': text,
  'client-key-data': text,
  token: text,
  tokenFile: text,
  username: text,
  password: text,
  as: text,
  'as-uid': text,
  'as-groups': texts,
  'as-user-extra': Type.Optional(Type.Record(Type.String(), Type.Array(Type.String()))),
  exec: Type.Optional(ExecEntry),
  'auth-provider': Type.Optional(AuthProviderEntry),
});
export type UserEntry = Static<typeof UserEntry>;
export const isUserEntry = validatorOf(UserEntry, { useDefaults: true });

const ContextEntry = Type.Object({ cluster: text, user: text, namespace: text });
export type ContextEntry = Static<typeof ContextEntry>;
export const isContextEntry = validatorOf(ContextEntry, { useDefaults: true });

/** The shape of a kubeconfig file. Its entries are checked one by one afterwards. */
const KubeconfigFile = Type.Object({
  clusters: Type.Optional(Type.Array(Type.Unknown())),
  users: Type.Optional(Type.Array(Type.Unknown())),
  contexts: Type.Optional(Type.Array(Type.Unknown())),
});
export const isKubeconfigFile = validatorOf(KubeconfigFile);
