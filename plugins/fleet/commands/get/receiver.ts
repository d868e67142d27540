import type { Listing } from './listing.ts';

/** Takes what one cluster sends, as it comes. */
export interface Receiver {
  /**
   * Reads a path, unless another context of the same cluster has read it; then returns undefined.
   * @throws what `read` throws
   */
  once: <Value>(path: string, read: () => Promise<Value>) => Promise<Value | undefined>;
  /** True where objects stay in memory until all have come. */
  keeps: boolean;
  /** Returns the listing without the objects that need not stay in memory. */
  take: (path: string, listing: Listing) => Promise<Listing>;
}

/** Keeps all objects, so that answers of contexts of one cluster can be merged. */
export const keepAll: Receiver = {
  keeps: true,
  once: (_, read) => read(),
  take: (_, listing) => Promise.resolve(listing),
};
