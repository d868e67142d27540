import { Settings } from '../../policies/engine/model.ts';
import { Durations } from '../../webhooks/certificates/managed.ts';
import { Limits } from '../../webhooks/judging/limits.ts';
import type { Value } from './values.ts';

type Schema = Record<string, unknown>;

/** What the policy or Kubernetes says better than a comment. */
const known: Record<string, Schema> = {
  settings: withoutQuotationMarks(Settings),
  limits: { ...Limits },
  'certificates.managed': { ...Durations },
  'callers.names': { type: 'array', items: { type: 'string' } },
  'networkPolicy.egress.apiServerPorts': { type: 'array', minItems: 1, items: { type: 'integer' } },
  'podDisruptionBudget.minAvailable': { type: ['integer', 'string'], pattern: '^[0-9]+%$', minimum: 0 },
};

/**
 * values.schema.json, which helm holds values against. The comments say what is not seen of a default: "One of: a, b." and
 * "From 1 to 10." narrow it, "each as {name: NAME}" says what the elements of a list have to have.
 */
export function valuesSchema(values: readonly Value[]): string {
  // Of a chart that has this one as a part, helm hands the global values down.
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    ...groupOf(values, { global: { type: 'object' } }),
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

function groupOf(values: readonly Value[], others: Schema = {}): Schema {
  const properties = Object.fromEntries(values.map(value => [value.name, schemaOf(value)]));
  return { type: 'object', additionalProperties: false, properties: { ...properties, ...others } };
}

function schemaOf(value: Value): Schema {
  const { path, says, keys } = value;
  const { type, ...rest } = known[path] ?? (keys.length > 0 ? groupOf(keys) : { ...typeOf(value), ...narrowed(says) });
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

/** The schema of settings as helm sees them: it reads YAML 1.1, where `off` is false. */
function withoutQuotationMarks(settings: object): Schema {
  const text = JSON.stringify(settings).replaceAll('"off"]', '"off",false]');
  const schema: unknown = JSON.parse(text);
  return typeof schema === 'object' && schema !== null ? { ...schema } : {};
}
