import type { FastifyBaseLogger } from 'fastify';
import type { Cluster } from '../cluster/cluster.ts';
import type { Deadline } from '../evaluation/deadline.ts';
import type { Gate } from '../evaluation/gate.ts';
import type { Judge } from '../evaluation/judge.ts';
import type { Uses } from '../exemptions/uses.ts';
import type { Instruments } from '../metrics/metrics.ts';
import type { Policy } from '../policy/policy.ts';

/** The parts of the webhook that answer a review; nothing here is read from the process. */
export interface AdmissionDependencies {
  /** Returns the rules and settings by which a review that comes now is judged. */
  policy: () => Pick<Policy, 'digest' | 'settings'> & { judge: Pick<Judge, 'open'> };
  /** Lists why nothing can be judged yet, one reason each: the bundle was not taken, or the cluster not read. */
  missing: () => string[];
  /** Lets reviews in as long as there is time and memory for them. */
  gate: Gate;
  /** Waits for a turn on the main thread for a body of so many bytes. */
  turn: (bytes: number, deadline: Deadline) => Promise<void>;
  cluster: Pick<Cluster, 'exemptions' | 'facts' | 'find' | 'namespaceObject' | 'ownersOfPod'>;
  instruments: Instruments;
  /** Counts the exemptions that let requests through. */
  uses: Pick<Uses, 'record'>;
  now: () => Date;
  log: FastifyBaseLogger;
}
