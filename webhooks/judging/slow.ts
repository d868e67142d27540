import type { ReviewInput } from '../../policies/engine/model.ts';

/** How long a review that was slow is expected to be so again: whoever is refused asks again within minutes. */
const remembered = 5 * 60_000;
/** The oldest is forgotten when there are more. */
const capacity = 1_000;

/** Remembers what took long: reviews of the same object, or of nameless ones of the same kind, place and writer. */
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

function keyOf({ kind, namespace, name, userInfo }: ReviewInput): string {
  return JSON.stringify([kind.group, kind.kind, namespace, name === '' ? ['by', userInfo.username] : name]);
}
