import { reportNew } from '../../kubernetes/retry/report-new.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { AuditDependencies } from './dependencies.ts';
import { objectEvaluator, type EvaluateObject, type EvaluatorOptions } from './evaluate.ts';
import { scannedKinds, type ScannedKind } from './kinds.ts';
import type { Ledger } from './ledger.ts';
import type { Pace } from './pace.ts';
import { objectReader, rescanChangedNamespaces, type ObjectReader } from './read.ts';
import { watchKind } from './watch.ts';
import { reasonOf } from '../../kubernetes/errors/reason.ts';

interface ScanOptions {
  ledger: Ledger;
  pace: Pace;
  /** Progress of the scan. The scan changes it. */
  checkpoint: Checkpoint;
  saveCheckpoint: () => Promise<void>;
  signal: AbortSignal;
}

/**
 * Evaluates all objects once, and then each object that changes, until the signal is aborted.
 * @returns the number of evaluated objects, when all were evaluated
 * @throws WebhookError if the kinds of the cluster cannot be read
 */
export async function scan(dependencies: AuditDependencies, options: ScanOptions): Promise<number> {
  const { client, policy, onProblem } = dependencies;
  const { ledger, pace, checkpoint, saveCheckpoint, signal } = options;
  const kinds = await scannedKinds(client, policy().engine.reviewedKinds(), onProblem);
  const keeping = { signal, onProblem };
  const rescan = async (namespace: string): Promise<void> => {
    for (const kind of kinds.filter(({ namespaced }) => namespaced)) await reader.namespace(kind, namespace);
  };
  const evaluator = objectEvaluator(evaluatorOptions(dependencies, kinds, ledger));
  const evaluate: EvaluateObject = rescanChangedNamespaces(evaluator, rescan, keeping);
  const hasRead = (type: string): boolean => checkpoint.done[type] !== undefined;
  const reader: ObjectReader = objectReader({ client, ledger, evaluate, pace, signal, hasRead });
  return scanKinds(kinds, {
    checkpoint,
    signal,
    saveCheckpoint,
    onProblem: reportNew(onProblem),
    read: reader.kind,
    onRead: (kind, version) => {
      const relist = (): Promise<string> => reader.kind(kind);
      void watchKind({ client, ledger, evaluate, pace, relist }, kind, version, keeping);
    },
  });
}

function evaluatorOptions(
  { cluster, policy, decide, settings, recordEvent, now }: AuditDependencies,
  kinds: readonly ScannedKind[],
  ledger: Ledger,
): EvaluatorOptions {
  const { engine, settings: policySettings } = policy();
  return {
    ledger,
    types: new Set(kinds.map(({ type }) => type)),
    annotated: new Set(kinds.filter(({ refused }) => refused).map(({ type }) => type)),
    excludedNamespaces: new Set(settings.excludedNamespaces),
    evaluation: {
      decide,
      mutate: input => engine.mutate(input),
      namespace: cluster.namespace,
      context: () => ({
        exemptions: cluster.exemptions(),
        cluster: cluster.facts(),
        settings: policySettings,
        now: now().toISOString(),
      }),
    },
    onNew: ({ apiVersion, kind, namespace, name, uid }, findings) => {
      const about = { apiVersion, kind, ...(namespace !== '' && { namespace }), name, uid };
      for (const { rule, action, message } of findings) {
        if (action === 'audit') continue;
        recordEvent?.({ about, type: 'Warning', reason: 'RuleBroken', message: `${rule}: ${message}` });
      }
    },
  };
}

interface KindScan {
  /** Progress of the scan. The scan changes it. */
  checkpoint: Checkpoint;
  signal: AbortSignal;
  /** Evaluates all objects of a kind. Returns the resource version from which to watch it. */
  read: (kind: ScannedKind, onPage: (objects: number) => void) => Promise<string>;
  /** Receives each kind that was read, and the resource version from which to watch it. */
  onRead: (kind: ScannedKind, version: string) => void;
  saveCheckpoint: () => Promise<void>;
  onProblem: (problems: readonly string[]) => void;
}

/** Pages and seconds after which a checkpoint is saved, at the end of the kind. */
const pagesBetween = 10;
const secondsBetween = 30;

/**
 * Reads the kinds one after another, except those that the checkpoint has already. A kind that
 * cannot be read is reported and left out.
 * @returns the number of evaluated objects
 */
export async function scanKinds(
  kinds: readonly ScannedKind[],
  { checkpoint, signal, read, onRead, saveCheckpoint, onProblem }: KindScan,
): Promise<number> {
  let objects = 0;
  let pages = 0;
  let saved = performance.now();
  const problems: string[] = [];
  for (const kind of kinds) {
    const { type, path } = kind;
    const done = checkpoint.done[type];
    if (done !== undefined) {
      onRead(kind, done);
      continue;
    }
    const onPage = (count: number): void => {
      objects += count;
      pages += 1;
    };
    try {
      const version = await read(kind, onPage);
      checkpoint.done[type] = version;
      onRead(kind, version);
    } catch (error) {
      signal.throwIfAborted();
      problems.push(`${path}: ${reasonOf(error)}`);
    }
    if (pages < pagesBetween && performance.now() - saved < secondsBetween * 1_000) continue;
    pages = 0;
    saved = performance.now();
    await saveCheckpoint();
  }
  onProblem(problems);
  return objects;
}
