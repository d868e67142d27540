import { writeFile } from 'node:fs/promises';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isRecord } from '../../kubernetes/objects/is-record.ts';
import {
  customCells,
  readColumns,
  readColumnsFile,
  type CustomColumn,
} from '../../plugins/fleet/output/custom-columns.ts';
import { sortBy } from '../../plugins/fleet/output/sort-by.ts';
import { startOneKindServer, type OneKindServer } from './one-kind-server.ts';
import { things } from './templates.ts';

/** The real kubectl and we print the same columns of the same objects, in the same order. */

const rows = [
  ...['10', '9', '1Gi', '500m', '2', '1.5Gi', '1e3', '100Mi', '-1', '0.25'].map(quantity => ({ quantity })),
  ...['node-10', 'node-9', 'Node', 'a', '', 'b', 'größe'].map(word => ({ word })),
  ...['2026-01-02T03:04:05Z', '2025-12-31T00:00:00Z', '2026-01-02T03:04:04Z'].map(time => ({ time })),
  ...[3, 10, 2, null, 7].map((size, index) => ({ size, ratio: index / 4 + 0.1, on: index > 2 })),
].map((spec, index) => ({
  apiVersion: 'v1',
  kind: 'Thing',
  metadata: { name: `thing-${index}` },
  spec,
}));

let server: OneKindServer;
let folder: string;
beforeAll(async () => {
  server = await startOneKindServer(rows);
  folder = await mkdtemp(join(tmpdir(), 'columns-'));
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

/** The cells of a table, which stand two blanks or more apart. */
function cellsOf(text: string): string[][] {
  return text
    .split('\n')
    .filter(line => line !== '')
    .map(line => line.trimEnd().split(/ {3,}/));
}

function printed(columns: readonly CustomColumn[], objects: readonly unknown[]): string[][] {
  return [columns.map(({ header }) => header), ...objects.map(object => customCells(columns, object))];
}

test.for([
  'NAME:.metadata.name',
  'NAME:metadata.name,REPLICAS:spec.replicas,ON:{.spec.on},NOTHING:{spec.nothing}',
  'PORTS:.spec.ports,EACH:.spec.ports[*],FIRST:.spec.ports[0],LAST:.spec.ports[-1:]',
  'NAMES:.spec.containers[*].name,ENV:.spec.containers[*].env[*].name',
  'LABELS:.metadata.labels,NESTED:.spec.nested,MIXED:.spec.mixed,BARE:.spec.bare,NONE:.spec.none',
  'LARGE:.spec.large,TINY:.spec.tiny,HUGE:.spec.huge,RATIO:.spec.ratio',
  'APP:.spec.containers[?(@.name=="app")].image,LABEL:.metadata.labels.app',
  "OWNER:.metadata.annotations.example\\.com/owner,OTHER:.metadata.annotations['example\\.com/owner']",
  'ALL:..image',
  'ONE:.missing,TWO:.missing.deeper[0]',
  ':.kind',
])('columns %s are the same', async spec => {
  const other = await startOneKindServer(things.slice(0, 1));
  const { stdout } = await other.kubectl(['get', 'things', '-o', `custom-columns=${spec}`]);
  await other.stop();
  const ours = printed(readColumns(spec), things.slice(0, 1)).map(cells => cells.join('   ').trimEnd());
  expect(cellsOf(ours.join('\n'))).toEqual(cellsOf(stdout));
});

test('columns of a file are the same', async () => {
  const content = 'NAME    SIZE\n.metadata.name {.spec.size}\n';
  const file = join(folder, 'columns');
  await writeFile(file, content);
  const { stdout } = await server.kubectl(['get', 'things', '-o', `custom-columns-file=${file}`]);
  expect(printed(readColumnsFile(content), rows)).toEqual(cellsOf(stdout));
});

test.for(['NAME', 'NAME:.a,', 'A:{.a}{.b}', 'A:{.a', 'A:.a[', 'A:.a[x]', ''])(
  'columns %j are refused in the same words',
  async spec => {
    const { stderr, exitCode } = await server.kubectl(['get', 'things', '-o', `custom-columns=${spec}`]);
    expect(exitCode).toBe(1);
    let problem = '';
    try {
      readColumns(spec);
    } catch (error) {
      problem = error instanceof Error ? error.message : '';
    }
    expect(problem).not.toBe('');
    if (spec !== '') expect(stderr).toContain(problem.replace(/^error parsing jsonpath \S+, /, ''));
  },
);

test.for(['.spec.size', '{.spec.ratio}', 'metadata.name', '.spec.quantity', '.spec.word', '.spec.time', '.kind'])(
  'sorted by %s the objects are in the same order',
  async field => {
    const { stdout } = await server.kubectl(['get', 'things', '-o', 'json', '--sort-by', field]);
    const list: unknown = JSON.parse(stdout);
    const theirs = isRecord(list) && Array.isArray(list['items']) ? list['items'].map(keyOf(field)) : [];
    expect(sortBy(rows, field, row => row).map(keyOf(field))).toEqual(theirs);
  },
);

test.for(['.spec.missing', '.spec.on', '.spec'])('sorting by %s fails in both', async field => {
  const { stderr, exitCode } = await server.kubectl(['get', 'things', '-o', 'json', '--sort-by', field]);
  expect(exitCode).toBe(1);
  let problem = '';
  try {
    sortBy(rows, field, row => row);
  } catch (error) {
    problem = error instanceof Error ? error.message : '';
  }
  expect(stderr).toContain(problem.replace(/ is an .*/, ''));
  expect(problem).not.toBe('');
});

/** The sorted value: which of several equal ones comes first is chance in kubectl. */
function keyOf(field: string): (object: unknown) => string {
  const columns = readColumns(`KEY:${field}`);
  return object => customCells(columns, object).join('');
}
