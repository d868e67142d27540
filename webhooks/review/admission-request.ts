import { validatorOf } from '../../kubernetes/schema/validator.ts';
import { Type, type Static } from 'typebox';
import { KubernetesObject } from '../../kubernetes/objects/object.ts';
import { ReviewInput, UserInfo } from '../../policies/review/review-input.ts';
import { WebhookError } from '../errors/webhook-error.ts';

const { kind, operation, resource } = ReviewInput.properties;
const Name = Type.Optional(Type.String());
/** Members of an object that every API server checks before it calls a webhook. */
const Checked = Type.Object({
  apiVersion: Name,
  kind: Name,
  metadata: Type.Optional(
    Type.Object({
      name: Name,
      namespace: Name,
      labels: Type.Optional(Type.Unknown()),
      annotations: Type.Optional(Type.Unknown()),
    }),
  ),
});
const MaybeObject = Type.Optional(Type.Union([Type.Intersect([KubernetesObject, Checked]), Type.Null()]));
const Options = Type.Object({ fieldManager: Type.Optional(Type.String()) });

/** Request of an AdmissionReview with the members that are read here. It may have other members. */
export const AdmissionRequest = Type.Object({
  uid: Type.String({ minLength: 1 }),
  kind,
  resource,
  operation,
  subResource: Type.Optional(Type.String()),
  namespace: Name,
  /** Absent for an object with generateName and for the deletion of a collection. */
  name: Name,
  userInfo: UserInfo,
  object: MaybeObject,
  oldObject: MaybeObject,
  dryRun: Type.Optional(Type.Boolean()),
  options: Type.Optional(Type.Union([Options, Type.Null()])),
});
export type AdmissionRequest = Static<typeof AdmissionRequest>;

/** Version and kind of requests and answers. No other version is supported. */
export const envelope = { apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview' } as const;

const Envelope = Type.Object({
  apiVersion: Type.Optional(Type.Unknown()),
  kind: Type.Optional(Type.Unknown()),
  request: Type.Optional(Type.Unknown()),
});

export const isEnvelope = validatorOf(Envelope);
export const isRequest = validatorOf(AdmissionRequest);

/**
 * Returns the request of an AdmissionReview as it was sent.
 * @throws WebhookError REVIEW_INVALID
 */
export function readReview(body: unknown): AdmissionRequest {
  if (!isEnvelope(body) || body.kind !== envelope.kind) throw invalid(`the body is not an ${envelope.kind}`);
  if (body.apiVersion !== envelope.apiVersion) {
    throw invalid(`only ${envelope.apiVersion} is spoken here`);
  }
  if (body.request === undefined || body.request === null) throw invalid('the AdmissionReview has no request');
  if (!isRequest(body.request)) {
    const problem = isRequest.errors?.[0];
    throw invalid(`the AdmissionReview is malformed: request${problem?.instancePath ?? ''} ${problem?.message ?? ''}`);
  }
  return body.request;
}

function invalid(message: string): WebhookError {
  return new WebhookError('REVIEW_INVALID', message);
}
