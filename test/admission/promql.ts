import { parser } from '@prometheus-io/lezer-promql';
import type { Exposed } from './exposed.ts';

/** What Prometheus itself adds to what it finds through a PodMonitor. */
const ofTarget = ['namespace', 'pod', 'job', 'instance', 'container', 'endpoint'];

/** What is wrong with a query: where it does not parse, and what it asks for that nobody exposes; empty where nothing is. */
export function problemsOf(query: string, exposed: Exposed): string[] {
  const problems: string[] = [];
  // Those of the selector that the cursor is in, and of all of them for what stands around these.
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
