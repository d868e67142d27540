import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { post } from '../../webhooks/app.fixture.ts';
import type { App } from '../../webhooks/app.ts';
import { readAnswer } from '../admission/answer.ts';
import { objectAt } from '../admission/json-patch.ts';
import { recorded, recordedMember, recordings } from '../admission/recorded.ts';
import { amountOf, isWhole } from '../long-forms.ts';
import { settings } from './settings.ts';

let app: App;
beforeAll(async () => {
  app = await recordedMember(settings);
});

const requests = recordings.map(file => objectAt(recorded(file), 'request'));

/** Strings as the keys and values of real objects are, and as nobody would expect them. */
const text = fc.oneof(
  fc.constantFrom('karmada.io/managed', 'true', 'argocd.argoproj.io/tracking-id', 'default'),
  fc.constantFrom('kubectl-fleet.io/owner', 'kubectl-fleet.io/owned-by', 'kubectl-fleet.io/managed-by'),
  fc.constantFrom('__proto__', 'constructor', 'toString', 'a/b~c', '~1', '', '\u0000', '\u{1f6a2}', 'x'.repeat(300)),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
);
const strings = fc.option(fc.dictionary(text, text, { maxKeys: 6 }), { nil: undefined });
const metadata = fc.record(
  { labels: strings, annotations: strings, generateName: text, ownerReferences: fc.constantFrom([], undefined) },
  { requiredKeys: [] },
);
const ownerKey = 'kubectl-fleet.io/owner';
/** The owner of an object before, and the key that says so. */
const owned = fc.constantFrom<Metadata>(
  {},
  { labels: { [ownerKey]: 'shop' } },
  { annotations: { [ownerKey]: 'shop' } },
  { labels: { [ownerKey]: 'search' }, annotations: { [ownerKey]: 'shop' } },
);
interface Metadata {
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}
/** A spec of anything: kinds of users hold what they like. */
const anything = fc.jsonValue({ maxDepth: 4, stringUnit: 'grapheme' });

/**
 * A review as kube-apiserver could send it: a recorded one with another object, another verb,
 * another writer.
 */
const reviews = fc
  .record({
    request: fc.constantFrom(...requests),
    uid: fc.uuid(),
    operation: fc.constantFrom('CREATE', 'UPDATE', 'DELETE', 'CONNECT'),
    subResource: fc.constantFrom(undefined, '', 'status', 'scale', 'binding'),
    dryRun: fc.boolean(),
    username: text,
    metadata,
    owned,
    spec: fc.option(anything, { nil: undefined }),
  })
  .map(({ request, uid, operation, subResource, dryRun, username, metadata: added, owned, spec }) => {
    const object = objectAt(request, 'object');
    const changed = {
      ...object,
      metadata: { ...objectAt(object, 'metadata'), ...added },
      ...(spec !== undefined && { spec }),
    };
    const writer = { ...objectAt(request, 'userInfo'), username };
    const old = { ...object, metadata: { ...objectAt(object, 'metadata'), ...owned } };
    const given = {
      CREATE: { object: changed, oldObject: null },
      UPDATE: { object: changed, oldObject: old },
      DELETE: { object: null, oldObject: changed },
      CONNECT: { object: changed },
    }[operation];
    const sent = { ...request, uid, operation, subResource, dryRun, userInfo: writer, ...given };
    return { apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', request: sent };
  });

const numRuns = amountOf('generated');

test(`${numRuns} reviews of all kinds are answered, and no answer breaks a promise`, async () => {
  const seen = new Map<string, number>();
  const count = (what: string): unknown => seen.set(what, (seen.get(what) ?? 0) + 1);
  const property = fc.asyncProperty(reviews, async review => {
    // JSON leaves out undefined fields.
    const sent: unknown = JSON.parse(JSON.stringify(review));
    for (const path of ['/mutate', '/validate'] as const) {
      const { statusCode, body } = await post(app, path, sent);
      if (statusCode !== 200) throw new Error(`${path} answers ${statusCode}: ${body}`);
      const { response, patched } = readAnswer(path, sent, body);
      count(`${path} ${response.patch === undefined ? String(response.allowed) : 'patch'}`);
      for (const place of placesOfOwner(objectAt(sent, 'request', 'object'), patched)) count(`${place} put back`);
    }
  });
  // Few reviews may lack a rare answer, so the short form has the same ones each time.
  await fc.assert(property, isWhole ? { numRuns } : { numRuns, seed: 1 });
  // All answers that there are came up, so that the promises were put to the test.
  expect([...seen.keys()].sort()).toEqual([
    '/mutate patch',
    '/mutate true',
    '/validate false',
    '/validate true',
    'annotations put back',
    'labels put back',
  ]);
  expect(seen.get('labels put back')).toBeGreaterThan(numRuns / 1_000);
  expect(seen.get('annotations put back')).toBeGreaterThan(numRuns / 1_000);
}, 600_000);

/** A change after which an object names another owner, or none. */
function placesOfOwner(before: object, after: object): string[] {
  const ownerIn = (object: object, place: string): unknown => objectAt(object, 'metadata', place)[ownerKey];
  return ['labels', 'annotations'].filter(place => ownerIn(before, place) !== ownerIn(after, place));
}
