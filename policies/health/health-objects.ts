import type { KubernetesObject } from '../../kubernetes/objects/object.ts';
import type { HealthListName } from './health-lists.ts';

/** Objects of one cluster that the policy judges, and the time at which it does. */
export interface HealthObjects extends Partial<Record<HealthListName, readonly KubernetesObject[]>> {
  /** Time in RFC 3339. */
  now: string;
  /** Version of the API server; absent where it is not known. */
  version?: string;
  credentials?: readonly CredentialEnd[];
}

/** End of a certificate or a token that a connection to the cluster needs. */
export interface CredentialEnd {
  /** Context of the kubeconfig. */
  context: string;
  /** Sort of credential, e.g. client certificate. */
  credential: string;
  /** Times in RFC 3339. The begin is absent where a token does not tell it. */
  begin?: string;
  end: string;
}
