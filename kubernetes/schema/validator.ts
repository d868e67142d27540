import { Ajv, type ErrorObject, type Options, type ValidateFunction } from 'ajv';
import type { Static, TSchema } from 'typebox';
import { formats } from './formats.ts';

/** One error of a value. */
export type SchemaError = ErrorObject;

/**
 * Returns true for a value that matches the schema. Only the option `useDefaults` changes the
 * value.
 */
export interface Validator<Value> {
  (value: unknown): value is Value;
  /** Errors of the last checked value; null when it matches the schema. */
  errors?: SchemaError[] | null;
}

/** A validator in the source. The build generates code from the schema and options. */
export interface SourceValidator<Value> extends Validator<Value> {
  schema: TSchema;
  options: ValidatorOptions;
}

export type ValidatorOptions = Pick<Options, 'allErrors' | 'useDefaults' | 'verbose'>;

/** Options of a validator that reports all errors, not only the first, with the wrong values. */
export const everyError = { allErrors: true, verbose: true } as const satisfies ValidatorOptions;

/**
 * Returns the validator of a schema. The programs in dist/ hold generated code in its place
 * (tools/validators), so the call has to initialize an exported constant of its module.
 * From source, the schema is compiled at the first value.
 */
export function validatorOf<Schema extends TSchema>(
  schema: Schema,
  options: ValidatorOptions = {},
): Validator<Static<Schema>> {
  let compiled: ValidateFunction<Static<Schema>> | undefined;
  const check = (value: unknown): value is Static<Schema> => {
    // The check of the schema itself takes longer than everything else. The build does it.
    compiled ??= new Ajv({ ...ajvOptions(options), meta: false, validateSchema: false }).compile<Static<Schema>>(
      schema,
    );
    const fits = compiled(value);
    validator.errors = compiled.errors ?? null;
    return fits;
  };
  const validator: SourceValidator<Static<Schema>> = Object.assign(check, { schema, options });
  return validator;
}

/** Returns the options that source and build use for compilation. */
export function ajvOptions(options: ValidatorOptions): Options {
  return { ...options, formats };
}
