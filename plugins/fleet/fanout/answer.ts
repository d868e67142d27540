import type { Cluster } from '../../../kubernetes/kubeconfig/cluster.ts';
import type { ClusterError } from '../../../kubernetes/errors/cluster-error.ts';

/** What one cluster said, or why it did not. No cluster that was asked is ever without one. */
export type Answer<Value> = { cluster: Cluster; durationMs: number } & Outcome<Value>;
type Outcome<Value> = { ok: true; value: Value } | { ok: false; failure: ClusterError };
