import type { Server } from 'node:https';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { Engine } from '../policies/engine/engine.ts';
import type { Settings } from '../policies/engine/model.ts';
import type { Certificate } from './certificate.ts';
import type { Cluster } from './cluster/cluster.ts';
import type { Instruments } from './instruments.ts';

export type App = FastifyInstance<Server>;

/** All that the routes need; nothing here is read from the process. */
export interface Dependencies {
  /** What a review that comes now is judged by. */
  policy: () => { engine: Pick<Engine, 'annotate' | 'decide'>; settings: Settings };
  cluster: Pick<Cluster, 'exemptions' | 'facts' | 'missing' | 'namespaceObject' | 'ownersOfPod'>;
  instruments: Instruments;
  certificate: () => Certificate;
  /** True from the first sign that this process is to end: it still serves, but asks for no more. */
  draining: () => boolean;
  now: () => Date;
  log: FastifyBaseLogger;
}
