import { validatorOf } from '../../kubernetes/schema/validator.ts';
import { Type } from 'typebox';
import { PolicyError } from '../../policies/bundle/errors.ts';
import { patience, runRegoTests } from '../../policies/bundle/rego-tests.ts';
import { opa } from './opa.ts';

/** Lists the faults of the Rego below a folder, a line for each, and counts the checked files. */
export interface RegoReport {
  readonly problems: readonly string[];
  readonly tests: number;
  /** Files of which each line has to be reached by a test. */
  readonly coveredFiles: number;
}

const Range = Type.Object({ start: Type.Object({ row: Type.Number() }) });
const Coverage = Type.Object({
  files: Type.Record(Type.String(), Type.Object({ not_covered: Type.Optional(Type.Array(Range)) })),
});
const isCoverage = validatorOf(Coverage);

/**
 * Formats, compiles strictly and tests the Rego below a folder, in which the paths in the report
 * start.
 * @param covered the start of the paths whose every line a test has to reach
 */
export async function checkRego(folder: string, covered: string): Promise<RegoReport> {
  const [format, compilation, { failures, tests }, { gaps, coveredFiles }] = await Promise.all([
    checkFormat(folder),
    checkCompilation(folder),
    runTests(folder),
    checkCoverage(folder, covered),
  ]);
  return { problems: [...format, ...compilation, ...failures, ...gaps], tests, coveredFiles };
}

async function checkFormat(folder: string): Promise<string[]> {
  const { stdout, stderr } = await opa(['fmt', '--list', '.'], folder);
  return [...linesOf(stdout).map(file => `${file}: not formatted, npm run format does it`), ...linesOf(stderr)];
}

async function checkCompilation(folder: string): Promise<string[]> {
  const { exitCode, stdout, stderr } = await opa(['check', '--strict', '--bundle', '.'], folder);
  return exitCode === 0 ? [] : linesOf(stdout + stderr);
}

async function runTests(folder: string): Promise<{ failures: string[]; tests: number }> {
  try {
    const tests = await runRegoTests(opa, folder);
    const failed = tests.filter(({ failure }) => failure !== undefined);
    return { failures: failed.map(({ file, row, name }) => `${file}:${row}: ${name} failed`), tests: tests.length };
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return { failures: linesOf(error.message), tests: 0 };
  }
}

/**
 * opa measures nothing when a test fails. It has to be asked about the folder in which it runs:
 * about another one it tells what is covered under policies/x.rego and what is not under
 * policies/policies/x.rego.
 */
async function checkCoverage(folder: string, covered: string): Promise<{ gaps: string[]; coveredFiles: number }> {
  const { stdout, exitCode } = await opa(
    ['test', '--bundle', '.', '--coverage', '--format', 'json', ...patience],
    folder,
  );
  if (exitCode !== 0) return { gaps: [], coveredFiles: 0 };
  const report: unknown = JSON.parse(stdout);
  if (!isCoverage(report)) throw new Error(`opa test --coverage answered something unknown: ${stdout}`);
  const files = Object.entries(report.files).filter(([file]) => file.startsWith(covered));
  const gaps = files.flatMap(([file, { not_covered: ranges = [] }]) =>
    ranges.map(({ start }) => `${file}:${start.row}: no test gets here`),
  );
  return { gaps: [...new Set(gaps)], coveredFiles: files.length };
}

function linesOf(text: string): string[] {
  return text.split('\n').filter(line => line !== '');
}
