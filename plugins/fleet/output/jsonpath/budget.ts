import { TemplateFault } from './template.ts';

/**
 * So many values may one template visit in one document: more than an honest one needs in a list of
 * 5,000 pods, and few enough to be done in seconds. A nested range multiplies them.
 */
const mostVisited = 20_000_000;

/** Ranges may be nested so deeply. */
const deepestRange = 100;

/** Work that one evaluation may still do. */
export interface Budget {
  left: number;
}

export function newBudget(): Budget {
  return { left: mostVisited };
}

/** @throws TemplateFault where the budget is used up */
export function spend(budget: Budget, visited: number): void {
  budget.left -= visited;
  if (budget.left < 0) throw new TemplateFault(`the template visits more than ${mostVisited} values`);
}

/** @throws TemplateFault */
export function checkDepth(ranges: number): void {
  if (ranges > deepestRange) throw new TemplateFault(`more than ${deepestRange} ranges lie in each other`);
}
