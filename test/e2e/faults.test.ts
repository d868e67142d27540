import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { expect, inject, test } from 'vitest';
import { answerFaults } from './faults/answers.ts';
import { connectionFaults } from './faults/connections.ts';
import { commands, type CommandName, type Fault } from './faults/fault.ts';
import { fileFaults } from './faults/files.ts';
import { pluginFaults } from './faults/plugins.ts';
import { proxyFaults } from './faults/proxies.ts';
import { shapeFaults } from './faults/shapes.ts';
import { tlsFaults } from './faults/tls.ts';
import { writeKubeconfig } from './kubeconfigs.ts';
import { fleet } from './plugin.ts';

/**
 * Every stage of a connection with every way to fail, all in one fleet with clusters that are well.
 */

const unknownName: Fault = {
  name: 'resolve: unknown name',
  words: /^host name not found/,
  context: () => Promise.resolve({ cluster: { server: 'https://no-such-cluster.invalid:6443' }, user: {} }),
};
// No name is part of another, so that each can be found in what is printed.
const faults: Fault[] = [
  unknownName,
  ...fileFaults,
  ...pluginFaults,
  ...connectionFaults,
  ...proxyFaults,
  ...tlsFaults,
  ...answerFaults,
  ...shapeFaults,
].map((fault, index) => ({ ...fault, name: `#${index} ${fault.name}` }));
const meets = ({ commands: met = commands }: Fault, command: CommandName) => met.includes(command);

async function kubeconfigOf(broken: readonly Fault[]): Promise<string> {
  const contexts = await Promise.all(broken.map(async ({ name, context }) => [name, await context()] as const));
  return `${inject('fleet').kubeconfig}:${await writeKubeconfig(Object.fromEntries(contexts))}`;
}

const entries = Type.Optional(
  Type.Array(
    Type.Object({
      name: Type.Optional(Type.String()),
      metadata: Type.Optional(Type.Object({ name: Type.String() })),
      error: Type.Optional(Type.String()),
    }),
  ),
);
const Document = Type.Object({ clusters: entries, items: entries });

/** Name and error of each cluster in a document of any of the commands. */
function errorsIn(stdout: string): Map<string, string | undefined> {
  const document: unknown = JSON.parse(stdout);
  if (Value.Check(Type.Pick(Document, ['clusters']), document) && document.clusters !== undefined)
    return new Map(document.clusters.map(({ name = '', error }) => [name, error]));
  const { items = [] } = Value.Parse(Document, document);
  return new Map(items.map(({ metadata, error }) => [metadata?.name ?? '', error]));
}

test('the matrix has its faults at every stage', () => {
  const stages = faults.map(({ name }) => /^#\d+ (.*?): /.exec(name)?.[1] ?? name);
  const counts = new Map([...new Set(stages)].map(stage => [stage, stages.filter(other => other === stage).length]));
  expect(Object.fromEntries(counts)).toEqual({
    resolve: 1,
    'certificate-authority': 4,
    'client-certificate': 4,
    tokenFile: 4,
    'credential plugin': 16,
    'server of http': 8,
    'server of https': 8,
    'http proxy': 18,
    'https proxy': 8,
    'socks5 proxy': 15,
    'server behind an http proxy': 8,
    'server behind a socks5 proxy': 8,
    proxy: 4,
    TLS: 7,
    answer: 39,
    '/version': 6,
    '/api': 8,
    '/apis': 14,
    '/api/v1': 6,
    '/api/v1/nodes': 16,
    '/apis/apps/v1/deployments': 3,
  });
});

const runs = commands.flatMap(command => [
  { command, count: faults.filter(({ isEndless }) => isEndless !== true).length, isEndless: false, timeout: '60s' },
  { command, count: faults.filter(({ isEndless }) => isEndless === true).length, isEndless: true, timeout: '5s' },
]);
test.each(runs)('$count faults are a line each of $command --timeout $timeout, and who is well is shown', async run => {
  const { command, isEndless, timeout } = run;
  const broken = faults.filter(fault => (fault.isEndless ?? false) === isEndless);
  const { stdout, stderr, exitCode } = await fleet(
    await kubeconfigOf(broken),
    `${command} -o json --timeout ${timeout} --parallel 99`,
  );
  const errors = errorsIn(stdout);
  const wrong = broken.flatMap(fault => {
    const error = errors.get(fault.name);
    const isRight = meets(fault, command) ? error !== undefined && fault.words.test(error) : error === undefined;
    return isRight && errors.has(fault.name) ? [] : [`${fault.name}: ${error ?? 'no error'}`];
  });
  expect(wrong).toEqual([]);
  expect(errors.size).toBe(broken.length + 3);
  for (const name of ['hub', 'eu-1', 'us-1']) expect(errors.get(name)).toBeUndefined();
  expect(stderr).not.toMatch(/should not happen|undefined|\[object/);
  const lines = stderr.split('\n').filter(line => !line.startsWith('  next step: '));
  for (const fault of broken) {
    const about = lines.filter(line => line.includes(fault.name));
    expect(about).toHaveLength(meets(fault, command) ? 1 : 0);
  }
  expect(exitCode).toBe(3);
});
