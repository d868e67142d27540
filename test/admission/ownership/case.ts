import type { ProgramAnswer } from '../../../kubernetes/program/program.ts';
import type { Writer } from './writers.ts';

/** The place in which a case has its object. */
export interface Place extends Writer {
  readonly namespace: string;
  readonly name: string;
  /** UID of a ConfigMap `parent`. */
  readonly parent: string;
}

export type Write = (place: Place) => Promise<ProgramAnswer>;

/** One way to write an object that `shop` owns. */
export interface Case {
  readonly does: string;
  /** Makes the object, before the webhook is there or afterwards; nothing where the case makes it itself. */
  readonly prepare?: Write;
  /** Answers the last write. */
  readonly write: Write;
  /** The user who writes; an ordinary one where it is not said. */
  readonly as?: string;
  /** The owner at the end where nobody keeps it: shop, the one that is named instead, payments from whom all inherit, or nobody. */
  readonly leaves: 'shop' | 'search' | 'payments' | 'nobody';
  /** The owner before; shop where it is not said. */
  readonly before?: 'payments';
  /** The writer may take it away from shop. */
  readonly may?: true;
  /** The webhook is not asked about the object itself. */
  readonly aside?: true;
  /** A ReplicaSet that a controller owns; otherwise a Deployment. */
  readonly made?: true;
}

/** @throws Error when it has failed */
export async function done(answer: Promise<ProgramAnswer>): Promise<void> {
  const { exitCode, stderr } = await answer;
  if (exitCode !== 0) throw new Error(stderr);
}
