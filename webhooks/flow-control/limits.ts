import { Type, type Static } from 'typebox';

const count = (minimum: number, maximum: number) => Type.Optional(Type.Integer({ minimum, maximum }));

/** Limits of one process; docs/reference/limits.md describes each for users. */
export const Limits = Type.Object(
  {
    /** Reviews in flight: accepted and not answered yet. */
    queued: count(1, 100_000),
    /** Memory of their bodies and of the received parts of unfinished bodies, in MiB. */
    queuedMebibytes: count(8, 4_096),
    /** CPU time that the user's own rules may take for one object, in milliseconds. */
    evaluationMilliseconds: count(10, 10_000),
    /** Worker threads that evaluate the user's own rules and large objects. */
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

/**
 * Longest body of a request in bytes: an object and its predecessor of 3 MiB each, the longest that
 * the API accepts, and their envelope.
 */
export const bodyLimit = 7 * 1024 * 1024;

/**
 * Most open connections. A connection takes up to 80 KB, with a head of 15 KB that never ends, so
 * all take 120 MB.
 */
export const connectionLimit = 1_500;

/**
 * Longest body in bytes that the main thread evaluates; workers evaluate longer bodies. The most
 * expensive object of this length takes less than 100 ms (npm run bench -- worst), most objects
 * take some milliseconds.
 */
export const largeBody = 128 * 1024;
