/** A request body of which a part has arrived. */
export interface UnfinishedBody {
  /** True if the sender has proved to be an API server. */
  readonly isVerified: boolean;
  /** Memory that the received pieces take. */
  bytes: number;
  /** Drops the body. @param isGrowing true if this body itself needs memory for its next piece */
  drop: (isGrowing: boolean) => void;
}

/** Unfinished bodies in the order in which they began. */
export interface UnfinishedBodies {
  add: (body: UnfinishedBody) => void;
  remove: (body: UnfinishedBody) => void;
  /** Returns the oldest body; a body of a verified sender only where there is no other. */
  slowest: () => UnfinishedBody | undefined;
}

/**
 * Creates an empty list of unfinished bodies. An API server sends a body at once, so the oldest
 * body is the least likely to come from an API server. A transfer rate is no measure: a body of
 * megabytes that has stopped shows a higher rate than a small body that has just begun.
 */
export function createUnfinishedBodies(): UnfinishedBodies {
  const [verified, unverified] = [new Set<UnfinishedBody>(), new Set<UnfinishedBody>()];
  const groupOf = ({ isVerified }: UnfinishedBody): Set<UnfinishedBody> => (isVerified ? verified : unverified);
  return {
    add: body => groupOf(body).add(body),
    remove: body => groupOf(body).delete(body),
    slowest: () => {
      const [first] = unverified.size > 0 ? unverified : verified;
      return first;
    },
  };
}
