import { runProgram, type ProgramAnswer } from '../../kubernetes/program/program.ts';
import { minorOf } from '../../policies/bundle/search.ts';
import { BinaryError } from './binary-error.ts';
import type { Tool } from './tools.ts';

const needed = '1.26';
const linesShown = 15;

/** Folder and environment of go. */
export interface GoOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Runs go for a tool; answers what it wrote.
 * @throws BinaryError GO_MISSING; BUILD_FAILED with the command and the last lines of its output
 */
export async function go(tool: Tool, words: readonly string[], options: GoOptions): Promise<string> {
  const { stdout, stderr, exitCode } = await start(tool, words, options);
  if (exitCode === 0) return stdout;
  const command = ['go', ...words].map(word => (word.includes(' ') ? `'${word}'` : word)).join(' ');
  const lines = (stdout + stderr).trimEnd().split('\n').slice(-linesShown).join('\n');
  throw new BinaryError(
    'BUILD_FAILED',
    `${titleOf(tool)} was not built: exit code ${exitCode} of\n${command}\n${lines}`,
  );
}

/**
 * Checks that the go on PATH can build a tool.
 * @throws BinaryError GO_MISSING, GO_TOO_OLD with what to install
 */
export async function requireGo(tool: Tool, options: GoOptions): Promise<void> {
  const version = /go(\d+\.\d+)/.exec(await go(tool, ['env', 'GOVERSION'], options))?.[1] ?? needed;
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [neededMajor = 0, neededMinor = 0] = needed.split('.').map(Number);
  if (major > neededMajor || (major === neededMajor && minor >= neededMinor)) return;
  const reason = `${titleOf(tool)} has to be built and the go on PATH is ${version}`;
  throw new BinaryError('GO_TOO_OLD', `${reason}: ${remedy(tool)}`);
}

async function start(tool: Tool, words: readonly string[], options: GoOptions): Promise<ProgramAnswer> {
  try {
    return await runProgram('go', words, options);
  } catch (cause) {
    const reason = `${titleOf(tool)} has to be built and there is no go on PATH`;
    throw new BinaryError('GO_MISSING', `${reason}: ${remedy(tool)}`, { cause });
  }
}

function titleOf(tool: Tool): string {
  return `${tool.name} ${tool.version}`;
}

function remedy(tool: Tool): string {
  return `install Go ${needed} or newer, or set KUBEBUILDER_ASSETS to a folder with ${tool.name} ${minorOf(tool.version)}`;
}
