import type { Cluster } from '../../../kubernetes/kubeconfig/cluster.ts';
import type { ClusterError } from '../../../kubernetes/errors/cluster-error.ts';

/**
 * The answer of one cluster, or the reason why there is none. Every cluster that is asked has one.
 */
export type Answer<Value> = { cluster: Cluster; durationMs: number } & Outcome<Value>;
type Outcome<Value> = { ok: true; value: Value } | { ok: false; failure: ClusterError };
