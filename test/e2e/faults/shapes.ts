import { createServer } from 'node:http';
import type { CommandName, Fault } from './fault.ts';
import { portOf } from './sockets.ts';

const verbs = ['get', 'list'];
const node = { name: 'nodes', singularName: 'node', namespaced: false, kind: 'Node', verbs };

/** The answers of a small API server that is well, by path; it has no objects of other kinds. */
const well: Readonly<Record<string, unknown>> = {
  '/version': { gitVersion: 'v1.37.2' },
  '/api': { kind: 'APIVersions', versions: ['v1'] },
  '/apis': { kind: 'APIGroupList', groups: [] },
  '/api/v1': { kind: 'APIResourceList', groupVersion: 'v1', resources: [node] },
};
const none = { kind: 'List', metadata: {}, items: [] };

/** The context of a server that is well but for what it says at one path. */
export function servingAt(name: string, path: string, said: unknown): Fault['context'] {
  return async () => {
    const server = createServer((request, response) => {
      const asked = (request.url ?? '').replace(/\?.*/, '');
      // Servers with the same UID would be one cluster.
      const own = asked.endsWith('/kube-system') ? { metadata: { uid: name } } : (well[asked] ?? none);
      response.setHeader('Content-Type', 'application/json').end(JSON.stringify(asked === path ? said : own));
    });
    return { cluster: { server: `http://127.0.0.1:${await portOf(server)}` }, user: {} };
  };
}

interface Shape {
  path: string;
  commands: readonly CommandName[];
  said: readonly unknown[];
}

const shapes: readonly Shape[] = [
  {
    path: '/version',
    commands: ['clusters', 'facts'],
    said: [null, [], 'v1.37', {}, { gitVersion: null }, { gitVersion: 1 }],
  },
  {
    path: '/api',
    commands: ['get nodes'],
    said: [null, [], 'x', 7, {}, { versions: {} }, { versions: [null] }, { versions: [7] }],
  },
  {
    path: '/apis',
    commands: ['clusters', 'get nodes', 'facts'],
    said: [
      null,
      [],
      'x',
      7,
      {},
      { kind: 'APIGroupDiscoveryList' },
      { groups: {} },
      { groups: [null] },
      { groups: [{ name: null }] },
      { groups: [{}] },
    ],
  },
  {
    path: '/apis',
    commands: ['get nodes'],
    said: [
      { kind: 'APIGroupDiscoveryList', groups: [], items: {} },
      { kind: 'APIGroupDiscoveryList', groups: [], items: [null] },
      { kind: 'APIGroupDiscoveryList', groups: [], items: [{ versions: [{ version: null }] }] },
      { kind: 'APIGroupDiscoveryList', groups: [], items: [{ versions: [{ version: 'v1', resources: [null] }] }] },
    ],
  },
  {
    path: '/api/v1',
    commands: ['get nodes'],
    said: [null, [], {}, { resources: {} }, { resources: [null] }, { resources: [{ ...node, kind: null }] }],
  },
  {
    path: '/api/v1/nodes',
    commands: ['clusters', 'get nodes', 'facts'],
    said: [
      null,
      [],
      'x',
      {},
      { items: {} },
      { items: [null] },
      { items: ['x'] },
      { items: [], metadata: 'x' },
      { items: [], metadata: { continue: 7 } },
      { items: [], metadata: { continue: 'again' } },
      { items: [{ metadata: { name: 7 } }] },
      { kind: 'Table', columnDefinitions: 7, rows: [] },
      { kind: 'Table', columnDefinitions: [], rows: {} },
      { kind: 'Table', columnDefinitions: [], rows: [null] },
      { kind: 'Table', columnDefinitions: [], rows: [{ cells: [], object: 7 }] },
    ],
  },
  { path: '/api/v1/nodes', commands: ['get nodes'], said: [{ items: [{ metadata: null }] }] },
  {
    path: '/apis/apps/v1/deployments',
    commands: ['versions'],
    said: [
      { items: [{ metadata: null }] },
      { items: [{ metadata: { name: 'x', namespace: 'y' }, spec: null }] },
      { items: [{ metadata: { name: 'x', namespace: 'y' }, spec: { template: { spec: { containers: [null] } } } }] },
    ],
  },
];

export const shapeFaults: Fault[] = shapes.flatMap(({ path, commands, said }) =>
  said.map(one => {
    const name = `${path}: ${JSON.stringify(one)}`;
    return {
      name,
      commands,
      words: /^the answer is not one of a Kubernetes API server: |^the list has no end/,
      context: servingAt(name, path, one),
    };
  }),
);
