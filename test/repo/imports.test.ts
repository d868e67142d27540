import { dirname, join } from 'node:path';
import { preProcessFile } from 'typescript';
import { expect, test } from 'vitest';
import { projectFiles, textOf } from './source-files.ts';

interface Import {
  from: string;
  to: string;
}

const isSource = (path: string) => path.endsWith('.ts') && !path.endsWith('.test.ts');
const sources = projectFiles().filter(isSource);
const imports: Import[] = sources.flatMap(from =>
  preProcessFile(textOf(from))
    .importedFiles.filter(({ fileName }) => fileName.startsWith('.'))
    .map(({ fileName }) => ({ from, to: join(dirname(from), fileName) })),
);

/** Imports that start in one folder and end where they may not. */
function strays(folder: string, allowed: readonly string[]): Import[] {
  return imports.filter(({ from, to }) => from.startsWith(folder) && !allowed.some(place => to.startsWith(place)));
}

/** Files of the plugin that all of it may import, and what reads YAML. */
const leaves = [
  'plugins/fleet/cluster-error.ts',
  'plugins/fleet/errors.ts',
  'plugins/fleet/flags.ts',
  'plugins/fleet/is-there.ts',
  'plugins/fleet/or-null.ts',
  'plugins/fleet/version.ts',
  'plugins/fleet/yaml/',
  'policies/engine/',
];
const belowConnections = [
  'plugins/fleet/credentials/',
  'plugins/fleet/deadline/',
  'plugins/fleet/kubeconfig/',
  ...leaves,
];

test.each([
  {
    rule: 'the plugin imports only itself, the engine and what builds bundles for it',
    folder: 'plugins/',
    allowed: ['plugins/', 'policies/engine/', 'policies/bundle/', 'package.json'],
  },
  {
    rule: 'the webhook imports only itself and the engine',
    folder: 'webhooks/',
    allowed: ['webhooks/', 'policies/engine/'],
  },
  { rule: 'policies import nothing of ours', folder: 'policies/', allowed: ['policies/'] },
  { rule: 'the engine builds nothing', folder: 'policies/engine/', allowed: ['policies/engine/'] },
  {
    rule: 'what knows clusters knows no command',
    folder: 'plugins/fleet/clusters/',
    allowed: ['plugins/fleet/clusters/', 'plugins/fleet/connection/', ...belowConnections],
  },
  {
    rule: 'a connection knows its cluster alone',
    folder: 'plugins/fleet/connection/',
    allowed: ['plugins/fleet/connection/', ...belowConnections],
  },
  {
    rule: 'credentials know nothing of the connection that they are for',
    folder: 'plugins/fleet/credentials/',
    allowed: belowConnections,
  },
  {
    rule: 'a kubeconfig is read without asking anybody',
    folder: 'plugins/fleet/kubeconfig/',
    allowed: ['plugins/fleet/kubeconfig/', ...leaves],
  },
  {
    rule: 'what reads YAML knows nothing of the plugin',
    folder: 'plugins/fleet/yaml/',
    allowed: ['plugins/fleet/yaml/', 'policies/engine/'],
  },
  {
    rule: 'what prints knows no cluster',
    folder: 'plugins/fleet/output/',
    allowed: [
      'plugins/fleet/output/',
      'plugins/fleet/errors.ts',
      'plugins/fleet/version.ts',
      'plugins/fleet/manifests/',
      'policies/engine/',
    ],
  },
])('$rule', ({ folder, allowed }) => {
  expect(strays(folder, allowed)).toEqual([]);
  expect(imports.filter(({ from }) => from.startsWith(folder)).length).toBeGreaterThan(3);
});

test('no two files import each other, directly or by way of others', () => {
  expect(loopsOf(imports)).toEqual([]);
  expect(sources.length).toBeGreaterThan(80);
});

test('no two folders of the policy import each other, directly or by way of others', () => {
  const policy = 'policies/fleet/';
  const files = projectFiles().filter(path => path.startsWith(policy) && /(?<!_test)\.rego$/.test(path));
  const folderOf = (path: string): string => path.split('/')[0] ?? '';
  const between = files.flatMap(file =>
    [...textOf(file).matchAll(/^import data\.fleet\.([\w.]+)/gm)]
      .map(([, name = '']) => ({ from: folderOf(file.slice(policy.length)), to: folderOf(name.replaceAll('.', '/')) }))
      .filter(({ from, to }) => from !== to),
  );
  expect(loopsOf(between)).toEqual([]);
  expect(between.length).toBeGreaterThan(80);
});

/** Those that lead back to themselves. */
function loopsOf(edges: readonly Import[]): string[] {
  const targets = Map.groupBy(edges, ({ from }) => from);
  return [...targets.keys()].filter(start => {
    const seen = new Set<string>();
    const next = [start];
    for (let place = next.pop(); place !== undefined; place = next.pop()) {
      for (const { to } of targets.get(place) ?? []) {
        if (to === start) return true;
        if (!seen.has(to)) next.push(to);
        seen.add(to);
      }
    }
    return false;
  });
}
