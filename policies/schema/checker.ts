import type { SchemaError, Validator } from '../../kubernetes/schema/validator.ts';

/** Value of the wanted shape, or all its problems in words, each with its path. */
export type Checked<Value> = { value: Value } | { problems: readonly string[] };

/**
 * Returns a check of values that come from outside, which finds all that is wrong in them.
 * @param fits made with `everyError`
 * @param whole name of the checked value for people, e.g. the file
 */
export function checker<Value>(fits: Validator<Value>, whole: string): (value: unknown) => Checked<Value> {
  return value =>
    fits(value) ? { value } : { problems: withoutBranches(fits.errors ?? []).map(error => inWords(error, whole)) };
}

/**
 * Leaves out what each alternative demands of a value that fits none of them. Keeps the errors
 * inside the value or, without such errors, the one that it fits no alternative.
 */
function withoutBranches(errors: readonly SchemaError[]): SchemaError[] {
  const forked = errors.filter(({ keyword }) => keyword === 'anyOf').map(({ instancePath }) => instancePath);
  const isInside = (path: string) => errors.some(({ instancePath }) => instancePath.startsWith(`${path}/`));
  return errors.filter(({ instancePath, keyword }) => {
    if (!forked.includes(instancePath)) return true;
    return keyword === 'anyOf' && !isInside(instancePath);
  });
}

function inWords(error: SchemaError, whole: string): string {
  const path = pathOf(error.instancePath);
  if (error.keyword === 'additionalProperties') {
    return `${path}${step(String(error.params['additionalProperty']))}`.replace(/^\./, '') + ' is not known here';
  }
  return `${path.replace(/^\./, '') || whole} ${demand(error)}`;
}

/** Returns the violated demand: the end of the sentence that begins with the path. */
function demand({ keyword, params, message, data }: SchemaError): string {
  // YAML 1.1, which Helm and kubectl parse, has `off` as false.
  if (data === false && (keyword === 'enum' || keyword === 'anyOf')) return 'is false: write off in quotes, "off"';
  return demands[keyword]?.(params) ?? message ?? 'is not as it should be';
}

const notEmpty = () => 'must not be empty';
const demands: Readonly<Record<string, (params: SchemaError['params']) => string>> = {
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

/** Returns a JSON pointer as people write a path, e.g. rules.no-manual-edit[0].until. */
function pathOf(pointer: string): string {
  const steps = pointer.split('/').slice(1);
  return steps.map(part => step(part.replaceAll('~1', '/').replaceAll('~0', '~'))).join('');
}

function step(key: string): string {
  return /^\d+$|[./]/.test(key) ? `[${key}]` : `.${key}`;
}
