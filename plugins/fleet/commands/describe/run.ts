import { text as textOfStream } from 'node:stream/consumers';
import type { ExitCode } from '../../command-line/exit-code.ts';
import type { Environment } from '../../command-line/environment.ts';
import { fleetErrors } from '../../command-line/errors.ts';
import type { FlagsOf } from '../../command-line/flags/flag.ts';
import type { Answer } from '../../fanout/answer.ts';
import { askFleet } from '../../fanout/ask-fleet.ts';
import { exitCodeOf, failureLines, messageLines } from '../../fanout/failures.ts';
import { runKubectl, type KubectlOutput } from '../../fanout/run-kubectl.ts';
import { visible } from '../../output/visible.ts';
import type { describeFlags } from './flags.ts';

type Flags = FlagsOf<typeof describeFlags>;

/**
 * Prints `kubectl describe` of each cluster below the name of the cluster. An object that only some
 * clusters have is no failure.
 * @throws FleetError
 */
export async function describeObjects(
  words: readonly string[],
  flags: Flags,
  environment: Environment,
): Promise<ExitCode> {
  const { filename } = flags;
  if (words.length === 0 && filename.length === 0 && flags.kustomize === undefined) {
    throw fleetErrors.parametersMissing('describe', 'a KIND, e.g. pods or deployments.apps');
  }
  const input = filename.includes('-') ? await textOfStream(environment.stdin) : '';
  const answers = await askFleet(
    runKubectl(['describe', ...describeFlagWords(flags), '--', ...words], flags, environment, input),
    flags,
    environment,
  );
  const described = answers.flatMap(answer => (answer.ok ? [{ name: answer.cluster.name, ...answer.value }] : []));
  const blocks = described
    .filter(({ stdout }) => stdout.trim() !== '')
    .map(({ name, stdout }) => `==> ${visible(name)} <==\n${visible(stdout.trimEnd())}`);
  if (blocks.length > 0) environment.stdout(blocks.join('\n\n'));
  const failed = described.flatMap(({ name, reason }) => (reason === '' ? [] : [{ cluster: name, message: reason }]));
  for (const line of messageLines(failed)) environment.stderr(line);
  for (const line of failureLines(answers)) environment.stderr(line);
  if (blocks.length === 0 && failed.length === 0 && described.length > 0) environment.stderr('No resources found');
  return exitCode(answers, blocks.length > 0);
}

function exitCode(answers: readonly Answer<KubectlOutput>[], isAnyDescribed: boolean): ExitCode {
  const code = exitCodeOf(answers);
  if (code !== 0) return code;
  const reasons = answers.flatMap(answer => (answer.ok && answer.value.reason !== '' ? [answer.value.reason] : []));
  if (!reasons.every(isAbsence)) return 3;
  return isAnyDescribed || reasons.length === 0 ? 0 : 1;
}

/** True where kubectl says that the cluster does not have the object or its kind. */
function isAbsence(reason: string): boolean {
  return /Error from server \(NotFound\)|^the server doesn't have a resource type/.test(reason);
}

function describeFlagWords(flags: Flags): string[] {
  const texts = ['namespace', 'selector', 'kustomize', 'chunk-size'] as const;
  return [
    ...texts.flatMap(name => (flags[name] === undefined ? [] : [`--${name}=${flags[name]}`])),
    ...flags.filename.map(path => `--filename=${path}`),
    ...(flags['all-namespaces'] ? ['--all-namespaces'] : []),
    ...(flags.recursive ? ['--recursive'] : []),
    ...(flags['show-events'] === undefined ? [] : [`--show-events=${flags['show-events']}`]),
  ];
}
