import { expect, test } from 'vitest';
import { rendered } from '../testbed/webhook/chart.ts';

/** Returns the NetworkPolicy of the chart with these values. */
async function spec(networkPolicy: object): Promise<unknown> {
  const objects = await rendered({ cluster: { name: 'eu-1' }, networkPolicy });
  return objects.find(({ kind }) => kind.endsWith('NetworkPolicy'))?.['spec'];
}

const selector = {
  matchLabels: { 'app.kubernetes.io/name': 'fleet-webhook', 'app.kubernetes.io/instance': 'fleet-webhook' },
};
const port = (number: number, protocol = 'TCP') => ({ port: number, protocol });
const names = { ports: [port(53, 'UDP'), port(53)] };
const at = (cidr: string) => [{ ipBlock: { cidr } }];
const collector = { to: at('10.0.9.9/32'), ports: [{ port: 4318 }] };

test('reviews and probes are let in, what goes out is not looked at', async () => {
  expect(await spec({})).toEqual({
    podSelector: selector,
    policyTypes: ['Ingress'],
    ingress: [{ ports: [{ port: 'https', protocol: 'TCP' }] }, { ports: [{ port: 'http', protocol: 'TCP' }] }],
  });
});

test('reviews and probes come from where the values say', async () => {
  expect(await spec({ reviewsFrom: at('10.0.0.0/28'), probesFrom: at('10.0.1.0/28') })).toMatchObject({
    ingress: [
      { ports: [{ port: 'https', protocol: 'TCP' }], from: at('10.0.0.0/28') },
      { ports: [{ port: 'http', protocol: 'TCP' }], from: at('10.0.1.0/28') },
    ],
  });
});

test('once what goes out is limited, name servers and the ports of API servers are left', async () => {
  expect(await spec({ egress: { enabled: true } })).toMatchObject({
    policyTypes: ['Ingress', 'Egress'],
    egress: [names, { ports: [port(443), port(6443)] }],
  });
});

test('API servers are where the values say, and so is what else is configured', async () => {
  const egress = { enabled: true, apiServers: at('10.0.0.0/28'), apiServerPorts: [16443], others: [collector] };
  expect(await spec({ egress })).toMatchObject({
    egress: [names, { ports: [port(16443)], to: at('10.0.0.0/28') }, collector],
  });
});

test('Cilium knows the API server in both directions', async () => {
  const inward = [
    { fromEntities: ['kube-apiserver'], toPorts: [{ ports: [{ port: '8443', protocol: 'TCP' }] }] },
    { fromEntities: ['cluster'], toPorts: [{ ports: [{ port: '8080', protocol: 'TCP' }] }] },
  ];
  const outward = [
    { toPorts: [{ ports: [{ port: '53', protocol: 'ANY' }] }] },
    { toEntities: ['kube-apiserver'] },
    { toEntities: ['world'] },
  ];
  expect(await spec({ cilium: true })).toEqual({ endpointSelector: selector, ingress: inward });
  expect(await spec({ cilium: true, egress: { enabled: true, others: [{ toEntities: ['world'] }] } })).toEqual({
    endpointSelector: selector,
    ingress: inward,
    egress: outward,
  });
});
