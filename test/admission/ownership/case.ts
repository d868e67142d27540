import type { ProgramAnswer } from '../../../kubernetes/program/program.ts';
import type { Writer } from './writers.ts';

/** The field in which the object of a case names its owner. */
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
  /**
   * Makes the object, before or after the webhook starts. Absent when the case makes the object
   * itself.
   */
  readonly prepare?: Write;
  /** Returns the answer to the last write. */
  readonly write: Write;
  /** The user who writes; an ordinary user by default. */
  readonly as?: string;
  /**
   * The owner at the end when nobody keeps the old one: shop, another named owner, payments from
   * whom all inherit, or nobody.
   */
  readonly leaves: 'shop' | 'search' | 'payments' | 'nobody';
  /** The owner before; shop by default. */
  readonly before?: 'payments';
  /** The writer may take the object away from shop. */
  readonly may?: true;
  /** kube-apiserver does not ask the webhook about the object itself. */
  readonly aside?: true;
  /** A ReplicaSet that a controller owns; otherwise a Deployment. */
  readonly made?: true;
}

/** @throws Error when the command has failed */
export async function done(answer: Promise<ProgramAnswer>): Promise<void> {
  const { exitCode, stderr } = await answer;
  if (exitCode !== 0) throw new Error(stderr);
}
