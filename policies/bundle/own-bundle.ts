import { openEngine, type Engine } from '../engine/engine.ts';
import { EngineError } from '../engine/errors.ts';
import { unpackBundle } from '../engine/policy-files.ts';
import { callsOf } from './calls.ts';
import { compileBundle } from './compile-bundle.ts';
import { checkContract } from './contract.ts';
import { PolicyError } from './errors.ts';
import type { Stage } from './stage.ts';

/** The user's rules and this project's, compiled. */
export interface OwnBundle {
  bundle: Buffer;
  engine: Engine;
}

/**
 * Builds what is staged, and opens it as every program will that is given the bundle.
 * @throws PolicyError COMPILATION_FAILED, RULE_INVALID, BUILTIN_MISSING; EngineError RULE_INVALID
 */
export async function buildOwnBundle(stage: Stage): Promise<OwnBundle> {
  await checkContract(stage);
  const bundle = await compileBundle(stage.opa, stage.folder);
  try {
    return { bundle, engine: openEngine(unpackBundle(bundle, 'the bundle')) };
  } catch (error) {
    if (!(error instanceof EngineError) || error.code !== 'BUILTIN_MISSING') throw error;
    const calls = await callsOf(error.names, stage);
    const lines = calls.map(({ file, row, name }) => `${file}:${row}: ${name} cannot be called in a rule`);
    throw new PolicyError(
      'BUILTIN_MISSING',
      [...lines, 'A rule is given all that it may know: it has no network and no clock (the time is input.now).'].join(
        '\n',
      ),
    );
  }
}
