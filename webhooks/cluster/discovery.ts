import { setTimeout } from 'node:timers/promises';
import { Ajv } from 'ajv';
import { Type, type Static } from 'typebox';
import { WebhookError } from '../errors.ts';
import type { ClusterClient } from './client.ts';
import { keepDoing, type Keeping } from './keep-doing.ts';

/** What the server says of itself. */
export interface Discovery {
  version: string;
  apiGroups: string[];
}

const Version = Type.Object({ gitVersion: Type.String() });
const Groups = Type.Object({ groups: Type.Array(Type.Object({ name: Type.String() })) });
const ajv = new Ajv();
const isVersion = ajv.compile<Static<typeof Version>>(Version);
const isGroups = ajv.compile<Static<typeof Groups>>(Groups);

/** Asks now and every five minutes: an upgrade or a new kind is no event that could be watched. */
export function discover(
  client: ClusterClient,
  { onChange, ...keeping }: Keeping & { onChange: () => void },
): () => Discovery | undefined {
  let discovery: Discovery | undefined;
  void keepDoing(async () => {
    const [version, groups] = await Promise.all([client.get('/version'), client.get('/apis')]);
    if (!isVersion(version) || !isGroups(groups)) {
      throw new WebhookError('CLUSTER_REFUSED', '/version and /apis are not those of a Kubernetes API');
    }
    discovery = { version: version.gitVersion, apiGroups: groups.groups.map(({ name }) => name) };
    onChange();
    await setTimeout(300_000, undefined, { ref: false });
  }, keeping);
  return () => discovery;
}
