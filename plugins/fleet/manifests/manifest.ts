import { isRecord } from '../../../kubernetes/objects/is-record.ts';
import type { KubernetesObject } from '../../../kubernetes/objects/object.ts';
import type { Document } from '../../../kubernetes/yaml/parse-documents.ts';
import type { Path } from '../../../kubernetes/yaml/places.ts';

/** Location of a manifest; `file` is a path as the user wrote it, '-' is standard input. */
export interface ManifestSource {
  file: string;
  /** 1-based line at which the object begins: its first key, or its brace in JSON. */
  line?: number;
  /** Folder that was rendered; absent for an object of a file. */
  renderedFrom?: string;
}

/** One Kubernetes object of a file. Each item of a List is a manifest. */
export interface Manifest {
  object: KubernetesObject;
  source: ManifestSource;
  /** Document of the object, and its path in the document; absent for a rendered object. */
  text?: { document: Pick<Document, 'readPlaces'>; path: Path };
}

/**
 * Part of a file that could not be read, with the reason. Line and column are 1-based, and absent
 * if nothing of the file could be read.
 */
export interface Problem {
  file: string;
  line?: number;
  column?: number;
  message: string;
}

/** GitOps object whose source was not read, with the reason. */
export interface NotFollowed {
  /** Display name of the object. */
  object: string;
  reason: string;
  source: ManifestSource;
}

/** Returns a problem as a compiler prints it: file:line:column: message */
export function problemLine({ file, line, column, message }: Problem): string {
  return [file, line, column, ` ${message}`].filter(part => part !== undefined).join(':');
}

/** Returns the name of an object for messages, e.g. StatefulSet prod/db */
export function displayName({ kind, metadata }: KubernetesObject): string {
  const { namespace, name, generateName } = isRecord(metadata) ? metadata : {};
  const names = [namespace, name ?? generateName ?? '(no name)'].filter(
    part => typeof part === 'string' && part !== '',
  );
  return `${String(kind)} ${names.join('/')}`;
}
