import type { ProgramAnswer } from '../../../policies/bundle/program.ts';
import { helmCases } from './helm-cases.ts';
import { deployment, imageOf, made, ownerKey, saying } from './objects.ts';
import { argocd, controller, type Writer } from './writers.ts';

/** Where a case has its object. */
export interface Place extends Writer {
  readonly name: string;
  /** UID of a ConfigMap `parent`. */
  readonly parent: string;
}

/** One way to write an object that `shop` owns. */
export interface Case {
  readonly does: string;
  /** Makes the object, before the webhook is there or afterwards; nothing where the case makes it itself. */
  readonly prepare?: (place: Place) => Promise<ProgramAnswer>;
  /** Answers the last write. */
  readonly write: (place: Place) => Promise<ProgramAnswer>;
  /** Who writes; an ordinary user where it is not said. */
  readonly as?: string;
  /** The owner at the end where nobody keeps it: shop, the one that is named instead, or payments, from whom all inherit. */
  readonly leaves: string;
  /** Whether whoever writes may take it away from shop. */
  readonly may?: true;
  /** The webhook is not asked about the object itself. */
  readonly aside?: true;
  /** A controller owns the object. */
  readonly made?: true;
}

/** @throws Error when it has failed */
export async function done(answer: Promise<ProgramAnswer>): Promise<void> {
  const { exitCode, stderr } = await answer;
  if (exitCode !== 0) throw new Error(stderr);
}

const labelled = ({ name, kubectl }: Place) => kubectl(['apply', '-f', '-'], deployment(name, saying('label')));
const annotated = ({ name, kubectl }: Place) => kubectl(['apply', '-f', '-'], deployment(name, saying('annotation')));
const nowhere = ({ name, kubectl }: Place) => kubectl(['apply', '-f', '-'], deployment(name, {}));
const on =
  (...words: string[]) =>
  ({ name, kubectl }: Place) =>
    kubectl([...words.slice(0, 1), `deployment/${name}`, ...words.slice(1)]);
const rollout =
  (verb: string) =>
  ({ name, kubectl }: Place) =>
    kubectl(['rollout', verb, `deployment/${name}`]);
const patch = (type: string, change: unknown) => on('patch', `--type=${type}`, '-p', JSON.stringify(change));
const image = (version: number) => ({ spec: { template: { spec: { containers: [{ name: 'a', image: imageOf(version) }] } } } });
const tracked = (name: string, owner: string): object => ({
  ...saying('label', owner),
  annotations: { 'argocd.argoproj.io/tracking-id': `shop:apps/Deployment:NAMESPACE/${name}` },
});
