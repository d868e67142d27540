import type { KubernetesObject } from '../../../kubernetes/objects/object.ts';
import { isRecord } from '../../../kubernetes/objects/is-record.ts';
import type { Document } from '../../../kubernetes/yaml/parse-documents.ts';
import type { Path } from '../../../kubernetes/yaml/places.ts';

/**
 * Reason why a value is no object. `isMeant` is true if it was meant as one: it is an item of a
 * List, or lacks only apiVersion or kind.
 */
interface Fault {
  line: number;
  message: string;
  isMeant: boolean;
}

/**
 * Object and its path in its document, or the reason why it is none; with the line at which it
 * begins.
 */
export type Flattened = { line: number; object: KubernetesObject; path: Path } | Fault;

/**
 * Returns the Kubernetes objects of one document: the document itself, or the items of a list, at
 * any depth.
 */
export function flattenObjects({ value, line, readPlaces }: Document): Flattened[] {
  let placeOf: ReturnType<typeof readPlaces> | undefined;
  const lineOf = (path: Path) => (path.length === 0 ? line : (placeOf ??= readPlaces())(path).line);
  return flatten(value, [], lineOf, {});
}

/**
 * Flattens one value.
 * @param inherited apiVersion and kind of items that leave them out, as `kubectl get --raw` prints
 * those of a DeploymentList
 */
function flatten(value: unknown, path: Path, lineOf: (path: Path) => number, inherited: KubernetesObject): Flattened[] {
  const line = lineOf(path);
  const isItem = path.length > 0;
  if (!isRecord(value)) {
    return [{ line, message: 'is not a Kubernetes object: no keys and values', isMeant: isItem }];
  }
  const object = { ...inherited, ...value };
  const list = listIn(object);
  if (list !== undefined) {
    return list.items.flatMap((item, index) => flatten(item, [...path, 'items', index], lineOf, list.typeOfItems));
  }
  const { apiVersion, kind, metadata } = object;
  if (!isName(apiVersion) || !isName(kind)) {
    const missing = isName(apiVersion) ? 'kind' : 'apiVersion';
    const isMeant = isItem || ((isName(apiVersion) || isName(kind)) && isRecord(metadata));
    return [{ line, message: `is not a Kubernetes object: no ${missing}`, isMeant }];
  }
  const fault = faultOf(metadata);
  return [fault === undefined ? { line, object, path } : { line, message: fault, isMeant: true }];
}

interface List {
  items: readonly unknown[];
  /** Gives apiVersion and kind to the items without them. */
  typeOfItems: KubernetesObject;
}

/**
 * Returns an object as a list, undefined if it is none. kubectl treats every object with `items` as
 * a list and creates only its items. Files of other programs have items too, so without a kind that
 * ends in List one item has to look like an object.
 */
function listIn({ apiVersion, kind, items }: KubernetesObject): List | undefined {
  if (!isName(kind) || !Array.isArray(items)) return undefined;
  const isNamed = isName(apiVersion) && kind.endsWith('List');
  if (!isNamed && !items.some(item => isRecord(item) && isRecord(item['metadata']))) return undefined;
  return { items, typeOfItems: kind === 'List' ? {} : { apiVersion, kind: kind.replace(/List$/, '') } };
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/**
 * Returns an error of the metadata that every API server rejects and that rules could only misread.
 */
function faultOf(metadata: unknown): string | undefined {
  if (metadata === undefined || metadata === null) return undefined;
  if (!isRecord(metadata)) return 'metadata is not a mapping';
  const field = ['name', 'generateName', 'namespace'].find(
    key => !['string', 'undefined'].includes(typeof metadata[key]),
  );
  return field === undefined ? undefined : `metadata.${field} is not text: ${JSON.stringify(metadata[field])}`;
}
