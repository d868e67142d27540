/** Part of a version number that differs. */
export type Skew = 'major' | 'minor' | 'patch';

const parts: readonly Skew[] = ['major', 'minor', 'patch'];

/**
 * Returns the most important part in which version numbers differ: minor for v3.0.4 and 3.1.0.
 * Versions that do not begin with a number are not compared. undefined if nothing differs.
 */
export function skewOf(versions: readonly string[]): Skew | undefined {
  const numbers = versions.flatMap(version => {
    const match = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?![\p{L}\d])/u.exec(version);
    return match === null ? [] : [[1, 2, 3].map(part => Number(match[part] ?? 0))];
  });
  return parts.find((_, part) => new Set(numbers.map(number => number[part])).size > 1);
}
