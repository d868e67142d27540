import { Counter, Gauge, type Registry } from 'prom-client';
import { parts, type Part } from './reload-policy.ts';
import { isPending, type Policy } from './policy.ts';

/** Sources of the metrics. */
interface Sources {
  policy: () => Pick<Policy, 'digest' | 'loadedAt' | 'signedBy' | 'skipped'>;
  /** Returns the parts whose newest files are refused. */
  refused: () => readonly Part[];
  now: () => Date;
}

/** Registers the metrics of the policy. @returns a function that counts a refusal of a part */
export function policyMetrics(registry: Registry, { policy, refused, now }: Sources): (part: Part) => void {
  const registers = [registry];
  new Gauge({
    name: 'kubectl_fleet_bundle_info',
    help: 'The rules that are judged by, none while a bundle is awaited: digest of their bundle, and the key that it is signed with',
    labelNames: ['digest', 'signed_by'],
    registers,
    collect() {
      const { digest, signedBy = '' } = policy();
      this.reset();
      if (!isPending({ digest })) this.set({ digest, signed_by: signedBy }, 1);
    },
  });
  new Gauge({
    name: 'kubectl_fleet_bundle_age_seconds',
    help: 'Time since the rules were loaded',
    registers,
    collect() {
      if (!isPending(policy())) this.set((now().getTime() - policy().loadedAt.getTime()) / 1_000);
    },
  });
  new Gauge({
    name: 'kubectl_fleet_policy_refused',
    help: '1 while the newest bundle or settings are not taken: the last good ones are judged by, and before the first bundle nothing is judged',
    labelNames: ['part'],
    registers,
    collect() {
      for (const part of parts) this.set({ part }, refused().includes(part) ? 1 : 0);
    },
  });
  new Gauge({
    name: 'kubectl_fleet_settings_skipped',
    help: 'Entries of the settings that are skipped because they cannot be used; /readyz names them',
    registers,
    collect() {
      this.set(policy().skipped.length);
    },
  });
  const failures = {
    bundle: new Counter({
      name: 'kubectl_fleet_bundle_load_failures_total',
      help: 'Bundles that were refused',
      registers,
    }),
    settings: new Counter({
      name: 'kubectl_fleet_settings_load_failures_total',
      help: 'Settings that were refused',
      registers,
    }),
  };
  return part => {
    failures[part].inc();
  };
}
