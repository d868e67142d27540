import { parser } from '@prometheus-io/lezer-promql';
import type { Exposed } from './exposed.ts';

/** Labels that Prometheus adds to targets of a PodMonitor. */
const ofTarget = ['namespace', 'pod', 'job', 'instance', 'container', 'endpoint'];

/**
 * Lists the faults of a query: its syntax errors, and the metrics and labels that no program
 * exposes. Returns an empty list for a correct query.
 */
export function problemsOf(query: string, exposed: Exposed): string[] {
  const problems: string[] = [];
  // The labels of the selector at the cursor. Outside of a selector, the labels of all selectors.
  let labels = new Set<string>();
  const all = new Set(ofTarget);
  const later: string[] = [];
  let isInMatchers = false;
  parser.parse(query).iterate({
    enter: ({ name, type, from, to }) => {
      const text = query.slice(from, to);
      if (type.isError) problems.push(`does not parse at ${from}: ${query.slice(from, from + 20)}`);
      if (name === 'LabelMatchers') isInMatchers = true;
      if (name === 'Identifier') {
        const known = exposed.get(text);
        if (known === undefined) problems.push(`nobody exposes ${text}`);
        labels = new Set([...(known ?? []), ...ofTarget]);
        for (const label of labels) all.add(label);
      }
      if (name === 'LabelName' && !isInMatchers) later.push(text);
      if (name === 'LabelName' && isInMatchers && !labels.has(text)) problems.push(`no sample has the label ${text}`);
    },
    leave: ({ name }) => {
      if (name === 'LabelMatchers') isInMatchers = false;
    },
  });
  return [...problems, ...later.filter(label => !all.has(label)).map(label => `no sample has the label ${label}`)];
}
