import { isDeepStrictEqual } from 'node:util';
import { validatorOf } from '../../kubernetes/schema/validator.ts';
import { Type } from 'typebox';
import { WebhookError } from '../errors/webhook-error.ts';
import type { ClusterClient } from './client.ts';
import { keepDoing, type Keeping } from './keep-doing.ts';

/** What the server says of itself. */
export interface Discovery {
  version: string;
  apiGroups: string[];
}

const Version = Type.Object({ gitVersion: Type.String() });
const Groups = Type.Object({ groups: Type.Array(Type.Object({ name: Type.String() })) });
export const isVersion = validatorOf(Version);
export const isGroups = validatorOf(Groups);

/**
 * Asks now and every half a minute: an upgrade or a new kind is no event that could be watched. Both answers are small, some KiB of names, so
 * they are asked for whole.
 */
export function discover(
  client: ClusterClient,
  { onChange, pause = 30_000, ...keeping }: Keeping & { onChange: () => void; pause?: number },
): () => Discovery | undefined {
  let discovery: Discovery | undefined;
  const ask = async (): Promise<void> => {
    const [version, groups] = await Promise.all([client.get('/version'), client.get('/apis')]);
    if (!isVersion(version) || !isGroups(groups)) {
      throw new WebhookError('CLUSTER_REFUSED', '/version and /apis are not those of a Kubernetes API');
    }
    const next = { version: version.gitVersion, apiGroups: groups.groups.map(({ name }) => name) };
    // Facts are read anew on a change, which takes a while in a large cluster.
    if (!isDeepStrictEqual(next, discovery)) {
      discovery = next;
      onChange();
    }
  };
  void keepDoing(ask, keeping, () => pause);
  return () => discovery;
}
