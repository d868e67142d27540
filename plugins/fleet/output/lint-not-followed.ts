import type { NotFollowed } from '../manifests/manifest.ts';

/** So many objects are named one by one; more of one reason are one note. */
const most = 3;

/** Notes that name the objects whose folders were not read, those of one reason together. */
export function notFollowedNotes(all: readonly NotFollowed[]): string[] {
  const reasons = new Map<string, string[]>();
  for (const { object, reason } of all) reasons.set(reason, [...(reasons.get(reason) ?? []), object]);
  return [...reasons].flatMap(([reason, objects]) => {
    if (objects.length <= most) return objects.map(object => `note: ${object}: ${reason}`);
    const named = objects.slice(0, most).join(', ');
    return [`note: ${objects.length} objects were not followed: ${reason}: ${named} and ${objects.length - most} more`];
  });
}
