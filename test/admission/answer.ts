import { isDeepStrictEqual } from 'node:util';
import { Ajv } from 'ajv';
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
const Steps = Type.Array(Type.Object({ op: Type.Literal('add'), path: Type.String(), value: Type.Unknown() }, closed), {
  minItems: 1,
});
const ajv = new Ajv();
const isAnswer = ajv.compile<Static<typeof Answer>>(Answer);
const isSteps = ajv.compile<Static<typeof Steps>>(Steps);

/** The response, and the object as kube-apiserver has it after the patch. */
export interface ReadAnswer {
  response: Static<typeof Answer>['response'];
  patched: object;
}

/**
 * Reads an answer as kube-apiserver does, and holds it to what the webhook promises whatever it was asked: the uid comes back, a denial
 * has its reasons, and a patch applies, adds annotations of kubectl fleet alone and comes only for what is created or updated.
 * @throws Error that says which promise was broken
 */
export function readAnswer(path: '/mutate' | '/validate', review: unknown, body: string): ReadAnswer {
  const answer: unknown = JSON.parse(body);
  if (!isAnswer(answer)) throw new Error(`answer${ajv.errorsText(isAnswer.errors)}`);
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
  return { response, patched: patch(object, response.patch) };
}

function patch(object: Record<string, unknown>, patchText: string): object {
  const steps: unknown = JSON.parse(Buffer.from(patchText, 'base64').toString());
  if (!isSteps(steps)) throw new Error(`patch${ajv.errorsText(isSteps.errors)}`);
  const patched = applyPatch(object, steps);
  const before = objectAt(object, 'metadata', 'annotations');
  const after = Object.entries(objectAt(patched, 'metadata', 'annotations'));
  const added = after.filter(([key]) => !Object.hasOwn(before, key));
  must(added.length > 0, 'the patch changes nothing');
  for (const [key, value] of added) {
    must(key.startsWith('kubectl-fleet.io/') && typeof value === 'string', `${key} is added`);
  }
  const kept = Object.fromEntries(after.filter(([key]) => Object.hasOwn(before, key)));
  must(isDeepStrictEqual(kept, before), 'an annotation changes that was there');
  const annotations = objectAt(patched, 'metadata', 'annotations');
  const expected = { ...object, metadata: { ...objectAt(object, 'metadata'), annotations } };
  must(isDeepStrictEqual(patched, expected), 'the patch changes what is no annotation');
  return patched;
}

function must(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(`promise broken: ${otherwise}`);
}
