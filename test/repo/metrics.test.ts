import { expect, test } from 'vitest';
import { exposedMetrics } from '../../tools/documentation/monitoring.ts';
import { projectFiles, textOf } from './source-files.ts';

/** Pages, values, alerts and dashboards. */
const files = projectFiles().filter(path => /\.(md|txt|tpl|ya?ml|json)$/.test(path) && !/^(test|package)/.test(path));

/** A metric as somebody wrote it, perhaps with labels: name{label="value"}. */
const written = /\b((?:kubectl_fleet|process|nodejs)_[a-z0-9_]*[a-z0-9])\b(?:\{([^}]*)\})?/g;

const metrics = new Map(
  exposedMetrics().flatMap(({ name, type, labelNames }) => {
    const series = type === 'histogram' ? ['_bucket', '_count', '_sum'] : [];
    return ['', ...series].map(end => [`${name}${end}`, labelNames] as const);
  }),
);
/** Prometheus itself adds these when it finds the pods. */
const fromPrometheus = ['namespace', 'pod', 'le', 'quantile'];

test('every metric that a page, a value, an alert or a panel names is exposed, and has the labels that are named', () => {
  const named = files.flatMap(path =>
    [...textOf(path).matchAll(written)].map(([words, name = '', labels = '']) => ({
      words: `${path}: ${words}`,
      labels: metrics.get(name),
      asked: [...labels.matchAll(/\\?"[^"]*"|([a-z_]+)/g)].flatMap(([, label]) => label ?? []),
    })),
  );
  const wrong = named.filter(
    ({ labels, asked }) => labels === undefined || asked.some(label => ![...labels, ...fromPrometheus].includes(label)),
  );
  expect(wrong.map(({ words }) => words)).toEqual([]);
  expect(named.filter(({ asked }) => asked.length > 0).length).toBeGreaterThan(20);
});

test('every alert that a page names is there', () => {
  const alerts = [...textOf('charts/fleet-webhook/files/alerts.yaml').matchAll(/^ +- alert: (\w+)$/gm)];
  const pages = files.filter(path => path.endsWith('.md'));
  const named = pages.flatMap(page =>
    [...textOf(page).matchAll(/`(Fleet(?:Webhook|Policy|Audit|Exemption)[A-Z]\w+)`/g)].map(([, alert = '']) => ({
      page,
      alert,
    })),
  );
  const there = alerts.map(([, alert]) => alert);
  expect(named.filter(({ alert }) => !there.includes(alert))).toEqual([]);
  expect(named.length).toBeGreaterThan(1);
});
