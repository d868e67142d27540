import type { Contents } from '../manifests/contents.ts';

/** Takes from contents what was in others before, because two objects may deploy one folder to one namespace. */
export function withoutRepeated(): (contents: Contents) => Contents {
  const seen = new Set<string>();
  const isNew = (value: unknown): boolean => {
    const before = seen.size;
    return seen.add(JSON.stringify(value)).size > before;
  };
  return contents => ({
    ...contents,
    manifests: contents.manifests.filter(({ source, object }) => isNew([source, object])),
    problems: contents.problems.filter(isNew),
  });
}
