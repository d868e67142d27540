import { Type, type Static } from 'typebox';

const count = (minimum: number, maximum: number) => Type.Optional(Type.Integer({ minimum, maximum }));

/** What one process takes on at most; docs/reference/limits.md tells users of each. */
export const Limits = Type.Object(
  {
    /** Reviews taken in and not answered yet. */
    queued: count(1, 100_000),
    /** Their bodies together, and the parts that have arrived of bodies that are under way. */
    queuedMebibytes: count(8, 4_096),
    /** How long the user's own rules may think about one object. */
    evaluationMilliseconds: count(10, 10_000),
    /** Threads that judge by a bundle with rules of the user's own, or large objects. */
    workers: count(1, 64),
  },
  { additionalProperties: false },
);
export type Limits = Static<typeof Limits>;

export const defaultLimits: Required<Limits> = {
  queued: 500,
  queuedMebibytes: 64,
  evaluationMilliseconds: 500,
  workers: 1,
};

/** An object and its predecessor of 3 MiB each, as the API takes them, and their envelope. */
export const bodyLimit = 7 * 1024 * 1024;

/** Open connections at most. Each takes up to 80 KB, with a head of 15 KB that never ends, so that all take 120 MB. */
export const connectionLimit = 1_500;

/**
 * Longer bodies are read and judged outside of the main thread. The most expensive object of this length keeps it for less than 100 ms
 * (npm run bench -- worst), most for some milliseconds.
 */
export const largeBody = 128 * 1024;

/**
 * Memory of the policy in the main thread, in pages of 64 KiB. It is no memory until it is used, and to grow page by page would take longer than
 * to judge.
 */
export const mainPages = { initial: 512 };

/** CPU time in milliseconds after which a large review ends in an error, so that others get their turn in its thread. */
export const largeReviewMilliseconds = 2_000;

/**
 * Memory of the policy in a thread, in pages of 64 KiB. A change of an object of 3 MiB needs 128 MiB, which is no memory until it is used; to
 * grow page by page to that size takes half a second. What needs more than the most is a failed evaluation.
 */
export const threadPages = { initial: 2_048, maximum: 4_096 };
