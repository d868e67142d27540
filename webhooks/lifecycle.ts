import { setImmediate, setTimeout } from 'node:timers/promises';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { App } from './app.ts';
import type { CertificateSource } from './certificates/certificate.ts';
import type { Config } from './config.ts';
import { reasonOf } from '../kubernetes/errors/reason.ts';

/** Webhook that is ready to listen. */
export interface Webhook {
  /** Listens as soon as there is a certificate. */
  listen: () => Promise<void>;
  /**
   * Serves until each API server has noticed the end, then closes. Each answer asks to close its
   * connection meanwhile.
   */
  drain: () => Promise<void>;
}

/** Parts of the webhook that start and stop with its servers. */
interface LifecycleDependencies {
  config: Pick<Config, 'drainSeconds' | 'listen' | 'probes'>;
  app: App;
  probes: FastifyInstance;
  certificate: Pick<CertificateSource, 'current'>;
  /** Resolves at the first certificate. */
  certified: PromiseWithResolvers<undefined>;
  /** Is aborted when the drain begins, so that other replicas can take over the Leases at once. */
  leaving: AbortController;
  /** Is aborted when the servers are closed. */
  stopped: AbortController;
  /** Ends the workers of the current policy. */
  closeEvaluator: () => void;
  /** Sends the traces that are left. */
  endTracing: () => Promise<void>;
  /** Writes the uses of exemptions that are not written yet. */
  writeUses: () => Promise<void>;
  log: Pick<FastifyBaseLogger, 'info' | 'warn'>;
}

/** Returns the start and the end of the servers of a webhook. */
export function webhookLifecycle(dependencies: LifecycleDependencies): Webhook {
  const { config, app, probes, certificate, certified, leaving, stopped, log } = dependencies;
  return {
    listen: async () => {
      // fastify writes into its options, and the configuration is compared with the file later.
      if (config.probes !== undefined) await probes.listen({ ...config.probes });
      if (certificate.current() === undefined) await certified.promise;
      if (!leaving.signal.aborted) await app.listen({ ...config.listen });
    },
    drain: async () => {
      const { drainSeconds = 10 } = config;
      leaving.abort();
      certified.resolve(undefined);
      log.info(`draining for ${drainSeconds} s`);
      await setTimeout(drainSeconds * 1000);
      // On a busy machine a request may have arrived that the server has not read. It would be lost
      // if
      // its connection closed now.
      await setImmediate();
      await app.close();
      dependencies.closeEvaluator();
      await probes.close();
      await dependencies.endTracing();
      await dependencies.writeUses().catch((error: unknown) => {
        log.warn(reasonOf(error));
      });
      stopped.abort();
    },
  };
}
