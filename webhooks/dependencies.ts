import type { Server } from 'node:https';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { Callers } from './authentication/callers.ts';
import type { CertificateSource } from './certificates/certificate.ts';
import type { Cluster } from './cluster/cluster.ts';
import type { Uses } from './exemptions/uses.ts';
import type { Instruments } from './metrics/metrics.ts';
import type { Deadline } from './evaluation/deadline.ts';
import type { Gate } from './evaluation/gate.ts';
import type { Judge } from './evaluation/judge.ts';
import type { Policy } from './policy/policy.ts';
import type { Trace } from './tracing/trace.ts';

export type App = FastifyInstance<Server>;

/** All that the routes need; nothing here is read from the process. */
export interface Dependencies {
  /** What a review that comes now is judged by. */
  policy: () => Pick<Policy, 'digest' | 'settings' | 'skipped'> & { judge: Pick<Judge, 'open'> };
  /** Why nothing can be judged yet, one reason each: the bundle was not taken, or the cluster not read. */
  missing: () => string[];
  /** Lets reviews in as long as there is time and memory for them. */
  gate: Gate;
  /** Waits for a turn on the main thread for a body of so many bytes. */
  turn: (bytes: number, deadline: Deadline) => Promise<void>;
  cluster: Pick<Cluster, 'exemptions' | 'facts' | 'find' | 'namespaceObject' | 'ownersOfPod'>;
  instruments: Instruments;
  /** Counts what let requests through. */
  uses: Pick<Uses, 'record'>;
  certificate: CertificateSource;
  /** Who may send reviews; undefined where whoever reaches the port may. */
  callers?: Callers | undefined;
  /** True from the first sign that this process is to end: it still serves, but asks for no more. */
  draining: () => boolean;
  /** Told of each review after its answer, where traces are wanted. */
  trace?: Trace | undefined;
  now: () => Date;
  log: FastifyBaseLogger;
}
