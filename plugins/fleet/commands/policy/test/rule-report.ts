import { join } from 'node:path';
import { PolicyError } from '../../../../../policies/bundle/errors.ts';
import type { RegoTest } from '../../../../../policies/bundle/rego-tests.ts';
import { actionsOf, readSample, sampleFiles } from '../../../../../policies/bundle/samples.ts';
import type { Stage } from '../../../../../policies/bundle/stage.ts';
import type { Engine } from '../../../../../policies/engine/engine.ts';
import { EngineError } from '../../../../../policies/engine/errors.ts';
import { ruleId } from '../../../../../policies/rules/rule-id.ts';

/** Results of the tests and samples of one rule. */
export interface RuleReport {
  rule: string;
  /** Number of tests and samples. */
  tests: number;
  samples: number;
  /** Failures, each with its file. */
  failures: readonly string[];
}

interface Trial {
  stage: Pick<Stage, 'folder' | 'shown'>;
  engine: Pick<Engine, 'decide'>;
  /** Results for all rules. */
  tests: readonly RegoTest[];
}

/**
 * Returns the report of the rule of a package. A rule without tests and samples is a failure too.
 */
export function reportOn(name: string, { stage, engine, tests }: Trial): RuleReport {
  const folder = join('fleet/rules', name);
  const own = tests.filter(({ file }) => file.startsWith(stage.shown(`${folder}/`)));
  const failed = own.flatMap(({ file, row, name: test, failure }) =>
    failure === undefined ? [] : [`${file}:${row}: ${[`${test} failed`, failure].filter(Boolean).join(': ')}`],
  );
  const samples = sampleFiles(join(stage.folder, folder));
  const wrong = samples.flatMap(file => {
    const reason = failureOf(ruleId(name), file, engine);
    return reason === undefined ? [] : [`${stage.shown(file.slice(stage.folder.length + 1))}: ${reason}`];
  });
  const untested =
    own.length + samples.length === 0 ? [`${stage.shown(`${folder}/`)} has neither tests nor samples`] : [];
  return {
    rule: ruleId(name),
    tests: own.length,
    samples: samples.length,
    failures: [...failed, ...wrong, ...untested],
  };
}

/** Returns the faults of a sample, or of the findings of its rule. */
function failureOf(rule: string, file: string, engine: Trial['engine']): string | undefined {
  try {
    const { verdict, input } = readSample(file);
    const decision = engine.decide(input);
    const failure = decision.failures?.find(failure => failure.rule === rule);
    if (failure !== undefined) return `the rule failed: ${failure.reason}`;
    const found = actionsOf(rule, decision).join(', ') || 'allow';
    return found === verdict ? undefined : `the verdict is ${found}, not ${verdict}`;
  } catch (error) {
    if (error instanceof PolicyError || error instanceof EngineError) return error.message;
    throw error;
  }
}
