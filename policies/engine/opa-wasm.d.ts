/** Part of Node that its types leave to those of the DOM. */
declare namespace WebAssembly {
  interface Module {
    readonly [Symbol.toStringTag]: string;
  }
  const Module: new (bytes: Uint8Array) => Module;
}

/**
 * The used part of opa-wasm. Its own types name exports that its module for import has only as
 * properties of the default export, and types of the DOM, which a server should not see.
 */
declare module '@open-policy-agent/opa-wasm' {
  interface WasmInstance {
    /** The two exports of OPA that are called here. */
    readonly exports: { builtins?: () => number; opa_json_dump?: (address: number) => number };
  }

  export interface LoadedPolicy {
    readonly mem: { readonly buffer: ArrayBuffer };
    readonly wasmInstance: WasmInstance;
    /** Ids of the entry points by their names. */
    readonly entrypoints: Readonly<Record<string, number>>;
    setData(data: object): void;
    /** Returns the result set. Throws strings and bare objects as well as errors. */
    evaluate(input: unknown, entrypoint: string): unknown;
  }

  const opa: {
    /** @param memory of the new instance; it grows as needed */
    loadPolicySync(
      wasm: WebAssembly.Module,
      memory?: Readonly<{ initial?: number; maximum?: number }>,
      builtins?: Readonly<Record<string, (...words: unknown[]) => unknown>>,
    ): LoadedPolicy;
  };
  export default opa;
}
