import type { Template } from './template.ts';

/** A template with the way to print it. */
export interface JsonPath {
  template: Template;
  /** False makes a missing field an error. */
  allowMissingKeys: boolean;
  /** Prints an array of all results, as jsonpath-as-json does. */
  asJson: boolean;
}

/**
 * Returns the text that kubectl prints for a document, without a line break of its own.
 * @throws FleetError TEMPLATE_FAILED, in the words of kubectl
 */
export function printJsonPath(path: JsonPath, document: unknown): string {
  return `${path.template.text}${typeof document}`;
}
