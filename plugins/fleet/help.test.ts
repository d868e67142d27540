import { expect, test } from 'vitest';
import { commands, groups } from './commands/index.ts';
import { commandHelp, groupHelp, programHelp } from './help.ts';

const all = await Promise.all(Object.values(commands).map(load => load()));

test('help of the program lists every command', () => {
  const lines = programHelp('kubectl fleet', all).split('\n');
  expect(lines[0]).toBe('Usage: kubectl fleet COMMAND [flags]');
  expect(lines.filter(line => /^ {2}\S/.test(line)).map(line => line.split(/ {3,}/)[0]?.trim())).toEqual(
    all.map(({ name }) => name),
  );
  expect(lines).toContain('  clusters            Show every cluster: version, nodes, owner and status.');
  expect(lines.at(-1)).toBe(`"kubectl fleet COMMAND --help" shows a command's flags and examples.`);
});

test('help of a group lists its commands', () => {
  expect(groupHelp('kubectl fleet', 'policy', 'Rules of your own.', all))
    .toBe(`Usage: kubectl fleet policy COMMAND [flags]

Rules of your own.

Commands:
  new          Start a rule of your own: rule, test and samples.
  build        Build a bundle of your rules and those of kubectl fleet.
  test         Test your own rules by their tests and samples.
  export vap   Print as admission policies what the API server can judge.

"kubectl fleet policy COMMAND --help" shows a command's flags and examples.`);
});

test('a command that writes a file says so at --output', () => {
  const build = all.find(({ name }) => name === 'policy build');
  expect(build && commandHelp('kubectl fleet', build).split('\n').slice(-3)).toEqual([
    'Flags:',
    '  -o, --output FILE   Where to write the bundle. Default bundle.tar.gz.',
    '  -h, --help          Show help.',
  ]);
});

test('help of a command has its usage, examples and flags', () => {
  const [apiVersions] = all.filter(({ name }) => name === 'api-versions');
  expect(apiVersions && commandHelp('kubectl fleet', apiVersions)).toBe(`Usage: kubectl fleet api-versions [flags]

Show which API versions which clusters serve.

Examples:
  # All API versions, with the clusters that lack them
  kubectl fleet api-versions
  # API versions that some clusters lack
  kubectl fleet api-versions --only-different
  # All API versions as lines
  kubectl fleet api-versions -o name

Flags:
      --only-different             Show only what is not the same in all
                                   clusters.
  -o, --output FORMAT              Output format: table, wide, json, yaml, name.
      --no-headers                 Print tables without their header line.
  -C, --clusters NAME,GLOB*,!NOT   Ask only these clusters: names, globs, and
                                   what to leave out.
      --context NAME               Ask only the cluster of this kubeconfig
                                   context.
      --kubeconfig FILE            Read this kubeconfig file instead of those in
                                   $KUBECONFIG or ~/.kube/config.
      --timeout DURATION           How long one cluster may take in all, its
                                   credential plugin included. Default 10s.
      --parallel N                 How many clusters to ask at once. Default 64.
  -h, --help                       Show help.

"kubectl fleet options" lists the flags for connections and logins.`);
});

const helps = [
  { name: 'the program', text: programHelp('kubectl fleet', all) },
  ...Object.entries(groups).map(([name, purpose]) => ({ name, text: groupHelp('kubectl fleet', name, purpose, all) })),
  ...all.map(command => ({ name: command.name, text: commandHelp('kubectl fleet', command) })),
];

test.each(helps)('help of $name fits a screen of 80 columns', ({ text }) => {
  expect(text.split('\n').filter(line => line.length > 80)).toEqual([]);
});

test('a usage that is longer than a line goes on below its parameters', () => {
  const [version] = all.filter(({ name }) => name === 'version');
  const parameters = 'KIND[,KIND...] [NAME...] | KIND/NAME... | ALIAS[,ALIAS...]';
  expect(
    version &&
      commandHelp('kubectl fleet', { ...version, parameters })
        .split('\n')
        .slice(0, 2),
  ).toEqual([
    'Usage: kubectl fleet version KIND[,KIND...] [NAME...] | KIND/NAME... |',
    '                             ALIAS[,ALIAS...] [flags]',
  ]);
});

test('every command is known under its own name', () => {
  expect(all.map(({ name }) => name)).toEqual(Object.keys(commands));
});
