import type { OutgoingHttpHeaders } from 'node:http';
import type { KubernetesObject } from '../../../kubernetes/objects/object.ts';
import type { ReviewInput } from '../../../policies/review/review-input.ts';
import { administrator, ask } from '../../testbed/cluster/api.ts';
import type { Cluster } from '../../testbed/cluster/cluster.ts';
import { until } from '../../testbed/errors/until.ts';
import { send, type Reply } from '../../testbed/cluster/send.ts';
import { asTheApiTakesIt } from './as-the-api-takes-it.ts';
import { pathOf, resourceOf } from './served-kinds.ts';

/** No policy reviews the changes of this user. */
const kubernetes = { 'impersonate-user': 'system:kube-controller-manager', 'impersonate-group': 'system:masters' };

/** Members of this group may do everything. */
export const writers = 'sample-writers';

/** Returns the writer of a sample: its own user, or any user. */
export function writerOf({ userInfo: { username = 'ann', groups = [] } }: ReviewInput): {
  username: string;
  groups: string[];
} {
  return { username, groups: [...groups, writers] };
}

/**
 * Sends the request of a sample to a real API server by dry run: the creation, or the change after
 * it has made the old object. Returns undefined when the API does not take such an object.
 */
export async function sendSample(cluster: Cluster, input: ReviewInput): Promise<Reply | undefined> {
  const { object, oldObject, fieldManager } = input;
  if (object === null) return undefined;
  const path = await collectionOf(cluster, object);
  if (path === undefined) return undefined;
  const query = new URLSearchParams({ dryRun: 'All', ...(fieldManager !== '' && { fieldManager }) }).toString();
  const { username, groups } = writerOf(input);
  const write = writeAs(cluster, { 'impersonate-user': username, 'impersonate-group': groups });
  const sent = asTheApiTakesIt(object);
  if (oldObject === null) return write('POST', `${path}?${query}`, sent);

  const old = asTheApiTakesIt(oldObject);
  const writeUnasked = writeAs(cluster, kubernetes);
  const made = await writeUnasked('POST', path, old);
  if (made.status >= 300) return made;
  const place = `${path}/${String(metadataOf(object)['name'])}`;
  const change = (by: Write, to: KubernetesObject, options = ''): Promise<Reply> =>
    until(`${place} is changed`, async () => {
      const { resourceVersion } = metadataOf(JSON.parse((await ask(cluster, place)).body));
      const reply = await by('PUT', `${place}${options}`, { ...to, metadata: { ...metadataOf(to), resourceVersion } });
      // A controller was faster.
      return reply.status === 409 ? undefined : reply;
    });
  try {
    // Removes fields that policies added to it.
    const restored = await change(writeUnasked, old);
    return restored.status >= 300 ? restored : await change(write, sent, `?${query}`);
  } finally {
    await send(`${cluster.server}${place}`, { ...administrator(cluster), method: 'DELETE', headers: kubernetes });
  }
}

async function collectionOf(cluster: Cluster, object: KubernetesObject): Promise<string | undefined> {
  const [version = '', group = ''] = String(object['apiVersion']).split('/').reverse();
  const kind = { group, version, kind: String(object['kind']) };
  const resource = await resourceOf(cluster, kind);
  if (resource === undefined) return undefined;
  const { namespace = 'default' } = metadataOf(object);
  return `${pathOf(kind)}${resource.namespaced ? `/namespaces/${String(namespace)}` : ''}/${resource.name}`;
}

function metadataOf(object: unknown): Record<string, unknown> {
  const isWhole = typeof object === 'object' && object !== null && 'metadata' in object;
  return isWhole && typeof object.metadata === 'object' ? { ...object.metadata } : {};
}

type Write = (method: string, path: string, object: KubernetesObject) => Promise<Reply>;

function writeAs(cluster: Cluster, identity: OutgoingHttpHeaders): Write {
  const headers = { 'content-type': 'application/json', ...identity };
  return (method, path, object) => {
    const options = { ...administrator(cluster), method, headers, body: JSON.stringify(object) };
    // Admission learns of new kinds later than the rest of the server, up to half a minute.
    return until(`${path} can be judged`, async () => {
      const reply = await send(`${cluster.server}${path}`, options);
      return reply.status === 503 ? undefined : reply;
    });
  };
}
