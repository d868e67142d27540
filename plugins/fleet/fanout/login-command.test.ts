import { expect, test } from 'vitest';
import { loginCommand } from './login-command.ts';

// The entries are those that each provider's own tool writes.
test.each([
  {
    command: 'aws',
    args: ['--region', 'eu-1', 'eks', 'get-token', '--cluster-name', 'cart', '--output', 'json'],
    env: [{ name: 'AWS_PROFILE', value: 'staging' }],
    login: 'aws sso login --profile=staging',
  },
  {
    command: '/usr/local/bin/aws',
    args: ['eks', 'get-token', '--profile', 'my team'],
    login: "aws sso login --profile='my team'",
  },
  { command: 'aws-iam-authenticator', args: ['token', '-i', 'cart'], login: 'aws sso login' },
  { command: 'gke-gcloud-auth-plugin', login: 'gcloud auth login' },
  { command: 'kubelogin', args: ['get-token', '--login', 'azurecli', '--server-id', '6dae42f8'], login: 'az login' },
  { command: 'kubelogin.exe', args: ['get-token', '--server-id', '6dae42f8'], login: 'az login' },
  { command: 'kubectl', args: ['oidc-login', 'get-token'], login: 'kubectl oidc-login clean' },
  { command: 'kubectl', args: ['other'], login: undefined },
  {
    command: 'tsh',
    args: ['kube', 'credentials', '--kube-cluster=pico', '--teleport-cluster=lan', '--proxy=teleport.lan:3080'],
    login: 'tsh login --proxy=teleport.lan:3080',
  },
  { command: 'doctl', args: ['kubernetes', 'cluster', 'kubeconfig', 'exec-credential'], login: 'doctl auth init' },
  {
    command: 'aws',
    env: [{ name: 'AWS_PROFILE', value: "x'; rm -rf ~" }],
    login: "aws sso login --profile='x'\\''; rm -rf ~'",
  },
  { command: 'toString', login: undefined },
])('the login of $command $args is $login', ({ login, ...exec }) => {
  expect(loginCommand(exec)).toBe(login);
});
