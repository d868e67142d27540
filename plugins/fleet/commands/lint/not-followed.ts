import { grouped } from '../../../../kubernetes/objects/grouped.ts';
import type { NotFollowed } from '../../manifests/manifest.ts';
import { andMore } from '../../output/names-within.ts';
import { usualWidth, wrap } from '../../output/wrap.ts';

/** So many objects of one reason are named one by one; more are one note. */
const mostObjects = 3;
/** So many notes are printed; the report as data has all. */
const mostNotes = 10;

/** Notes that name the objects whose folders were not read, those of one reason together. */
export function notFollowedNotes(all: readonly NotFollowed[]): string[] {
  const notes = [...grouped(all, ({ reason }) => reason)].flatMap(([reason, ofReason]) => {
    const objects = ofReason.map(({ object }) => object);
    if (objects.length <= mostObjects) return objects.map(object => `note: ${object}: ${reason}`);
    const named = andMore(objects, mostObjects);
    return [wrapped(`note: ${objects.length} objects were not followed: ${reason}: ${named}`)];
  });
  if (notes.length <= mostNotes) return notes;
  return [...notes.slice(0, mostNotes), `note: ${notes.length - mostNotes} more notes are in the report of -o json`];
}

function wrapped(text: string): string {
  return wrap(text, usualWidth - 2).join('\n  ');
}
