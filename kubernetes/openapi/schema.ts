import { isRecord } from '../objects/is-record.ts';

/** Definitions of an OpenAPI document of Kubernetes by their names. */
export type Definitions = Readonly<Record<string, unknown>>;

/** Schema of a field in one document. */
interface Node {
  definitions: Definitions;
  /** Name of its definition, e.g. io.k8s.api.core.v1.PodSpec; '' for a schema without a name. */
  type: string;
  fields: Readonly<Record<string, unknown>>;
}

/** Schema of a field in the documents of several API servers. It is empty for an unknown field. */
export type Schema = readonly Node[];

/** Returns the schema of a kind in the documents that have it. */
export function schemaOfKind(
  documents: readonly Definitions[],
  { group, version, kind }: { group: string; version: string; kind: string },
): Schema {
  return documents.flatMap(definitions => {
    const [type] = Object.keys(definitions).filter(name =>
      kindsOf(definitions[name]).some(
        one => one['group'] === group && one['version'] === version && one['kind'] === kind,
      ),
    );
    return type === undefined ? [] : nodesOf(definitions, definitions[type], type);
  });
}

function kindsOf(definition: unknown): Record<string, unknown>[] {
  const kinds = isRecord(definition) ? definition['x-kubernetes-group-version-kind'] : undefined;
  return Array.isArray(kinds) ? kinds.filter(isRecord) : [];
}

/** Returns the schema of a field of an object, declared or free. */
export function schemaOfField(schema: Schema, field: string): Schema {
  return schema.flatMap(({ definitions, fields }) => {
    const { properties, additionalProperties } = fields;
    const declared = isRecord(properties) && Object.hasOwn(properties, field) ? properties[field] : undefined;
    return nodesOf(definitions, declared ?? additionalProperties);
  });
}

/** Returns the schema of the elements of a list. */
export function schemaOfItems(schema: Schema): Schema {
  return schema.flatMap(({ definitions, fields }) => nodesOf(definitions, fields['items']));
}

/**
 * Returns the fields that identify an element of a list, by which the API server merges it;
 * [] for a list that is compared by index.
 */
export function listKeys(schema: Schema): readonly string[] {
  for (const { fields } of schema) {
    const keys = fields['x-kubernetes-list-map-keys'];
    if (Array.isArray(keys) && keys.length > 0) return keys.map(String);
    const key = fields['x-kubernetes-patch-merge-key'];
    if (typeof key === 'string' && key !== '') return [key];
  }
  return [];
}

/** True for a list whose order means nothing. */
export function isSet(schema: Schema): boolean {
  return schema.some(({ fields }) => fields['x-kubernetes-list-type'] === 'set');
}

/** Returns the default of a field; undefined for none. */
export function defaultOf(schema: Schema): unknown {
  return schema.map(({ fields }) => fields['default']).find(value => value !== undefined);
}

/** True for a quantity such as 500m, of Kubernetes or by the pattern of a custom resource. */
export function isQuantity(schema: Schema): boolean {
  return schema.some(
    ({ type, fields }) =>
      type === 'io.k8s.apimachinery.pkg.api.resource.Quantity' || String(fields['pattern']).includes('[KMGTPE]i'),
  );
}

/** True for a text that may be a duration such as 90s: one that is declared as a field. */
export function isText(schema: Schema): boolean {
  return schema.some(({ fields }) => fields['type'] === 'string');
}

/** Returns the names of the types of an object. */
export function typesOf(schema: Schema): readonly string[] {
  return schema.map(({ type }) => type);
}

/** Follows references. A reference may stand in allOf, beside the default of the field. */
function nodesOf(definitions: Definitions, value: unknown, name = ''): Node[] {
  let type = name;
  let fields = isRecord(value) ? value : undefined;
  // A document of a broken server may have references that lead back to themselves.
  for (let depth = 0; fields !== undefined && depth < 10; depth += 1) {
    const reference = referenceIn(fields);
    if (reference === undefined) return [{ definitions, type, fields }];
    const { $ref: _, allOf: __, ...own } = fields;
    type = reference;
    const target = Object.hasOwn(definitions, reference) ? definitions[reference] : undefined;
    fields = isRecord(target) ? { ...target, ...own } : own;
  }
  return [];
}

function referenceIn({ $ref, allOf }: Record<string, unknown>): string | undefined {
  const first: unknown = Array.isArray(allOf) ? allOf[0] : undefined;
  const reference = $ref ?? (isRecord(first) ? first['$ref'] : undefined);
  return typeof reference === 'string' ? reference.split('/').at(-1) : undefined;
}
