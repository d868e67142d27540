import { buildOwnBundle } from '../../../../../policies/bundle/own-bundle.ts';
import { runRegoTests } from '../../../../../policies/bundle/rego-tests.ts';
import type { ExitCode } from '../../../command-line/exit-code.ts';
import type { Environment } from '../../../command-line/environment.ts';
import { counted } from '../../../output/counted.ts';
import { visible } from '../../../output/visible.ts';
import { reportOn, type RuleReport } from './rule-report.ts';
import { withOwnRules } from '../with-own-rules.ts';

/**
 * Runs the Rego tests and the samples of the rules in a folder, and prints the results of each
 * rule.
 * @throws FleetError for invalid parameters; PolicyError and EngineError for rules that cannot be
 * built
 */
export async function testRules(parameters: readonly string[], environment: Environment): Promise<ExitCode> {
  return withOwnRules('policy test', parameters, environment, async (stage): Promise<ExitCode> => {
    const { engine } = await buildOwnBundle(stage, true);
    const tests = await runRegoTests(stage.opa, stage.folder);
    const reports = stage.names.map(name => reportOn(name, { stage, engine, tests }));
    for (const report of reports) environment.stdout(visible(textOf(report)));
    const failed = reports.flatMap(({ failures }) => failures).length;
    environment.stderr(`${counted(reports.length, 'rule')}, ${counted(failed, 'problem')}`);
    return failed === 0 ? 0 : 1;
  });
}

function textOf({ rule, tests, samples, failures }: RuleReport): string {
  const head = `${failures.length === 0 ? 'ok  ' : 'FAIL'}  ${rule}: ${counted(tests, 'test')}, ${counted(samples, 'sample')}`;
  return [head, ...failures.map(failure => `      ${failure}`)].join('\n');
}
