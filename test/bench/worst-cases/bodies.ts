import { largeBody } from '../../../webhooks/flow-control/limits.ts';
import { worstCases } from './cases.ts';
import { reviewsOf } from './review.ts';

/** For what is around an object, and its predecessor. */
const envelopeBytes = 4 * 1024;

/**
 * The bodies of the most expensive reviews that the main thread judges: created, and changed, where
 * two objects share the room.
 */
export function worstBodies(): string[] {
  return Object.values(worstCases)
    .flat()
    .flatMap(found => {
      const { CREATE } = reviewsOf(found, largeBody - envelopeBytes);
      const { UPDATE } = reviewsOf(found, (largeBody - envelopeBytes) / 2);
      return [CREATE, UPDATE].map(({ cluster: _, namespaceObject: __, settings: ___, ...request }) =>
        JSON.stringify({
          apiVersion: 'admission.k8s.io/v1',
          kind: 'AdmissionReview',
          request: { uid: 'c0ffee', ...request },
        }),
      );
    });
}
