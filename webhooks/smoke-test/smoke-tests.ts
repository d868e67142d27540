import { everyError, validatorOf } from '../../kubernetes/schema/validator.ts';
import { Type, type Static } from 'typebox';
import { checker } from '../../policies/schema/checker.ts';
import type { Writer } from '../../kubernetes/client/client.ts';
import { reasonOf } from '../../kubernetes/errors/reason.ts';
import { ClusterError } from '../../kubernetes/errors/cluster-error.ts';

const SmokeTest = Type.Object(
  {
    /** Description that the output shows. */
    title: Type.String(),
    /** API path that gets the object by POST. With ?dryRun=All the object is not stored. */
    path: Type.String({ pattern: '^/.*[?&]dryRun=All(&|$)' }),
    object: Type.Unknown(),
    /**
     * Text that the refusal contains. The API server has to accept the object where it is absent.
     */
    refusedBy: Type.Optional(Type.String()),
    /** Annotation of the accepted object. It proves that the API server called the webhook. */
    annotated: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
);
export const SmokeTests = Type.Array(SmokeTest, { minItems: 1 });
export type SmokeTests = Static<typeof SmokeTests>;

const Annotated = Type.Object({ metadata: Type.Object({ annotations: Type.Record(Type.String(), Type.String()) }) });
export const isAnnotated = validatorOf(Annotated);

export const areSmokeTests = validatorOf(SmokeTests, everyError);
export const checkSmokeTests = checker(areSmokeTests, 'the file');

/**
 * Sends each object to the API server, one after the other.
 * @returns one line for each object; `asExpected` is true when every object got the expected answer
 * @throws an error of the client that is not a ClusterError
 */
export async function runSmokeTests(
  client: Writer,
  tests: SmokeTests,
): Promise<{ lines: string[]; asExpected: boolean }> {
  const results = [];
  for (const test of tests) results.push(await runSmokeTest(client, test));
  return {
    lines: results.map(({ line, asExpected }) => `${asExpected ? 'ok    ' : 'failed'}  ${line}`),
    asExpected: results.every(({ asExpected }) => asExpected),
  };
}

async function runSmokeTest(
  client: Writer,
  { title, path, object, refusedBy, annotated }: SmokeTests[number],
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
