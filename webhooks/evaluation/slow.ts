import type { ReviewInput } from '../../policies/review/review-input.ts';

/** How long a review that was slow is expected to be so again: whoever is refused asks again within minutes. */
const remembered = 5 * 60_000;
/** The oldest is forgotten when there are more. */
const capacity = 1_000;

/** Remembers what took long: reviews of the same object, or of those whose names are made from the same beginning. */
export function rememberSlow(now = () => performance.now()): {
  has: (input: ReviewInput) => boolean;
  add: (input: ReviewInput) => void;
} {
  const seen = new Map<string, number>();
  return {
    has: input => {
      const since = seen.get(keyOf(input));
      return since !== undefined && now() - since < remembered;
    },
    add: input => {
      const key = keyOf(input);
      seen.delete(key);
      seen.set(key, now());
      const [oldest] = seen.keys();
      if (seen.size > capacity && oldest !== undefined) seen.delete(oldest);
    },
  };
}

function keyOf({ kind, namespace, name, object }: ReviewInput): string {
  return JSON.stringify([kind.group, kind.kind, namespace, name || beginningOf(object)]);
}

/** What the name of a nameless object will begin with. */
function beginningOf(object: ReviewInput['object']): unknown {
  const metadata = object?.['metadata'];
  const isNamed = typeof metadata === 'object' && metadata !== null && 'generateName' in metadata;
  return isNamed ? [metadata.generateName] : '';
}
