import type { SchemaError } from './validator.ts';

/**
 * Returns all errors in one line, e.g. "object/kind must be string, object must have ...".
 * @param whole name of the checked value
 */
export function errorsText(errors: readonly SchemaError[] | null | undefined, whole: string): string {
  return (errors ?? []).map(({ instancePath, message }) => `${whole}${instancePath} ${message ?? ''}`).join(', ');
}
