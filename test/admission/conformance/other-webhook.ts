import { createServer } from 'node:https';
import { text } from 'node:stream/consumers';
import { createAuthority, issueCertificate } from '../../testbed/certificates/certificates.ts';
import { objectAt } from '../json-patch.ts';

/**
 * A webhook of another project: it answers every review with the same patch and stores the objects
 * that it receives.
 */
export interface OtherWebhook {
  readonly url: string;
  readonly authority: string;
  readonly shown: Record<string, unknown>[];
  readonly stop: () => void;
}

export async function startOtherWebhook(patch: (object: Record<string, unknown>) => object[]): Promise<OtherWebhook> {
  const authority = await createAuthority('other-ca');
  const pair = await issueCertificate(authority, { commonName: 'other', hosts: ['127.0.0.1'] });
  const shown: Record<string, unknown>[] = [];
  const server = createServer({ cert: pair.certificate, key: pair.key }, (request, response) => {
    void text(request).then(body => {
      const { uid, object } = objectAt(JSON.parse(body), 'request');
      const given = objectAt(object);
      shown.push(given);
      const answer = {
        uid,
        allowed: true,
        patchType: 'JSONPatch',
        patch: Buffer.from(JSON.stringify(patch(given))).toString('base64'),
      };
      const review = { apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', response: answer };
      response.setHeader('content-type', 'application/json').end(JSON.stringify(review));
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `https://127.0.0.1:${port}`,
    authority: authority.certificate,
    shown,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
