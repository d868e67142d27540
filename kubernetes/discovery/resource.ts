/** One resource that a cluster serves. */
export interface Resource {
  group: string;
  version: string;
  /** The plural name in paths, e.g. deployments */
  plural: string;
  singular: string;
  kind: string;
  namespaced: boolean;
  shortNames: readonly string[];
  categories: readonly string[];
  verbs: readonly string[];
}
