import type { AdmissionDependencies } from '../admission/dependencies.ts';
import type { Authenticator } from '../authentication/authenticator.ts';
import type { CertificateSource } from '../certificates/certificate.ts';
import type { Policy } from '../policy/policy.ts';

/** Parts of the webhook that its routes need beside those for the answer to a review. */
export interface RouteDependencies extends AdmissionDependencies {
  policy: () => ReturnType<AdmissionDependencies['policy']> & Pick<Policy, 'skipped'>;
  certificate: CertificateSource;
  /** Authenticates the senders of reviews; undefined where any client may send them. */
  callers?: Authenticator | undefined;
  /** True from SIGTERM on. The process still answers reviews, but should get no new connections. */
  draining: () => boolean;
}
