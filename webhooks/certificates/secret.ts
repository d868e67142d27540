import { validatorOf } from '../../kubernetes/schema/validator.ts';
import { Type, type Static } from 'typebox';
import type { Client } from '../../kubernetes/client/client.ts';
import { readAuthorities, type Authority } from './authority.ts';
import { ClusterError } from '../../kubernetes/errors/cluster-error.ts';

/**
 * Secret that all replicas share. Its ca.crt and ca.key hold the authorities, the newest last. The
 * Secret exists already; it is empty at first.
 */
export interface AuthoritySecret {
  read: () => Promise<StoredAuthorities>;
  /**
   * Replaces the authorities.
   * @throws ClusterError Conflict after a conflict, NotFound
   */
  write: (before: StoredAuthorities, authorities: readonly Authority[]) => Promise<void>;
}

export interface StoredAuthorities {
  authorities: Authority[];
  /** True if it holds data that is no authority. */
  isCorrupt: boolean;
  /** Secret as it was read. */
  secret: Secret;
}

const Secret = Type.Object({
  metadata: Type.Object({ resourceVersion: Type.String() }),
  data: Type.Optional(Type.Record(Type.String(), Type.String())),
});
type Secret = Static<typeof Secret>;
export const isSecret = validatorOf(Secret);

export function authoritySecret(client: Client, namespace: string, name: string): AuthoritySecret {
  const path = `/api/v1/namespaces/${namespace}/secrets/${name}`;
  return {
    read: async () => {
      const secret = await client.get(path);
      if (!isSecret(secret)) throw new ClusterError('InvalidAnswer', `${path} is not a Secret`);
      const text = (key: string): string => Buffer.from(secret.data?.[key] ?? '', 'base64').toString();
      const certificates = text('ca.crt');
      const authorities = readAuthorities(certificates, text('ca.key'));
      return { authorities, isCorrupt: pemOf(authorities, 'certificate') !== certificates, secret };
    },
    write: async ({ secret }, authorities) => {
      const data = {
        ...secret.data,
        'ca.crt': base64(pemOf(authorities, 'certificate')),
        'ca.key': base64(pemOf(authorities, 'key')),
      };
      await client.write('PUT', `${path}?fieldManager=kubectl-fleet`, { ...secret, data });
    },
  };
}

function pemOf(authorities: readonly Authority[], part: 'certificate' | 'key'): string {
  return authorities.map(authority => authority[part]).join('');
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
