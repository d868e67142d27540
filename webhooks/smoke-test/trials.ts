import { everyError, validatorOf } from '../../kubernetes/schema/validator.ts';
import { Type, type Static } from 'typebox';
import { checker } from '../../policies/schema/checker.ts';
import type { Writer } from '../../kubernetes/client/client.ts';
import { reasonOf } from '../../kubernetes/errors/reason.ts';
import { ClusterError } from '../../kubernetes/errors/cluster-error.ts';

const Trial = Type.Object(
  {
    /** What it is, in words. */
    title: Type.String(),
    /** Where the object is sent by POST; with ?dryRun=All nothing stays. */
    path: Type.String({ pattern: '^/.*[?&]dryRun=All(&|$)' }),
    object: Type.Unknown(),
    /** In the answer that refuses it; without one it has to be accepted. */
    refusedBy: Type.Optional(Type.String()),
    /** Annotation with which an accepted object has to come back, as proof that the webhook was asked. */
    annotated: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
);
export const Trials = Type.Array(Trial, { minItems: 1 });
export type Trials = Static<typeof Trials>;

const Annotated = Type.Object({ metadata: Type.Object({ annotations: Type.Record(Type.String(), Type.String()) }) });
export const isAnnotated = validatorOf(Annotated);

export const areTrials = validatorOf(Trials, everyError);
export const checkTrials = checker(areTrials, 'the file');

/** Sends each object to the API server; answers a line for each, and whether all went as they should. */
export async function tryAll(client: Writer, trials: Trials): Promise<{ lines: string[]; asExpected: boolean }> {
  const results = [];
  for (const trial of trials) results.push(await tryOne(client, trial));
  return {
    lines: results.map(({ line, asExpected }) => `${asExpected ? 'ok    ' : 'failed'}  ${line}`),
    asExpected: results.every(({ asExpected }) => asExpected),
  };
}

async function tryOne(
  client: Writer,
  { title, path, object, refusedBy, annotated }: Trials[number],
): Promise<{ line: string; asExpected: boolean }> {
  try {
    const made = await client.write('POST', path, object);
    const isProved = annotated === undefined || (isAnnotated(made) && annotated in made.metadata.annotations);
    const without = isProved ? '' : ` without annotation ${annotated}`;
    return { line: `${title}: accepted${without}`, asExpected: refusedBy === undefined && isProved };
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error;
    const problem = reasonOf(error);
    const asExpected = refusedBy !== undefined && problem.includes(refusedBy);
    return { line: `${title}: ${asExpected ? 'refused' : problem}`, asExpected };
  }
}
