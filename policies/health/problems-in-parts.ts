import type { HealthObjects } from './health-objects.ts';
import type { HealthListName } from './health-lists.ts';
import type { Problem } from './problem.ts';

/** Lists that a cluster may have by the thousand. Each object of them is judged by itself. */
const numerous = ['nodes', 'workloads', 'jobs', 'pods', 'claims', 'reports'] as const satisfies HealthListName[];

/**
 * Number of objects in one part. The policy's memory never shrinks and becomes slower the more of
 * it is in use.
 */
const atOnce = 200;

/** Problems of a cluster, and the number of objects that the policy could not judge. */
export interface Judged {
  problems: Problem[];
  unjudged: number;
}

/**
 * Returns the problems of a cluster's objects, which the policy judges part by part. An object that
 * no API server would keep may end the evaluation of its part, which is then judged one by one.
 */
export function problemsInParts(objects: HealthObjects, judge: (some: HealthObjects) => Problem[]): Judged {
  const others = Object.fromEntries(Object.entries(objects).filter(([name]) => !isNumerous(name)));
  const judged: Judged = { problems: [], unjudged: 0 };
  judgePart({ ...others, now: objects.now }, 1, judge, judged);
  for (const name of numerous) {
    const { now, version, storageClasses } = objects;
    const besides = {
      now,
      ...(version !== undefined && { version }),
      ...(storageClasses !== undefined && name === 'claims' && { storageClasses }),
    };
    const list = objects[name] ?? [];
    for (let start = 0; start < list.length; start += atOnce) {
      const part = list.slice(start, start + atOnce);
      const before = judged.unjudged;
      judgePart({ ...besides, [name]: part }, part.length, judge, judged);
      if (judged.unjudged === before || part.length === 1) continue;
      judged.unjudged = before;
      for (const object of part) judgePart({ ...besides, [name]: [object] }, 1, judge, judged);
    }
  }
  return judged;
}

/** Adds the problems of some objects, or counts them as not judged. */
function judgePart(
  some: HealthObjects,
  count: number,
  judge: (some: HealthObjects) => Problem[],
  judged: Judged,
): void {
  try {
    judged.problems.push(...judge(some));
  } catch {
    judged.unjudged += count;
  }
}

function isNumerous(name: string): boolean {
  return numerous.some(one => one === name);
}
