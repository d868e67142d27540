import { openEngine, type Engine } from '../engine/engine.ts';
import { EngineError } from '../engine/errors.ts';
import { unpackBundle } from '../engine/policy-files.ts';
import { callsOf } from './check-sources.ts';
import { compileBundle } from './compile-bundle.ts';
import { refuseProblems } from './problems.ts';
import { problemsOf } from './rule-problems.ts';
import type { Stage } from './stage.ts';

/** The compiled rules of the user and of this project. */
export interface OwnBundle {
  bundle: Buffer;
  engine: Engine;
}

/**
 * Builds a stage, and opens the bundle as each program that gets it does.
 * @param withTests true if tests and samples have to be valid too
 * @throws PolicyError RULE_INVALID with all problems, COMPILATION_FAILED, BUILTIN_MISSING;
 *   EngineError RULE_INVALID
 */
export async function buildOwnBundle(stage: Stage, withTests: boolean): Promise<OwnBundle> {
  refuseProblems(await problemsOf(stage, withTests), 'RULE_INVALID');
  const bundle = await compileBundle(stage.opa, stage.folder);
  try {
    return { bundle, engine: openEngine(unpackBundle(bundle, 'the bundle')) };
  } catch (error) {
    if (!(error instanceof EngineError) || error.code !== 'BUILTIN_MISSING') throw error;
    refuseProblems(await callsOf(({ name }) => error.names.includes(name), stage), 'BUILTIN_MISSING');
    throw error;
  }
}
