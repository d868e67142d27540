import type { LoadedPolicy } from '@open-policy-agent/opa-wasm';
import { EngineError } from './errors.ts';
import { nanosecondsOf } from '../../kubernetes/schema/rfc3339.ts';

/**
 * Built-in functions that neither the module nor opa-wasm has. They return what opa itself returns;
 * undefined is undefined in Rego.
 */
export const builtins = { 'time.parse_rfc3339_ns': nanosecondsOf };

/**
 * Names of the functions above and of those that opa-wasm has in JavaScript (its src/builtins). All
 * others are compiled into the module itself.
 */
const provided = new Set([
  ...Object.keys(builtins),
  'json.is_valid',
  'yaml.is_valid',
  'yaml.marshal',
  'yaml.unmarshal',
  'sprintf',
  'regex.split',
]);

/**
 * Returns the names of built-in functions that the policy calls and nobody provides. opa-wasm alone
 * fails only when a rule calls one.
 * @throws EngineError POLICY_INVALID when the module does not list the functions that it calls
 */
export function missingBuiltins(policy: LoadedPolicy): string[] {
  const { builtins: called, opa_json_dump: dump } = policy.wasmInstance.exports;
  if (called === undefined || dump === undefined) {
    throw new EngineError(
      'POLICY_INVALID',
      'policy.wasm was not built by opa: it does not list the functions it calls',
    );
  }
  const needed: unknown = JSON.parse(textAt(policy.mem, dump(called())));
  return Object.keys(needed ?? {}).filter(name => !provided.has(name));
}

/** Returns the text in the module's memory from an address to the next NUL byte. */
function textAt(memory: { readonly buffer: ArrayBuffer }, address: number): string {
  const bytes = new Uint8Array(memory.buffer, address);
  return new TextDecoder().decode(bytes.subarray(0, bytes.indexOf(0)));
}
