import { Type } from 'typebox';
import type { Engine } from '../../../../policies/engine/engine.ts';
import { fieldPicker, pathOf } from '../../../../policies/facts/reads.ts';
import type { HealthList, HealthListName } from '../../../../policies/health/health-lists.ts';
import type { HealthObjects } from '../../../../policies/health/health-objects.ts';
import type { Problem } from '../../../../policies/health/problem.ts';
import { quietCheck } from '../../../../policies/health/quiet.ts';
import { checked } from '../../../../kubernetes/client/checked.ts';
import type { Client } from '../../../../kubernetes/client/client.ts';
import { apiGroups, serverVersion } from '../../../../kubernetes/discovery/api-groups.ts';
import { ClusterError, hasReason, isRefusal } from '../../../../kubernetes/errors/cluster-error.ts';
import { mapPages, withQuery } from '../../../../kubernetes/list/list.ts';
import { KubernetesObject } from '../../../../kubernetes/objects/object.ts';
import { validatorOf } from '../../../../kubernetes/schema/validator.ts';
import type { Question } from '../../fanout/ask-one.ts';
import { counted } from '../../output/counted.ts';
import { credentialEnds } from './credential-ends.ts';
import { firstAnswer, type Patience } from './first-answer.ts';

/** Health of one cluster as the policy judges it, and the lists that could not be read. */
export interface ClusterHealth {
  version?: string;
  problems: readonly Problem[];
  unread: readonly Unread[];
}

/** List that could not be read, e.g. pods or deployments.apps, with the reason. */
export interface Unread {
  list: string;
  error: ClusterError;
}

// Go writes null for an empty list.
export const areObjects = validatorOf(Type.Object({ items: Type.Union([Type.Array(KubernetesObject), Type.Null()]) }));

/**
 * Returns the question for the problems of one cluster. All lists are read at once. The policy is
 * loaded while the first answers arrive.
 * @param now time at which the objects are judged
 * @param options how long to wait for the first answer
 */
export function readHealth(engine: () => Promise<Engine>, now: Date, options: Patience): Question<ClusterHealth> {
  return async (client, cluster) => {
    const loading = engine();
    const version = await firstAnswer(client, knownVersion, options);
    const policy = await loading;
    let groups: Promise<readonly string[]> | undefined;
    const served = () => (groups ??= servedGroups(client));
    const lists = await Promise.all(
      policy.healthLists().map(list => unlessRefused(nameOf(list), readList(client, list, served))),
    );
    const objects: HealthObjects = {
      now: now.toISOString(),
      credentials: await credentialEnds(cluster, client),
      ...(version !== undefined && { version }),
      ...merged(lists.flatMap(list => ('value' in list ? [list.value] : []))),
    };
    const { problems, unjudged } = policy.problems(objects);
    const odd = unjudged === 0 ? [] : [{ list: counted(unjudged, 'odd object'), error: notJudged(unjudged) }];
    return {
      ...(version !== undefined && { version }),
      problems,
      unread: [...lists.flatMap(list => ('error' in list ? [list] : [])), ...odd],
    };
  };
}

function notJudged(count: number): ClusterError {
  return new ClusterError('InvalidAnswer', `${counted(count, 'object')} cannot be judged: fields have odd values`);
}

/** Returns the version of the API server; undefined where the user may not read it. */
async function knownVersion(client: Client): Promise<string | undefined> {
  try {
    return await serverVersion(client);
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}

interface Read {
  into: HealthListName;
  objects: KubernetesObject[];
}

/** Returns the objects of a list that may be a problem; none where its kind is not served. */
async function readList(client: Client, list: HealthList, served: () => Promise<readonly string[]>): Promise<Read> {
  const keep = fieldPicker(list);
  const isQuiet = quietCheck(list);
  const path = withQuery(pathOf(list), { fieldSelector: list.fieldSelector });
  const wanted = (page: unknown) => (checked(areObjects, page).items ?? []).filter(one => !isQuiet(one)).map(keep);
  try {
    return { into: list.into, objects: (await mapPages(client, path, wanted)).flat() };
  } catch (error) {
    // A server refuses by the name of a resource, whether it serves it or not.
    const isAbsent =
      hasReason(error, 'NotFound') || (hasReason(error, 'Forbidden') && !(await served()).includes(list.group));
    if (isAbsent) return { into: list.into, objects: [] };
    throw error;
  }
}

/** Returns the names of the API groups that a cluster serves; the core group is ''. */
async function servedGroups(client: Client): Promise<string[]> {
  return ['', ...(await apiGroups(client)).map(({ name }) => name)];
}

async function unlessRefused<Value>(list: string, reading: Promise<Value>): Promise<{ value: Value } | Unread> {
  try {
    return { value: await reading };
  } catch (error) {
    if (!isRefusal(error) && !hasReason(error, 'Timeout')) throw error;
    return { list, error };
  }
}

function merged(reads: readonly Read[]): Partial<Record<HealthListName, KubernetesObject[]>> {
  const lists: Partial<Record<HealthListName, KubernetesObject[]>> = {};
  for (const { into, objects } of reads) lists[into] = [...(lists[into] ?? []), ...objects];
  return lists;
}

function nameOf({ group, resource }: HealthList): string {
  return group === '' ? resource : `${resource}.${group}`;
}
