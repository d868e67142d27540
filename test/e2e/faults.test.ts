import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { expect, inject, test } from 'vitest';
import { answerFaults } from './faults/answers.ts';
import { connectionFaults } from './faults/connections.ts';
import { commands, type CommandName, type Fault } from './faults/fault.ts';
import { pluginFaults } from './faults/plugins.ts';
import { proxyFaults } from './faults/proxies.ts';
import { shapeFaults } from './faults/shapes.ts';
import { tlsFaults } from './faults/tls.ts';
import { writeKubeconfig } from './kubeconfigs.ts';
import { fleet } from './plugin.ts';

/** Every stage of a connection with every way to fail, all in one fleet with clusters that are well. */

const unknownName: Fault = {
  name: 'resolve: unknown name',
  words: /^host name not found/,
  context: () => Promise.resolve({ cluster: { server: 'https://no-such-cluster.invalid:6443' }, user: {} }),
};
// No name is part of another, so that each can be found in what is printed.
const faults: Fault[] = [
  unknownName,
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

const runs = commands.flatMap(command => [
  { command, count: faults.filter(({ isEndless }) => isEndless !== true).length, isEndless: false, timeout: '60s' },
  { command, count: faults.filter(({ isEndless }) => isEndless === true).length, isEndless: true, timeout: '10s' },
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
  for (const fault of broken) expect(stderr.split(fault.name)).toHaveLength(meets(fault, command) ? 2 : 1);
  expect(exitCode).toBe(3);
});
