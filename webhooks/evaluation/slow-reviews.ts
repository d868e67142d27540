import type { ReviewInput } from '../../policies/review/review-input.ts';

/**
 * Milliseconds for which a slow review is expected to be slow again. A client that is refused asks
 * again within minutes.
 */
const rememberedMilliseconds = 5 * 60_000;
/** Most remembered reviews. The oldest is forgotten when there are more. */
const capacity = 1_000;

/** Memory of slow reviews, by object; by the first part of the name where names are generated. */
interface SlowReviews {
  has: (input: ReviewInput) => boolean;
  add: (input: ReviewInput) => void;
}

/** Creates an empty memory of slow reviews. @param now clock in milliseconds */
export function rememberSlowReviews(now = () => performance.now()): SlowReviews {
  const seen = new Map<string, number>();
  return {
    has: input => {
      const since = seen.get(keyOf(input));
      return since !== undefined && now() - since < rememberedMilliseconds;
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
  return JSON.stringify([kind.group, kind.kind, namespace, name || generateNameOf(object)]);
}

/** Returns metadata.generateName in a list; '' for an object without it. */
function generateNameOf(object: ReviewInput['object']): unknown {
  const metadata = object?.['metadata'];
  const isNamed = typeof metadata === 'object' && metadata !== null && 'generateName' in metadata;
  return isNamed ? [metadata.generateName] : '';
}
