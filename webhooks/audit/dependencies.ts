import type { Engine } from '../../policies/engine/engine.ts';
import type { Settings } from '../../policies/settings/schema.ts';
import type { ClusterStream, ClusterWriter } from '../cluster/client.ts';
import type { Cluster } from '../cluster/cluster.ts';
import type { RecordEvent } from '../cluster/events.ts';
import type { AuditInstruments } from '../metrics/audit.ts';
import type { Judging } from './judge-stored.ts';
import type { AuditOptions, defaultAuditOptions } from './options.ts';

/** All that the scan needs of the process. */
export interface AuditDependencies extends Pick<Judging, 'decide'> {
  client: ClusterWriter & ClusterStream;
  cluster: Pick<Cluster, 'exemptions' | 'facts' | 'namespace' | 'serves'>;
  /** Why nothing can be judged yet. */
  missing: () => string[];
  policy: () => {
    engine: Pick<Engine, 'judged' | 'mutate' | 'standings' | 'words'>;
    settings: Settings;
    /** Tells one set of rules from another. */
    digest: string;
  };
  options: AuditOptions & Required<Pick<AuditOptions, keyof typeof defaultAuditOptions>>;
  /** Namespace of the Lease. */
  namespace: string;
  instruments: AuditInstruments;
  /** Where Events are wanted. */
  recordEvent?: RecordEvent;
  now: () => Date;
  onProblem: (problem: string) => void;
}
