import type { KubernetesVersion } from '../../../tools/binaries/tools.ts';
import type { Authority, Certificate } from '../certificates/certificates.ts';
import type { ProcessDescription } from '../supervisor/messages.ts';
import type { RunningProcess } from '../supervisor/supervise.ts';

/**
 * A control plane that runs here: etcd, kube-apiserver, kube-controller-manager and kube-scheduler.
 */
export interface Cluster {
  /** Name of its context, too. */
  readonly name: string;
  readonly version: KubernetesVersion;
  /** https://127.0.0.1:PORT */
  readonly server: string;
  /** Path of a file with one context and its administrator's certificate inside. */
  readonly kubeconfig: string;
  /** Goes with the cluster. */
  readonly folder: string;
  /** Signs whatever user or server the cluster shall trust. */
  readonly authority: Authority;
  readonly adminCertificate: Certificate;
  /** Runs one more process that ends with the cluster, e.g. its webhook. */
  readonly run: (process: ProcessDescription) => Promise<RunningProcess>;
  /**
   * @throws TestbedError PROCESS_DIED with the last lines of its log when one of the processes has
   *   ended by itself
   */
  readonly checkAlive: () => Promise<void>;
  /** Ends its kube-apiserver and starts it again, with `meanwhile` between. */
  readonly restart: (meanwhile?: () => Promise<void>) => Promise<void>;
  /**
   * Ends every process and removes the folder. Logs are kept when asked, or with FLEET_KEEP_LOGS=1;
   * stderr says where.
   */
  readonly stop: (options?: { readonly keepLogs?: boolean }) => Promise<void>;
}
