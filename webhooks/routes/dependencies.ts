import type { AdmissionDependencies } from '../admission/dependencies.ts';
import type { Callers } from '../authentication/callers.ts';
import type { CertificateSource } from '../certificates/certificate.ts';
import type { Policy } from '../policy/policy.ts';

/** The parts of the webhook that its routes need beside those that answer reviews. */
export interface RouteDependencies extends AdmissionDependencies {
  policy: () => ReturnType<AdmissionDependencies['policy']> & Pick<Policy, 'skipped'>;
  certificate: CertificateSource;
  /** Tells who sends reviews; undefined where whoever reaches the port may. */
  callers?: Callers | undefined;
  /** Returns true from the first sign that this process is to end: it still serves, but asks for no more. */
  draining: () => boolean;
}
