import { expect, inject, test } from 'vitest';
import { accessTo, writeKubeconfig } from './kubeconfigs.ts';
import { fleet } from './plugin.ts';

const { eu1, us1 } = inject('fleet');

/** The lines of stderr without the next steps. */
const reasonsIn = (stderr: string) =>
  stderr
    .trimEnd()
    .split('\n')
    .filter(line => !line.startsWith('  next step: '));

test('what is wrong with an entry costs the rows of the contexts that use it, and no other', async () => {
  const { cluster, user } = await accessTo(eu1.kubeconfig);
  const { cluster: other, user: reader } = await accessTo(us1.kubeconfig);
  const exec = { apiVersion: 'client.authentication.k8s.io/v1', command: 'login', interactiveMode: 'Never' };
  const file = await writeKubeconfig({
    well: { cluster, user },
    'also-well': { cluster: other, user: reader },
    number: { cluster, user: { token: 7 } },
    'no-command': { cluster, user: { exec: { ...exec, command: null } } },
    omitted: { cluster: { ...cluster, 'certificate-authority-data': 'DATA+OMITTED' }, user },
    insecure: { cluster: { ...cluster, 'insecure-skip-tls-verify': true }, user },
    'no-key': { cluster, user: { ...user, 'client-key-data': null } },
    plain: { cluster: { server: cluster.server.replace('https', 'http') }, user },
  });
  const { stdout, stderr, exitCode } = await fleet(file, 'get namespaces default');
  expect(stdout.split('\n').map(row => row.split(' ')[0])).toEqual(['CLUSTER', 'well', 'also-well', '']);
  expect(reasonsIn(stderr)).toEqual([
    'number: user "number": token must be string',
    'no-command: user "no-command": exec names no command',
    'omitted: certificate-authority-data of cluster "omitted" is "DATA+OMITTED", as kubectl config view prints it: ' +
      'copy what it prints with --raw',
    'insecure: cluster "insecure": insecure-skip-tls-verify is not allowed beside a certificate-authority: ' +
      'remove one of them',
    'no-key: user "no-key": there is a client-certificate, and no client-key',
    expect.stringMatching(/^plain: .*; no credentials are sent over http; use https$/),
  ]);
  expect(exitCode).toBe(3);
});
