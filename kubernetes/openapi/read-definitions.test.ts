import { expect, test } from 'vitest';
import { scriptedClient } from '../client/scripted-client.fixture.ts';
import { readDefinitions, type DocumentCache } from './read-definitions.ts';

const path = '/openapi/v3/apis/apps/v1?hash=A';
const index = { paths: { 'apis/apps/v1': { serverRelativeURL: path }, 'api/v1': { serverRelativeURL: '/elsewhere' } } };
const document = { components: { schemas: { Deployment: {} } } };

test('clusters with the same document read it once', async () => {
  const cache: DocumentCache = new Map();
  const clients = [1, 2].map(() => scriptedClient({ '/openapi/v3': [index], [path]: [document] }));
  for (const client of clients) {
    expect([...(await readDefinitions(client, ['apps/v1', 'batch/v1'], cache))]).toEqual([
      ['apps/v1', { Deployment: {} }],
    ]);
  }
  expect(clients.flatMap(({ asked }) => asked)).toEqual(['/openapi/v3', path, '/openapi/v3']);
});

test('a document that one cluster does not give is asked of the next', async () => {
  const cache: DocumentCache = new Map();
  const broken = scriptedClient({ '/openapi/v3': [index], [path]: [new Error('reset')] });
  await expect(readDefinitions(broken, ['apps/v1'], cache)).rejects.toThrow('reset');
  const client = scriptedClient({ '/openapi/v3': [index], [path]: [document] });
  expect((await readDefinitions(client, ['apps/v1'], cache)).size).toBe(1);
});

test.each([{ groupVersion: 'v1' }])('an address elsewhere is not followed', async ({ groupVersion }) => {
  const client = scriptedClient({ '/openapi/v3': [index] });
  await expect(readDefinitions(client, [groupVersion], new Map())).rejects.toMatchObject({ reason: 'InvalidAnswer' });
  expect(client.asked).toEqual(['/openapi/v3']);
});
