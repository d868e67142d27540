/** A body of which a part has arrived. */
export interface Arrival {
  /** True if its sender has proved to be an API server. */
  readonly isVerified: boolean;
  /** Memory that its pieces take. */
  bytes: number;
  /** Ends it unread. @param isGrowing whether it needs room for a piece of its own */
  drop: (isGrowing: boolean) => void;
}

/** Bodies that are under way, in the order in which they began. */
export interface Arrivals {
  add: (arrival: Arrival) => void;
  remove: (arrival: Arrival) => void;
  /** Returns the one that has been under way for the longest time, a verified one only where there is no other. */
  slowest: () => Arrival | undefined;
}

/**
 * An API server sends a body at once. One that has been under way for longer than all others is the least likely to be from an API server. A
 * rate would be no measure: a body of megabytes that has stopped shows a higher one than a small body that has just begun.
 */
export function createArrivals(): Arrivals {
  const [verified, unverified] = [new Set<Arrival>(), new Set<Arrival>()];
  const among = ({ isVerified }: Arrival): Set<Arrival> => (isVerified ? verified : unverified);
  return {
    add: arrival => among(arrival).add(arrival),
    remove: arrival => among(arrival).delete(arrival),
    slowest: () => {
      const [first] = unverified.size > 0 ? unverified : verified;
      return first;
    },
  };
}
