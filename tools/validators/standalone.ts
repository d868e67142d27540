import { fileURLToPath } from 'node:url';
import { _, Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { ajvOptions, type SourceValidator } from '../../kubernetes/schema/validator.ts';

const formats = fileURLToPath(new URL('../../kubernetes/schema/formats.ts', import.meta.url));

/** The schema and options of a validator. */
export type Definition = Pick<SourceValidator<unknown>, 'schema' | 'options'>;

/**
 * Returns a module whose default export is the validator, without ajv and without the schema.
 * @throws Error where the schema is not one of JSON Schema
 */
export function standaloneCode({ schema, options }: Definition): string {
  const ajv = new Ajv({ ...ajvOptions(options), code: { source: true, esm: true, formats: _`formats` } });
  const code = standalone.default(ajv, ajv.compile(schema));
  return /\bformats\b/.test(code) ? `import { formats } from ${JSON.stringify(formats)};\n${code}` : code;
}
