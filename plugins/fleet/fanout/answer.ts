import type { Cluster } from '../../../kubernetes/kubeconfig/cluster.ts';
import type { ClusterError } from '../../../kubernetes/errors/cluster-error.ts';

/** Answer of one cluster, or the reason for its failure. Every asked cluster has one. */
export type Answer<Value> = { cluster: Cluster; durationMs: number } & Outcome<Value>;
type Outcome<Value> = { ok: true; value: Value } | { ok: false; failure: ClusterError };
