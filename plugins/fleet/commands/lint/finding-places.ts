import type { Manifest } from '../../manifests/manifest.ts';
import type { Document } from '../../../../kubernetes/yaml/parse-documents.ts';
import type { Path, Place } from '../../../../kubernetes/yaml/places.ts';

/**
 * Answers where in its file a finding's path is, e.g. spec.tolerations[0] of a manifest. A document is read once more for its
 * findings; only the latest one is remembered, so ask for those of one document one after another. undefined for an object that
 * stands in no file as it is.
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

/** Keys and indexes of a path as rules write it: metadata.labels[karmada.io/managed] has three. */
function stepsOf(path: string): string[] {
  return [...path.matchAll(/\[([^\]]*)\]|[^.[\]]+/g)].map(([step, inBrackets]) => inBrackets ?? step);
}
