import type { RouteDependencies } from './routes/dependencies.ts';
import type { Trace } from './tracing/trace.ts';

/** Parts of the webhook that its server needs. None is read from the process. */
export interface Dependencies extends RouteDependencies {
  /** Traces each review after its answer; undefined where no traces are configured. */
  trace?: Trace | undefined;
}
