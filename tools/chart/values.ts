import { isMap, isNode, isScalar, parseDocument, type YAMLMap } from 'yaml';

/** One key of values.yaml, with what the comment above it says. */
export interface Value {
  /** As `helm --set` takes it, e.g. image.tag. */
  path: string;
  name: string;
  says: string;
  /** Default value. */
  default: unknown;
  /** Keys below it that have comments, too; without any, whatever is below goes on as it is. */
  keys: Value[];
}

/**
 * The keys of a values.yaml, whose comments are its manual.
 * @throws Error that names a key without a comment
 */
export function readValues(text: string): Value[] {
  const document = parseDocument(text);
  if (!isMap(document.contents)) throw new Error('values.yaml is no map');
  const keysOf = (map: YAMLMap, prefix: string): Value[] =>
    commented(map).map(({ name, comment, value }) => {
      const path = `${prefix}${name}`;
      if (comment === undefined) throw new Error(`values.yaml: ${path} has no comment`);
      const standard: unknown = isNode(value) ? value.toJS(document) : value;
      const hasManual = isMap(value) && commented(value).some(entry => entry.comment !== undefined);
      return { path, name, says: comment, default: standard, keys: hasManual ? keysOf(value, `${path}.`) : [] };
    });
  return keysOf(document.contents, '');
}

/** Keys and what stands above them; above the first one it belongs to the map. */
function commented(map: YAMLMap): { name: string; comment: string | undefined; value: unknown }[] {
  return map.items.map(({ key, value }, index) => {
    if (!isScalar(key)) throw new Error('values.yaml: a key is no text');
    const comment = key.commentBefore ?? (index === 0 ? map.commentBefore : undefined);
    return { name: String(key.value), comment: comment?.trim().replaceAll(/\n */g, ' '), value };
  });
}
