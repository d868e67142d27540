import type { KubernetesObject } from '../../../kubernetes/objects/object.ts';
import { isRecord } from '../../../kubernetes/objects/is-record.ts';
import type { Document } from '../../../kubernetes/yaml/parse-documents.ts';
import type { Path } from '../../../kubernetes/yaml/places.ts';

/** Why a value is no object that can be judged. `isMeant` where it was to be one: it stands in a List, or lacks only one of its words. */
interface Fault {
  line: number;
  message: string;
  isMeant: boolean;
}

/** An object and where it lies in its document, or why it is none; with the line at which it begins. */
export type Flattened = { line: number; object: KubernetesObject; path: Path } | Fault;

/** The Kubernetes objects of one document: itself, or those that it holds as a list, at any depth. */
export function flattenObjects({ value, line, readPlaces }: Document): Flattened[] {
  let placeOf: ReturnType<typeof readPlaces> | undefined;
  const lineOf = (path: Path) => (path.length === 0 ? line : (placeOf ??= readPlaces())(path).line);
  return flatten(value, [], lineOf, {});
}

/** `inherited`: items of a list may leave out apiVersion and kind, as `kubectl get --raw` shows those of a DeploymentList. */
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
  /** The apiVersion and kind of the items that name none. */
  typeOfItems: KubernetesObject;
}

/**
 * An object as a list, where it is one. To kubectl whatever has `items` is a list, and of a list the
 * items alone are created. Files of other programs have items too, so if no List is named, one of these has to look like an object.
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

/** What no API server would take, and what rules could only misread. */
function faultOf(metadata: unknown): string | undefined {
  if (metadata === undefined || metadata === null) return undefined;
  if (!isRecord(metadata)) return 'metadata is not a mapping';
  const field = ['name', 'generateName', 'namespace'].find(
    key => !['string', 'undefined'].includes(typeof metadata[key]),
  );
  return field === undefined ? undefined : `metadata.${field} is not text: ${JSON.stringify(metadata[field])}`;
}
