import type { Flag } from './flag.ts';
import { boolean, duration, path, repeated, text } from './value-types.ts';

/**
 * Flags of kubectl for connections and credentials (k8s.io/cli-runtime config_flags.go). Help lists
 * them by `kubectl fleet options`, as kubectl does.
 */
export const connectionFlags = {
  server: text({ short: 's', placeholder: 'ADDRESS', sentence: 'Address of the API server; for one context.' }),
  cluster: text({ placeholder: 'NAME', sentence: 'Use this cluster entry of the kubeconfig; for one context.' }),
  user: text({ placeholder: 'NAME', sentence: 'Use this user entry of the kubeconfig; for one context.' }),
  token: text({ placeholder: 'TOKEN', sentence: 'Bearer token; for one context.' }),
  username: text({ placeholder: 'NAME', sentence: 'User name for basic authentication; for one context.' }),
  password: text({ placeholder: 'PASSWORD', sentence: 'Password for basic authentication; for one context.' }),
  'client-certificate': path({ sentence: 'Client certificate.' }),
  'client-key': path({ sentence: 'Key of the client certificate.' }),
  'certificate-authority': path({ sentence: 'Certificates of the authorities that a server is trusted by.' }),
  'insecure-skip-tls-verify': boolean({ sentence: 'Do not check the certificates of servers.' }),
  'tls-server-name': text({
    placeholder: 'NAME',
    sentence: 'Name that the certificate of a server must have. Default the host of its address.',
  }),
  as: text({ placeholder: 'NAME', sentence: 'Act as this user or service account.' }),
  'as-uid': text({ placeholder: 'UID', sentence: 'Act as a user with this UID.' }),
  'as-group': repeated({ placeholder: 'NAME', sentence: 'Act as a member of this group; may be repeated.' }),
  'as-user-extra': repeated({
    placeholder: 'KEY=VALUE',
    sentence: 'Act as a user with this extra field; may be repeated.',
  }),
  'request-timeout': duration({
    default: '0',
    sentence: 'How long one request may take, within --timeout. 0 is no limit.',
  }),
  'disable-compression': boolean({ sentence: 'Ask servers for answers that are not compressed.' }),
  'cache-dir': text({
    placeholder: 'FOLDER',
    sentence: 'Folder of the cache of kubectl. Default $KUBECACHEDIR or ~/.kube/cache.',
  }),
  kuberc: path({
    sentence: 'Read the rules for credential plugins from this file. Default $KUBERC or ~/.kube/kuberc.',
  }),
  v: {
    short: 'v',
    placeholder: 'LEVEL',
    sentence: 'Log requests on stderr: 6 each answer, 7 and 8 headers, 9 curl commands. Default 0.',
    read: texts => {
      const given = texts.at(-1) ?? '0';
      return /^\d+$/.test(given) ? { value: Number(given) } : { given, expected: 'a level such as 6' };
    },
  } satisfies Flag<number>,
};

/** True for one of these flags, which help lists apart. */
export function isConnectionFlag(name: string, flag: Flag<unknown>): boolean {
  return Object.entries<Flag<unknown>>(connectionFlags).some(([own, same]) => own === name && same === flag);
}
