import type { Manifest } from '../../manifests/manifest.ts';
import type { Document } from '../../../../kubernetes/yaml/parse-documents.ts';
import type { Path, Place } from '../../../../kubernetes/yaml/places.ts';

/**
 * Returns a function that locates a finding's path in its file, e.g. spec.tolerations[0] of a
 * manifest. It returns undefined for a rendered object. A document is read once more for its
 * findings. Only the latest document is kept, so callers ask for the findings of one document in a
 * row.
 */
export function findingPlaces(): (manifest: Manifest, path: string) => Place | undefined {
  let latest: { document: Pick<Document, 'readPlaces'>; placeOf: (path: Path) => Place } | undefined;
  return ({ text }, findingPath) => {
    if (text === undefined) return undefined;
    const { document, path } = text;
    if (latest?.document !== document) latest = { document, placeOf: document.readPlaces() };
    return latest.placeOf([...path, ...stepsOf(findingPath)]);
  };
}

/**
 * Splits a path as rules write it into keys and indexes: metadata.labels[karmada.io/managed] has
 * three.
 */
function stepsOf(path: string): string[] {
  return [...path.matchAll(/\[([^\]]*)\]|[^.[\]]+/g)].map(([step, inBrackets]) => inBrackets ?? step);
}
