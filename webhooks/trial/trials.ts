import { Type, type Static } from 'typebox';
import { checker } from '../../policies/engine/checker.ts';
import type { ClusterWriter } from '../cluster/client.ts';
import { reasonOf, WebhookError } from '../errors.ts';

const Trial = Type.Object(
  {
    /** What it is, in words. */
    title: Type.String(),
    /** Where the object is sent by POST; with ?dryRun=All nothing stays. */
    path: Type.String({ pattern: '^/.*[?&]dryRun=All(&|$)' }),
    object: Type.Unknown(),
    /** In the answer that refuses it; without one it has to be accepted. */
    refusedBy: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
);
export const Trials = Type.Array(Trial, { minItems: 1 });
export type Trials = Static<typeof Trials>;

export const checkTrials = checker(Trials, 'the file');

/** Sends each object to the API server; answers a line for each, and whether all went as they should. */
export async function tryAll(
  client: Pick<ClusterWriter, 'write'>,
  trials: Trials,
): Promise<{ lines: string[]; asExpected: boolean }> {
  const results = [];
  for (const trial of trials) results.push(await tryOne(client, trial));
  return {
    lines: results.map(({ line, asExpected }) => `${asExpected ? 'ok    ' : 'failed'}  ${line}`),
    asExpected: results.every(({ asExpected }) => asExpected),
  };
}

async function tryOne(
  client: Pick<ClusterWriter, 'write'>,
  { title, path, object, refusedBy }: Trials[number],
): Promise<{ line: string; asExpected: boolean }> {
  try {
    await client.write('POST', path, object);
    return { line: `${title}: accepted`, asExpected: refusedBy === undefined };
  } catch (error) {
    if (!(error instanceof WebhookError)) throw error;
    const problem = reasonOf(error);
    const asExpected = refusedBy !== undefined && problem.includes(refusedBy);
    return { line: `${title}: ${asExpected ? 'refused' : problem}`, asExpected };
  }
}
