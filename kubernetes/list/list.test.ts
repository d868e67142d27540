import { expect, test } from 'vitest';
import { listPages, mapPages, withQuery } from './list.ts';
import { clientOf, startServer } from '../client/server.fixture.ts';

test('a long list comes in chunks', async () => {
  const { url, asked } = await startServer(({ path }) => ({
    body: path.includes('continue=next') ? { items: [2] } : { items: [1], metadata: { continue: 'next' } },
  }));
  const pages = await listPages(await clientOf(url), '/api/v1/pods?labelSelector=app%3Dcart');
  expect(pages).toEqual([{ items: [1], metadata: { continue: 'next' } }, { items: [2] }]);
  expect(asked.map(({ path }) => path)).toEqual([
    '/api/v1/pods?labelSelector=app%3Dcart&limit=500',
    '/api/v1/pods?labelSelector=app%3Dcart&limit=500&continue=next',
  ]);
});

test('of each page only what is wanted is held', async () => {
  const { url } = await startServer(({ path }) => ({
    body: path.includes('continue=next') ? { items: [2, 3] } : { items: [1], metadata: { continue: 'next' } },
  }));
  const wanted = (page: unknown) => JSON.stringify(page);
  expect(await mapPages(await clientOf(url), '/api/v1/pods', wanted)).toEqual([
    '{"items":[1],"metadata":{"continue":"next"}}',
    '{"items":[2,3]}',
  ]);
});

test('a list whose snapshot has expired is asked for again in one piece', async () => {
  const { url, asked } = await startServer(({ path }) => {
    if (path.includes('continue=next')) return { status: 410, body: { message: 'expired' } };
    return path.includes('limit')
      ? { body: { items: [1], metadata: { continue: 'next' } } }
      : { body: { items: [1, 2] } };
  });
  expect(await listPages(await clientOf(url), '/api/v1/pods')).toEqual([{ items: [1, 2] }]);
  expect(asked.map(({ path }) => path)).toEqual([
    '/api/v1/pods?limit=500',
    '/api/v1/pods?limit=500&continue=next',
    '/api/v1/pods',
  ]);
});

test('a list whose pages lead to themselves is said to have no end', async () => {
  const { url } = await startServer(() => ({ body: { items: [], metadata: { continue: 'again' } } }));
  await expect(listPages(await clientOf(url), '/api/v1/pods')).rejects.toThrow('the list has no end');
});

test('null is no next page', async () => {
  const { url } = await startServer(({ path }) => ({
    body: { metadata: path.startsWith('/a') ? null : { continue: null } },
  }));
  const client = await clientOf(url);
  expect(await listPages(client, '/a')).toHaveLength(1);
  expect(await listPages(client, '/b')).toHaveLength(1);
});

test('what is no list is said to be none', async () => {
  const { url } = await startServer(() => ({ body: [] }));
  await expect(listPages(await clientOf(url), '/api/v1/pods')).rejects.toThrow(
    'the answer is not one of a Kubernetes API server',
  );
});

test('parameters without a value are left out of the query', () => {
  expect(withQuery('/a', { limit: '', selector: undefined })).toBe('/a');
  expect(withQuery('/a?b=c', { selector: 'x=y,z' })).toBe('/a?b=c&selector=x%3Dy%2Cz');
});
