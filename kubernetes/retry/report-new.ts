/**
 * Returns a function that reports each problem of a kind when it appears, and again only after it
 * has disappeared. Otherwise checks every few seconds would fill the log.
 */
export function reportNew(report: (problem: string) => void): (problems: readonly string[]) => void {
  let known: readonly string[] = [];
  return problems => {
    const before = known;
    known = [...new Set(problems)];
    for (const problem of known) if (!before.includes(problem)) report(problem);
  };
}
