import type { RouteDependencies } from './routes/dependencies.ts';
import type { Trace } from './tracing/trace.ts';

/** All that the server of reviews needs; nothing here is read from the process. */
export interface Dependencies extends RouteDependencies {
  /** Told of each review after its answer, where traces are wanted. */
  trace?: Trace | undefined;
}
