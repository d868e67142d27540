import { expect, test } from 'vitest';
import { commands, groups } from './commands/index.ts';
import { commandHelp, groupHelp, programHelp } from './help.ts';

const all = await Promise.all(Object.values(commands).map(load => load()));

test('help of the program lists every command', () => {
  expect(programHelp('kubectl fleet', all)).toBe(`Usage: kubectl fleet COMMAND [flags]

Asks every cluster of your kubeconfig at once.

Commands:
  clusters            Show every cluster: version, nodes, owner and status.
  get                 Show objects of all clusters, as kubectl get of one.
  diff                Compare the same objects of several clusters by field.
  versions            Show which version of each app runs in which cluster.
  facts               Print what rules may know about each cluster.
  lint                Judge manifests by the rules of the webhook, without a
                      cluster.
  explain             Explain a rule, a system or a word, or list all pages.
  policy new          Start a rule of your own: rule, test and samples.
  policy build        Build a bundle of your rules and those of kubectl fleet.
  policy test         Test your own rules by their tests and samples.
  policy export vap   Print as admission policies what the API server can judge.
  version             Print the version of kubectl fleet.

"kubectl fleet COMMAND --help" shows a command's flags and examples.`);
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
  const [versions] = all.filter(({ name }) => name === 'versions');
  expect(versions && commandHelp('kubectl fleet', versions)).toBe(`Usage: kubectl fleet versions [APP...] [flags]

Show which version of each app runs in which cluster.

Examples:
  # All apps; * differs from most clusters, - is not there, ? is unknown
  kubectl fleet versions
  # Some apps
  kubectl fleet versions cart 'payment-*'
  # What to look at in a large fleet
  kubectl fleet versions --only-different
  # All clusters across, however wide that is
  kubectl fleet versions -o wide
  # One namespace, for a program
  kubectl fleet versions -n shop -o json

Flags:
  -n, --namespace NAME             Look in this namespace only.
      --only-different             Show only the apps whose version is not the
                                   same everywhere.
  -o, --output FORMAT              Output format: table, wide, json, yaml.
      --no-headers                 Print tables without their header line.
  -C, --clusters NAME,GLOB*,!NOT   Ask only these clusters: names, globs, and
                                   what to leave out.
      --context NAME               Ask only the cluster of this kubeconfig
                                   context.
      --kubeconfig FILE            Read this kubeconfig file instead of those in
                                   $KUBECONFIG or ~/.kube/config.
      --timeout DURATION           How long one cluster may take in all, its
                                   credential plugin included. Default 10s.
      --parallel N                 How many clusters to ask at once. Default 32.
  -h, --help                       Show help.`);
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
