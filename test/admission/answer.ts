import { isDeepStrictEqual } from 'node:util';
import { errorsText } from '../../kubernetes/schema/errors-text.ts';
import { validatorOf } from '../../kubernetes/schema/validator.ts';
import { Type, type Static } from 'typebox';
import { applyPatch, objectAt } from './json-patch.ts';

const closed = { additionalProperties: false };
const Denial = Type.Object({
  status: Type.Literal('Failure'),
  message: Type.String({ minLength: 1 }),
  reason: Type.Literal('Forbidden'),
  code: Type.Literal(403),
});
const Answer = Type.Object(
  {
    apiVersion: Type.Literal('admission.k8s.io/v1'),
    kind: Type.Literal('AdmissionReview'),
    response: Type.Object(
      {
        uid: Type.String(),
        allowed: Type.Boolean(),
        status: Type.Optional(Denial),
        patch: Type.Optional(Type.String()),
        patchType: Type.Optional(Type.Literal('JSONPatch')),
        warnings: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 256 }))),
        auditAnnotations: Type.Optional(
          Type.Object({ policy: Type.String(), rules: Type.Optional(Type.String()) }, closed),
        ),
      },
      { ...closed, dependencies: { patch: ['patchType'], patchType: ['patch'] } },
    ),
  },
  closed,
);
const Steps = Type.Array(
  Type.Union([
    Type.Object({ op: Type.Literal('add'), path: Type.String(), value: Type.Unknown() }, closed),
    Type.Object({ op: Type.Literal('remove'), path: Type.String() }, closed),
  ]),
  { minItems: 1 },
);
const isAnswer = validatorOf(Answer);
const isSteps = validatorOf(Steps);

/** The response, and the object as kube-apiserver has it after the patch. */
export interface ReadAnswer {
  response: Static<typeof Answer>['response'];
  patched: object;
}

/**
 * Reads an answer as kube-apiserver does, and checks the promises of the webhook: the uid comes
 * back, a denial has its reasons, and a patch applies, changes only what the webhook derives or
 * keeps, and comes only for a creation or an update.
 * @throws Error that names the broken promise
 */
export function readAnswer(path: '/mutate' | '/validate', review: unknown, body: string): ReadAnswer {
  const answer: unknown = JSON.parse(body);
  if (!isAnswer(answer)) throw new Error(`answer${errorsText(isAnswer.errors, 'data')}`);
  const { response } = answer;
  const request = objectAt(review, 'request');
  const object = objectAt(request, 'object');
  must(response.uid === request['uid'], 'the uid is another one');
  must(response.allowed === (response.status === undefined), 'a denial has a reason, and nothing else has');
  must(path === '/validate' || response.allowed, '/mutate refuses nothing');
  if (response.patch === undefined) return { response, patched: object };
  must(path === '/mutate', '/validate changes nothing');
  must(request['operation'] === 'CREATE' || request['operation'] === 'UPDATE', 'there is nothing to patch');
  must((request['subResource'] ?? '') === '', 'a subresource is another object');
  return { response, patched: patch(object, objectAt(request, 'oldObject'), response.patch) };
}

/** Annotations that the webhook computes. */
const derived = ['owned-by', 'fleet', 'cluster', 'managed-by'].map(name => `kubectl-fleet.io/${name}`);

type Metadata = Record<string, unknown>;

function patch(object: Metadata, oldObject: Metadata, patchText: string): object {
  const steps: unknown = JSON.parse(Buffer.from(patchText, 'base64').toString());
  if (!isSteps(steps)) throw new Error(`patch${errorsText(isSteps.errors, 'data')}`);
  const patched = objectAt(applyPatch(object, steps));
  must(!isDeepStrictEqual(patched, object), 'the patch changes nothing');
  for (const place of ['labels', 'annotations']) {
    const [before, after, old] = [object, patched, oldObject].map(one => objectAt(one, 'metadata', place));
    const isPutBack = (key: string): boolean => key === 'kubectl-fleet.io/owner' && hasSame(key, after, old);
    for (const key of Object.keys({ ...before, ...after }).filter(name => !hasSame(name, before, after))) {
      must(isPutBack(key) || (place === 'annotations' && derived.includes(key)), `${place} ${key} changes`);
    }
  }
  must(
    isDeepStrictEqual(withoutMarks(patched), withoutMarks(object)),
    'the patch changes what is no label or annotation',
  );
  return patched;
}

function hasSame(key: string, one: Metadata | undefined, other: Metadata | undefined): boolean {
  return isDeepStrictEqual(one?.[key], other?.[key]);
}

function withoutMarks(object: Metadata): object {
  const { labels, annotations, ...metadata } = objectAt(object, 'metadata');
  return { ...object, metadata };
}

function must(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(`promise broken: ${otherwise}`);
}
