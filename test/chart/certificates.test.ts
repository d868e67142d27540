import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { rendered } from '../testbed/webhook/chart.ts';

const Certificate = Type.Object({ spec: Type.Record(Type.String(), Type.Unknown()) });

/** Returns the object of cert-manager that the chart has under a name. */
async function certificate(name: string, values: object = {}): Promise<Record<string, unknown>> {
  const objects = await rendered({ cluster: { name: 'eu-1' }, certificates: { mode: 'certManager' }, ...values });
  const found = objects.find(({ kind, metadata }) => kind === 'Certificate' && metadata.name === name);
  return Value.Check(Certificate, found) ? found.spec : {};
}

const service = 'fleet-webhook.fleet-system.svc';

test.each([
  { url: '', dnsNames: [service], ipAddresses: undefined },
  { url: 'https://fleet.example.org:8443', dnsNames: [service, 'fleet.example.org'], ipAddresses: undefined },
  { url: 'https://10.0.0.7:8443', dnsNames: [service], ipAddresses: ['10.0.0.7'] },
  { url: 'https://[2001:db8::7]:8443', dnsNames: [service], ipAddresses: ['2001:db8::7'] },
])('a certificate of cert-manager for "$url" is for names and for addresses', async ({ url, ...names }) => {
  const { dnsNames, ipAddresses } = await certificate('fleet-webhook-tls', { webhooks: { url } });
  expect({ dnsNames, ipAddresses }).toEqual(names);
});

test('the CA of the chart keeps its key, so that what it has signed is trusted when it was renewed', async () => {
  const { privateKey } = await certificate('fleet-webhook-issuer-ca');
  expect(privateKey).toEqual({ algorithm: 'ECDSA', size: 256, rotationPolicy: 'Never' });
});

test('the CA of the chart has a name that is short enough for X.509', async () => {
  const fullnameOverride = 'a'.repeat(60);
  const { commonName } = await certificate(`${fullnameOverride.slice(0, 52)}-issuer-ca`, { fullnameOverride });
  expect(commonName).toBe(`${'a'.repeat(52)}.fleet-syste`);
});
