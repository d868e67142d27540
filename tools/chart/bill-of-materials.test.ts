import { expect, test } from 'vitest';
import { isBillOfMaterials } from '../release/shipped-packages.ts';
import { chartBill } from './bill-of-materials.ts';

test('the chart is made of the image, by its digest', () => {
  const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;
  const bill = chartBill('1.2.3', { repository: 'ghcr.io/acme/webhook', digest }, 'urn:uuid:1');
  const purl = `pkg:oci/webhook@sha256%3A${digest.slice(7)}?repository_url=ghcr.io%2Facme%2Fwebhook&tag=1.2.3`;
  expect(isBillOfMaterials(bill)).toBe(true);
  expect(bill).toMatchObject({
    // Without these three the document is not taken for CycloneDX when it is attested.
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: 'urn:uuid:1',
    metadata: { component: { name: 'fleet-webhook', version: '1.2.3' } },
    components: [{ type: 'container', name: 'webhook', purl, hashes: [{ alg: 'SHA-256', content: digest.slice(7) }] }],
    dependencies: [
      { ref: 'fleet-webhook-chart@1.2.3', dependsOn: [purl] },
      { ref: purl, dependsOn: [] },
    ],
  });
});
