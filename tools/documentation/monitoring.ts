import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { parse } from 'yaml';
import { clusterMetrics } from '../../webhooks/cluster/cluster-metrics.ts';
import { createMetrics } from '../../webhooks/metrics/metrics.ts';
import { policyMetrics } from '../../webhooks/policy/policy-metrics.ts';
import { code, table } from '../markdown/table.ts';

const Metrics = Type.Array(
  Type.Object({ name: Type.String(), help: Type.String(), type: Type.String(), labelNames: Type.Array(Type.String()) }),
);
const Alerts = Type.Array(
  Type.Object({
    rules: Type.Array(
      Type.Object({
        alert: Type.String(),
        expr: Type.String(),
        for: Type.String(),
        labels: Type.Object({ severity: Type.String() }),
        annotations: Type.Object({ summary: Type.String(), description: Type.String() }),
      }),
    ),
  }),
);

/** A metric that the webhook exposes. */
export type ExposedMetric = Static<typeof Metrics>[number];

/** All metrics that the webhook exposes, those of its process included. */
export function exposedMetrics(): ExposedMetric[] {
  const { registry } = createMetrics();
  const nothing = { digest: '', signedBy: undefined, loadedAt: new Date(0), skipped: [] };
  policyMetrics(registry, { policy: () => nothing, refused: () => [], now: () => new Date(0) });
  clusterMetrics(registry, { unreadable: () => new Map() });
  const metrics: unknown = registry.getMetricsAsArray();
  Value.Assert(Metrics, metrics);
  return metrics;
}

/** The project's own metrics, for docs/reference/metrics.md. */
export function metricsTable(): string {
  const rows = exposedMetrics()
    .filter(({ name }) => name.startsWith('kubectl_fleet_'))
    .toSorted((left, right) => (left.name < right.name ? -1 : 1))
    .map(({ name, type, labelNames, help }) => [code(name), type, labelNames.map(code).join(', '), help]);
  return table(['metric', 'type', 'labels', ''], rows);
}

/** Each alert under its name, which is the anchor that its runbook_url leads to. */
export function alertSections(file: string): string {
  const groups: unknown = parse(file);
  Value.Assert(Alerts, groups);
  const sections = groups
    .flatMap(({ rules }) => rules)
    .map(({ alert, expr, labels, annotations, ...rule }) => {
      const summary = annotations.summary.replaceAll(/\{\{ \$labels\.(\w+) \}\}/g, '`$1`');
      const query = ['```promql', expr.trim(), '```'].join('\n');
      return `### ${alert}\n\n${code(labels.severity)}, after ${rule.for}: ${summary}\n\n${annotations.description.trim()}\n\n${query}\n`;
    });
  return sections.join('\n');
}
