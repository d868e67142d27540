import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { Static, TSchema } from 'typebox';
import { isDayOrTime } from './rfc3339.ts';
import { isWebAddress } from './web-address.ts';

/** A value of the wanted shape, or all that is wrong with it in words, each with its path. */
export type Checked<Value> = { value: Value } | { problems: readonly string[] };

/** Formats that schemas here name and no library knows. */
export const formats = { 'day-or-time': isDayOrTime, 'web-address': isWebAddress };

/** The schemas are this project's own, so they need no check against the schema of schemas, which takes longer than all else. */
const quick = { meta: false, validateSchema: false } as const;

/**
 * A check of values that come from outside. Nothing in them is coerced, filled in or removed. The schema is compiled at the first value.
 * @param whole what a person calls the value itself, e.g. the file
 */
export function checker<Schema extends TSchema>(
  schema: Schema,
  whole: string,
): (value: unknown) => Checked<Static<Schema>> {
  let compiled: ValidateFunction<Static<Schema>> | undefined;
  return value => {
    compiled ??= new Ajv({ ...quick, allErrors: true, verbose: true, formats }).compile<Static<Schema>>(schema);
    return compiled(value)
      ? { value }
      : { problems: withoutBranches(compiled.errors ?? []).map(error => inWords(error, whole)) };
  };
}

/** Of a value that fits no alternative, what is wrong inside it, or that it fits none; not what each alternative would have wanted. */
function withoutBranches(errors: readonly ErrorObject[]): ErrorObject[] {
  const forked = errors.filter(({ keyword }) => keyword === 'anyOf').map(({ instancePath }) => instancePath);
  const isInside = (path: string) => errors.some(({ instancePath }) => instancePath.startsWith(`${path}/`));
  return errors.filter(({ instancePath, keyword }) => {
    if (!forked.includes(instancePath)) return true;
    return keyword === 'anyOf' && !isInside(instancePath);
  });
}

function inWords(error: ErrorObject, whole: string): string {
  const path = pathOf(error.instancePath);
  if (error.keyword === 'additionalProperties') {
    return `${path}${step(String(error.params['additionalProperty']))}`.replace(/^\./, '') + ' is not known here';
  }
  return `${path.replace(/^\./, '') || whole} ${demand(error)}`;
}

/** What has to be so; the rest of the sentence that begins with the path. */
function demand({ keyword, params, message, data }: ErrorObject): string {
  // YAML 1.1, which Helm and kubectl speak, reads it so.
  if (data === false && (keyword === 'enum' || keyword === 'anyOf')) return 'is false: write off in quotes, "off"';
  return demands[keyword]?.(params) ?? message ?? 'is not as it should be';
}

const notEmpty = () => 'must not be empty';
const demands: Readonly<Record<string, (params: ErrorObject['params']) => string>> = {
  anyOf: () => 'must be deny, warn, audit, off or a list of such actions',
  const: params => `must be ${String(params['allowedValue'])}`,
  dependencies: params =>
    `must have ${String(params['missingProperty'])} as well, for ${String(params['property'])} to follow it`,
  enum: params => `must be one of ${[params['allowedValues']].flat().join(', ')}`,
  format: params =>
    params['format'] === 'web-address'
      ? 'must be an address such as https://wiki.example.com/fleet, without ? and #'
      : 'must be a day such as 2026-12-31 or a time such as 2026-12-31T12:00:00Z',
  minItems: notEmpty,
  minLength: notEmpty,
  minProperties: notEmpty,
};

/** A JSON pointer as a person writes a path: rules.no-manual-edit[0].until */
function pathOf(pointer: string): string {
  const steps = pointer.split('/').slice(1);
  return steps.map(part => step(part.replaceAll('~1', '/').replaceAll('~0', '~'))).join('');
}

function step(key: string): string {
  return /^\d+$|[./]/.test(key) ? `[${key}]` : `.${key}`;
}
