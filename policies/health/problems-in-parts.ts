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

/** Returns the problems of a cluster's objects, which the policy judges part by part. */
export function problemsInParts(objects: HealthObjects, judge: (some: HealthObjects) => Problem[]): Problem[] {
  const others = Object.fromEntries(Object.entries(objects).filter(([name]) => !isNumerous(name)));
  const problems = judge({ ...others, now: objects.now });
  for (const name of numerous) {
    const list = objects[name] ?? [];
    for (let start = 0; start < list.length; start += atOnce) {
      const { now, version, storageClasses } = objects;
      problems.push(
        ...judge({
          now,
          ...(version !== undefined && { version }),
          ...(storageClasses !== undefined && name === 'claims' && { storageClasses }),
          [name]: list.slice(start, start + atOnce),
        }),
      );
    }
  }
  return problems;
}

function isNumerous(name: string): boolean {
  return numerous.some(one => one === name);
}
