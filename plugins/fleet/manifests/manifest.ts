import { isRecord } from '../../../kubernetes/objects/is-record.ts';
import type { KubernetesObject } from '../../../kubernetes/objects/object.ts';
import type { Document } from '../../../kubernetes/yaml/parse-documents.ts';
import type { Path } from '../../../kubernetes/yaml/places.ts';

/** Where something stands in what the user named; `file` is written as the user wrote it, '-' is standard input. */
export interface ManifestSource {
  file: string;
  /** 1-based line at which the object begins: its first key, or its brace in JSON. */
  line?: number;
  /** The folder that was rendered, where the object is not in the file as it is. */
  renderedFrom?: string;
}

/** One Kubernetes object as it stands in a file; what a List holds is one manifest an item. */
export interface Manifest {
  object: KubernetesObject;
  source: ManifestSource;
  /** The document that it is a part of, and its place there. */
  text?: { document: Pick<Document, 'readPlaces'>; path: Path };
}

/** What could not be judged, and why. Line and column are 1-based; absent where nothing of the file could be read. */
export interface Problem {
  file: string;
  line?: number;
  column?: number;
  message: string;
}

/** An object of a GitOps system that deploys what was not read, and why. */
export interface NotFollowed {
  /** Its title. */
  object: string;
  reason: string;
  source: ManifestSource;
}

/** Problem as a compiler prints it: file:line:column: message */
export function problemLine({ file, line, column, message }: Problem): string {
  return [file, line, column, ` ${message}`].filter(part => part !== undefined).join(':');
}

/** How a person names an object that was found somewhere, e.g. StatefulSet prod/db */
export function displayName({ kind, metadata }: KubernetesObject): string {
  const { namespace, name, generateName } = isRecord(metadata) ? metadata : {};
  const names = [namespace, name ?? generateName ?? '(no name)'].filter(
    part => typeof part === 'string' && part !== '',
  );
  return `${String(kind)} ${names.join('/')}`;
}
