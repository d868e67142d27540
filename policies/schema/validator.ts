import { Ajv, type ValidateFunction } from 'ajv';
import type { Static, TSchema } from 'typebox';

/** Answers the check of a schema, which is compiled when it is first asked for: one takes as long as the policy itself. */
export type Validator<Value> = () => ValidateFunction<Value>;

// The schemas are this project's own, so they need no check against the schema of schemas, which takes longer than all else here.
const ajv = new Ajv({ meta: false, validateSchema: false });

/** The check of answers that the policy gives. */
export function validatorOf<Schema extends TSchema>(schema: Schema): Validator<Static<Schema>> {
  let compiled: ValidateFunction<Static<Schema>> | undefined;
  return () => (compiled ??= ajv.compile<Static<Schema>>(schema));
}
