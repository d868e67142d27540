import { Type, type Static } from 'typebox';

/** What a kubeconfig file may say (k8s.io/client-go/tools/clientcmd/api/v1); unknown fields are let through, as kubectl does. */

const text = Type.Optional(Type.String());
const texts = Type.Optional(Type.Array(Type.String()));
const Extensions = Type.Optional(
  Type.Array(Type.Object({ name: Type.String(), extension: Type.Optional(Type.Unknown()) })),
);

export const ClusterEntry = Type.Object({
  server: text,
  'tls-server-name': text,
  'insecure-skip-tls-verify': Type.Optional(Type.Boolean()),
  'certificate-authority': text,
  'certificate-authority-data': text,
  'proxy-url': text,
  extensions: Extensions,
});
export type ClusterEntry = Static<typeof ClusterEntry>;

export const ExecEntry = Type.Object({
  apiVersion: text,
  command: Type.String(),
  args: texts,
  env: Type.Optional(Type.Array(Type.Object({ name: Type.String(), value: Type.String() }))),
  installHint: text,
  provideClusterInfo: Type.Optional(Type.Boolean()),
  interactiveMode: Type.Optional(Type.Enum(['Never', 'IfAvailable', 'Always'])),
});
export type ExecEntry = Static<typeof ExecEntry>;

export const UserEntry = Type.Object({
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
  'auth-provider': Type.Optional(Type.Object({ name: text })),
});
export type UserEntry = Static<typeof UserEntry>;

export const ContextEntry = Type.Object({ cluster: text, user: text, namespace: text });
export type ContextEntry = Static<typeof ContextEntry>;

export const KubeconfigFile = Type.Object({
  clusters: Type.Optional(Type.Array(Type.Object({ name: Type.String(), cluster: Type.Optional(ClusterEntry) }))),
  users: Type.Optional(Type.Array(Type.Object({ name: Type.String(), user: Type.Optional(UserEntry) }))),
  contexts: Type.Optional(Type.Array(Type.Object({ name: Type.String(), context: Type.Optional(ContextEntry) }))),
});
export type KubeconfigFile = Static<typeof KubeconfigFile>;
