/**
 * Returns the candidate that a person who typed `word` most likely meant: one that begins with it,
 * or one at most two typing errors away.
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const ranked = candidates
    .map(candidate => ({ candidate, slips: candidate.startsWith(word) ? 0 : distance(word, candidate) }))
    .filter(({ candidate, slips }) => slips <= Math.min(2, Math.ceil(candidate.length / 2)))
    .sort((a, b) => a.slips - b.slips);
  return ranked[0]?.candidate;
}

/**
 * Returns the Levenshtein distance: insertions, deletions and substitutions from one word to the
 * other.
 */
function distance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [row, letter] of Array.from(from).entries()) {
    const current = [row + 1];
    for (const [column, other] of Array.from(to).entries()) {
      const above = previous[column + 1] ?? 0;
      const left = current[column] ?? 0;
      const diagonal = previous[column] ?? 0;
      current.push(Math.min(above + 1, left + 1, diagonal + (letter === other ? 0 : 1)));
    }
    previous = current;
  }
  return previous.at(-1) ?? 0;
}
