import { beforeAll, expect, test } from 'vitest';
import { post } from '../../webhooks/app.fixture.ts';
import type { App } from '../../webhooks/app.ts';
import { readAnswer } from '../admission/answer.ts';
import { recordedMember } from '../admission/recorded.ts';
import discovery from '../fixtures/discovery/aggregated.json' with { type: 'json' };

let app: App;
beforeAll(async () => {
  app = await recordedMember();
});

interface Served {
  kind: { group: string; version: string; kind: string };
  resource: { group: string; version: string; resource: string };
  subResource: string;
}

/** Every resource of the discovery of a real API server, and every subresource. */
const served: Served[] = ([discovery['/api'], discovery['/apis']] as const).flatMap(({ items }) =>
  items.flatMap(({ metadata, versions }) => {
    const group = 'name' in metadata ? metadata.name : '';
    return versions.flatMap(({ version, resources }) =>
      resources.flatMap(({ resource, responseKind, ...more }) => {
        const kind = { group: responseKind.group || group, version: responseKind.version || version };
        const of = (name: string, subResource: string): Served => ({
          kind: { ...kind, kind: name },
          resource: { group, version, resource },
          subResource,
        });
        const below = 'subresources' in more ? more.subresources : [];
        return [
          of(responseKind.kind, ''),
          ...below.map(({ subresource, responseKind: answer }) => of(answer.kind, subresource)),
        ];
      }),
    );
  }),
);

function reviewOf({ kind, resource, subResource }: Served, operation: string): Record<string, unknown> {
  const { group, version } = kind;
  const object = {
    apiVersion: [group, version].filter(Boolean).join('/'),
    kind: kind.kind,
    metadata: { name: 'it', namespace: 'default' },
  };
  const request = {
    uid: 'c0ffee',
    kind,
    resource,
    ...(subResource !== '' && { subResource }),
    operation,
    namespace: 'default',
    name: 'it',
    userInfo: { username: 'ann' },
    object: operation === 'DELETE' ? null : object,
    oldObject: operation === 'UPDATE' || operation === 'DELETE' ? object : null,
  };
  return { apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', request };
}

test('the discovery holds resources of many groups, and subresources', () => {
  expect(served.length).toBeGreaterThan(100);
  expect(served.filter(({ subResource }) => subResource !== '').length).toBeGreaterThan(30);
});

test.each(['CREATE', 'UPDATE', 'DELETE', 'CONNECT'])(
  'an object of any resource that has nothing to it is let through by %s, whoever registers the webhook for it',
  async operation => {
    for (const each of served) {
      const review = reviewOf(each, operation);
      for (const path of ['/mutate', '/validate'] as const) {
        const { statusCode, body } = await post(app, path, review);
        const name = `${operation} ${each.resource.group}/${each.resource.resource}/${each.subResource}`;
        expect([name, statusCode]).toEqual([name, 200]);
        const { response } = readAnswer(path, review, body);
        expect([name, response.allowed]).toEqual([name, true]);
        if (operation === 'DELETE' || operation === 'CONNECT' || each.subResource !== '') {
          expect([name, response.patch]).toEqual([name, undefined]);
        }
      }
    }
  },
);
