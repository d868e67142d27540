import type { Client } from '../../../../kubernetes/client/client.ts';
import type { Cluster } from '../../../../kubernetes/kubeconfig/cluster.ts';
import type { Change, Watched } from './list-history.ts';

/** One list of a cluster to watch. */
export interface WatchedList<Item> {
  /** Path of the list, without a query. */
  path: string;
  /** Selectors and other parameters, by their names in the query. */
  selection: Readonly<Record<string, string>>;
  accept?: string | undefined;
  /** Maximum number of objects in a page; 0 is no limit. */
  chunk?: number;
  /**
   * Returns the objects of a page of the list, or the one of an event.
   * @throws ClusterError
   */
  read: (document: unknown) => Watched<Item>[];
}

/** The lists to watch in each cluster, and the function that hears of their changes. */
export interface FleetWatch<Item> {
  /** @throws ClusterError, and FleetError, which ends the whole command */
  find: (client: Client, cluster: Cluster) => Promise<WatchedList<Item>[]>;
  /**
   * The next event is read when it has resolved.
   * @param isFirst true for the first list of a cluster, whose objects were there before
   * @throws FleetError, which ends the whole command
   */
  onChanges: (cluster: string, changes: readonly Change<Item>[], isFirst: boolean) => Promise<void>;
}
