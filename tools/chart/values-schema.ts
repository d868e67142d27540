import { Durations } from '../../webhooks/certificates/managed.ts';
import { Limits } from '../../webhooks/flow-control/limits.ts';
import { settingsSchema } from './settings-schema.ts';
import type { Value } from './values.ts';

type Schema = Record<string, unknown>;

/** What Kubernetes or the webhook says better than a comment, by the path of the value. */
type Known = Readonly<Record<string, Schema>>;
const ofWebhook: Known = {
  limits: { ...Limits },
  'certificates.managed': { ...Durations },
  'callers.names': { type: 'array', items: { type: 'string' } },
  'networkPolicy.egress.apiServerPorts': { type: 'array', minItems: 1, items: { type: 'integer' } },
  'podDisruptionBudget.minAvailable': { type: ['integer', 'string'], pattern: '^[0-9]+%$', minimum: 0 },
};

/**
 * values.schema.json, which helm holds values against. The comments say what is not seen of a
 * default: "One of: a, b." and "From 1 to 10." narrow it, "each as {name: NAME}" says what the
 * elements of a list have to have.
 * @param rules ids of the rules that settings may name
 */
export function valuesSchema(values: readonly Value[], rules: readonly string[]): string {
  // Helm hands down the global values of a chart that has this one as a part.
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    ...groupOf(values, { ...ofWebhook, settings: settingsSchema(rules) }, { global: { type: 'object' } }),
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

function groupOf(values: readonly Value[], known: Known, others: Schema = {}): Schema {
  const properties = Object.fromEntries(values.map(value => [value.name, schemaOf(value, known)]));
  return { type: 'object', additionalProperties: false, properties: { ...properties, ...others } };
}

function schemaOf(value: Value, known: Known): Schema {
  const { path, says, keys } = value;
  const read = () => (keys.length > 0 ? groupOf(keys, known) : { ...typeOf(value), ...narrowed(says) });
  const { type, ...rest } = known[path] ?? read();
  return { description: says, type, ...rest };
}

function typeOf({ path, says, default: value }: Value): Schema {
  if (Array.isArray(value)) return { type: 'array', ...elements(says, value) };
  if (Number.isInteger(value)) return { type: 'integer' };
  if (typeof value === 'object' && value !== null) return { type: 'object' };
  if (typeof value === 'string' || typeof value === 'boolean') return { type: typeof value };
  throw new Error(`values.yaml: ${path} has no default of which a type could be read`);
}

function narrowed(says: string): Schema {
  const [, choices] = /One of: ([^.]+)\./.exec(says) ?? [];
  const [, least, most] = /From (\d+) to (\d+)\./.exec(says) ?? [];
  return {
    ...(choices === undefined ? {} : { enum: choices.split(', ') }),
    ...(least === undefined ? {} : { minimum: Number(least), maximum: Number(most) }),
  };
}

function elements(says: string, value: readonly unknown[]): Schema {
  const [, fields] = /each as \{([^}]+)\}/.exec(says) ?? [];
  if (fields === undefined) return typeof value[0] === 'string' ? { items: { type: 'string' } } : {};
  const named = fields.split(', ').map(field => field.split(': '));
  const properties = Object.fromEntries(
    named.map(([name = '', example]) => [name, example?.startsWith('[') ? listOfTexts : { type: 'string' }]),
  );
  return { items: { type: 'object', additionalProperties: false, required: Object.keys(properties), properties } };
}

const listOfTexts = { type: 'array', minItems: 1, items: { type: 'string' } };
