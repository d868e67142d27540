/**
 * Tells each problem of a kind when it appears, and again only after it was gone: what is looked at
 * every few seconds would fill the log.
 */
export function reportNew(tell: (problem: string) => void): (problems: readonly string[]) => void {
  let known: readonly string[] = [];
  return problems => {
    const before = known;
    known = [...new Set(problems)];
    for (const problem of known) if (!before.includes(problem)) tell(problem);
  };
}
