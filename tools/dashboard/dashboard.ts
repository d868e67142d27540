import type { Panel, Query } from './rows/panel.ts';
import { rows } from './rows.ts';

/** The dashboard as Grafana imports it. */
export function dashboard(): string {
  const model = {
    uid: 'kubectl-fleet-webhook',
    title: 'kubectl fleet / webhook',
    description: 'What the admission webhook of one spoke decides, how fast, and how it does.',
    tags: ['kubectl-fleet', 'admission'],
    schemaVersion: 39,
    version: 1,
    editable: true,
    graphTooltip: 1,
    refresh: '30s',
    time: { from: 'now-6h', to: 'now' },
    timezone: '',
    annotations: { list: [] },
    links: [],
    templating: { list: variables },
    panels: placed(),
  };
  return `${JSON.stringify(model, null, 2)}\n`;
}

const datasource = { type: 'prometheus', uid: '${datasource}' };

const variables = [
  { name: 'datasource', label: 'Data source', type: 'datasource', query: 'prometheus' },
  choice('namespace', 'Namespace', 'label_values(kubectl_fleet_ready, namespace)'),
  choice('pod', 'Pod', 'label_values(kubectl_fleet_ready{namespace=~"$namespace"}, pod)'),
];

function choice(name: string, label: string, query: string): object {
  const all = { includeAll: true, multi: true, current: { text: ['All'], value: ['$__all'] } };
  return { name, label, type: 'query', datasource, query: { query, refId: name }, refresh: 2, sort: 1, ...all };
}

/**
 * Rows of panels on Grafana's grid, which is 24 wide: numbers in one line, graphs three in a line.
 */
function placed(): object[] {
  const panels: object[] = [];
  let y = 0;
  for (const { title, panels: inside } of rows) {
    panels.push({
      id: panels.length + 1,
      type: 'row',
      title,
      collapsed: false,
      panels: [],
      gridPos: { x: 0, y, w: 24, h: 1 },
    });
    y += 1;
    const [w, h] = inside.every(({ stat }) => stat) ? [4, 4] : [8, 8];
    for (const [index, panel] of inside.entries()) {
      const line = Math.floor((index * w) / 24);
      panels.push({ id: panels.length + 1, ...shown(panel), gridPos: { x: (index * w) % 24, y: y + line * h, w, h } });
    }
    y += Math.ceil((inside.length * w) / 24) * h;
  }
  return panels;
}

function shown({ title, says, unit, queries, stat = false }: Panel): object {
  return {
    type: stat ? 'stat' : 'timeseries',
    title,
    description: says,
    datasource,
    fieldConfig: {
      defaults: { unit, ...(stat ? {} : { min: 0, custom: { fillOpacity: 10, showPoints: 'never' } }) },
      overrides: [],
    },
    options: stat
      ? { reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false }, colorMode: 'none' }
      : {
          legend: { displayMode: 'list', placement: 'bottom', showLegend: true },
          tooltip: { mode: 'multi', sort: 'desc' },
        },
    targets: queries.map(target),
  };
}

function target({ expr, legend }: Query, index: number): object {
  const refId = String.fromCharCode('A'.charCodeAt(0) + index);
  return {
    refId,
    datasource,
    expr: expr.replaceAll('POD', 'namespace=~"$namespace",pod=~"$pod"'),
    legendFormat: legend,
  };
}
