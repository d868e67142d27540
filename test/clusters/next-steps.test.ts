import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { answering, failureOf, portOf, trusted } from './failing-cluster.ts';

test('a server that is asked too often', async () => {
  const message = 'too many requests, please try again later';
  const status = { kind: 'Status', reason: 'TooManyRequests', message };
  const port = await answering(trusted, {
    status: 429,
    body: JSON.stringify(status),
    headers: { 'Retry-After': '60' },
  });
  expect(await failureOf(`https://127.0.0.1:${port}`)).toEqual({
    message: `${message}, and asks to wait for 60s (ADDRESS)`,
    step: 'try again later, or ask fewer clusters at once with --parallel',
  });
});

test('a page of a login in place of an answer', async () => {
  const port = await answering(trusted, { body: '<!DOCTYPE html><title>Log in</title>' });
  const step = 'log in there with a browser, or correct its address: kubectl config set-cluster eu --server=URL';
  expect(await failureOf(`https://127.0.0.1:${port}`)).toEqual({
    message: 'the answer is a web page: no Kubernetes API server (ADDRESS)',
    step,
  });
  const redirect = await answering(trusted, {
    status: 302,
    headers: { Location: 'https://login.example.com/?token=secret' },
  });
  expect(await failureOf(`https://127.0.0.1:${redirect}`)).toEqual({
    message: 'the server sends elsewhere, HTTP 302 to https://login.example.com/ (ADDRESS)',
    step,
  });
});

test('a refusal that names the right that is missing', async () => {
  const message =
    'pods is forbidden: User "ann" cannot list resource "deployments" in API group "apps" at the cluster scope';
  const port = await answering(trusted, {
    status: 403,
    body: JSON.stringify({ kind: 'Status', reason: 'Forbidden', message }),
  });
  expect(await failureOf(`https://127.0.0.1:${port}`)).toEqual({
    message,
    step: 'ask for the right: kubectl create clusterrole NAME --verb=list --resource=deployments.apps',
  });
});

test('an answer that is cut off', async () => {
  const server = createServer({ cert: trusted.certificate, key: trusted.key }, (_, response) => {
    response.writeHead(200, { 'Content-Length': '100' }).write('{');
    setImmediate(() => response.destroy());
  });
  expect(await failureOf(`https://127.0.0.1:${await portOf(server)}`)).toEqual({
    message: 'connection closed in the middle of the answer (ADDRESS)',
    step: 'try again; a firewall or a load balancer in between may end connections',
  });
});

/** Messages of the tools of clouds after the end of a login, as their users report them. */
test.each([
  {
    program: 'aws',
    args: ['eks', 'get-token'],
    stderr: 'Error loading SSO Token: The SSO access token has either expired or is otherwise invalid.',
    login: 'aws sso login',
  },
  {
    program: 'gke-gcloud-auth-plugin',
    args: [],
    stderr: 'ERROR: (gcloud.config.config-helper) There was a problem refreshing your current auth tokens',
    login: 'gcloud auth login',
  },
  {
    program: 'kubelogin',
    args: ['get-token', '--server-id', '6dae42f8'],
    stderr: 'AADSTS70043: The refresh token has expired or is invalid',
    login: 'az login',
  },
  {
    program: 'doctl',
    args: [],
    stderr:
      "Error: unable to initialize DigitalOcean api client: access token is required. (hint: run 'doctl auth init')",
    login: 'doctl auth init',
  },
])('an expired login of $program', async ({ program, args, stderr, login }) => {
  const folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-login-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, program), `#!/bin/sh\necho "${stderr}" >&2\nexit 255\n`, { mode: 0o755 });
  const exec = {
    apiVersion: 'client.authentication.k8s.io/v1',
    command: join(folder, program),
    args,
    interactiveMode: 'Never' as const,
  };
  const failure = await failureOf('https://127.0.0.1:1', { user: { exec } });
  expect(failure?.message).toContain(stderr.slice(-40));
  expect(failure?.step).toBe(`log in again: ${login}`);
});
