/** What opa-wasm's types name and Node's types leave out: both come from the DOM library, which a server should not see. */
declare namespace WebAssembly {
  interface Memory {
    readonly buffer: ArrayBuffer;
  }
  interface Instance {
    /** The two of OPA's exports that are called here. */
    readonly exports: { builtins?: () => number; opa_json_dump?: (address: number) => number };
  }
  interface WebAssemblyInstantiatedSource {
    readonly instance: Instance;
  }
}
