import { opa } from './rego/opa.ts';

/** Writes all Rego in the layout of `opa fmt`. */

const { exitCode, stderr } = await opa(['fmt', '--write', 'policies', 'examples']);
process.stderr.write(stderr);
process.exitCode = exitCode;
