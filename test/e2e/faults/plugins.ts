import type { Fault } from './fault.ts';

const apiVersion = 'client.authentication.k8s.io/v1';

/** A user whose credential plugin is a shell script, or another program. */
function plugin(
  name: string,
  words: RegExp,
  { script = '', command = 'sh', args = ['-c', script] }: { script?: string; command?: string; args?: string[] },
): Fault {
  const exec = { apiVersion, command, args, interactiveMode: 'Never' as const };
  return {
    name: `credential plugin: ${name}`,
    words,
    isEndless: words.source.includes('no answer'),
    context: () =>
      Promise.resolve({
        cluster: { server: `https://${name.replaceAll(/\W+/g, '-')}.example.com:6443` },
        user: { exec },
      }),
  };
}

const credential = (status: string) =>
  `echo '{"apiVersion": "${apiVersion}", "kind": "ExecCredential", "status": ${status}}'`;

export const pluginFaults: Fault[] = [
  plugin('missing', /no-such-login is not installed$/, { command: 'no-such-login' }),
  plugin('a folder', /\/ cannot be run: permission denied$/, { command: '/' }),
  plugin('below a file', /cannot be run: not a directory$/, { command: '/etc/passwd/x' }),
  plugin('too many words', /cannot be run: argument list too long$/, { args: ['x'.repeat(3e6)] }),
  plugin('failure', /failed with exit code 7: log in first$/, {
    script: 'echo log in first >&2; echo ")" >&2; exit 7',
  }),
  plugin('crash', /was ended by SIGSEGV$/, { script: 'kill -SEGV $$' }),
  plugin('silence', /: no answer within 5s$/, { command: 'sleep', args: ['60'] }),
  plugin('a child that is silent', /: no answer within 5s$/, { script: 'sleep 60; true' }),
  plugin('complaints without end', /: no answer within 5s$/, { script: 'while :; do printf x >&2; sleep 0.1; done' }),
  plugin('output without end', /: no answer within 5s$/, { script: 'while :; do printf x; sleep 0.1; done' }),
  plugin('nothing', /did not answer with an ExecCredential$/, { script: 'true' }),
  plugin('garbage', /did not answer with an ExecCredential$/, { script: 'echo hello' }),
  ...['null', '[]', '{"token": 7}'].map(status =>
    plugin(`status ${status}`, /did not answer with an ExecCredential$/, { script: credential(status) }),
  ),
  plugin('null for a token', /answered without a token/, { script: credential('{"token": null}') }),
];
