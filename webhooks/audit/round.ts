import { metadataText } from '../../kubernetes/objects/metadata-text.ts';
import { keepDoing } from '../cluster/keep-doing.ts';
import { whenNew } from '../cluster/when-new.ts';
import type { AuditDependencies } from './dependencies.ts';
import { followKind } from './follow-kind.ts';
import { scannedKinds } from './kinds.ts';
import type { Ledger } from './ledger.ts';
import { looker } from './look.ts';
import { namespaceChanges } from './namespaces.ts';
import { oneAfterTheOther } from './one-after-the-other.ts';
import type { Pace } from './pace.ts';
import type { Position } from './position.ts';
import { readKind, readNamespace } from './read-kind.ts';
import { scan } from './scan.ts';

export interface Round {
  ledger: Ledger;
  pace: Pace;
  position: Position;
  checkpoint: () => Promise<void>;
  signal: AbortSignal;
}

/**
 * Looks at all objects once, and from then on at each that changes, until the signal is aborted.
 * @returns when all were seen: how many
 * @throws WebhookError where the cluster does not say which kinds it has
 */
export async function runRound(
  { client, cluster, policy, decide, options, recordEvent, now, onProblem }: AuditDependencies,
  { ledger, pace, position, checkpoint, signal }: Round,
): Promise<number> {
  const { engine, settings } = policy();
  const kinds = await scannedKinds(client, engine.judged(), onProblem);
  const look = looker({
    ledger,
    types: new Set(kinds.map(({ type }) => type)),
    annotated: new Set(kinds.filter(({ refused }) => refused).map(({ type }) => type)),
    excludedNamespaces: new Set(options.excludedNamespaces),
    judging: {
      decide,
      mutate: input => engine.mutate(input),
      namespace: cluster.namespace,
      surroundings: () => ({
        exemptions: cluster.exemptions(),
        cluster: cluster.facts(),
        settings,
        now: now().toISOString(),
      }),
    },
    onNew: ({ apiVersion, kind, namespace, name, uid }, violations) => {
      const about = { apiVersion, kind, ...(namespace !== '' && { namespace }), name, uid };
      for (const { rule, mode, message } of violations) {
        if (mode === 'audit') continue;
        recordEvent?.({ about, type: 'Warning', reason: 'RuleBroken', message: `${rule}: ${message}` });
      }
    },
  });
  const reading = { client, ledger, look, pace };
  const inTurn = oneAfterTheOther();
  const keeping = { signal, onProblem };

  const hasChanged = namespaceChanges();
  const changedNamespaces = new Set<string>();
  const watching: typeof look = async (type, object) => {
    if (type === '/Namespace' && hasChanged(object)) changedNamespaces.add(metadataText(object, 'name'));
    await look(type, object);
  };
  const readAgain = async (namespace: string): Promise<void> => {
    for (const kind of kinds.filter(({ namespaced }) => namespaced)) {
      // What was not read yet is still to come, or cannot be read at all.
      await inTurn(async () => {
        if (position.done[kind.type] !== undefined) await readNamespace(reading, kind, namespace, signal);
      });
    }
  };
  void keepDoing(async () => {
    for (const namespace of changedNamespaces) {
      changedNamespaces.delete(namespace);
      await readAgain(namespace).catch((error: unknown) => {
        changedNamespaces.add(namespace);
        throw error;
      });
    }
  }, keeping);

  return scan(kinds, {
    position,
    signal,
    checkpoint,
    onProblem: whenNew(onProblem),
    read: (kind, onPage) => inTurn(() => readKind({ ...reading, look: watching }, kind, { onPage, signal })),
    onRead: (kind, version) => {
      const reread = () => inTurn(() => readKind({ ...reading, look: watching }, kind, { signal }));
      void followKind({ client, ledger, look: watching, pace, reread }, kind, version, keeping);
    },
  });
}
