import { fleetErrors } from '../../command-line/errors.ts';
import { findResults } from './evaluate.ts';
import { goJson, goText } from './go-text.ts';
import { kindOf, WholeFloat } from './go-values.ts';
import { parseTemplate } from './parse.ts';
import { TemplateFault, type Template } from './template.ts';

/** A text of Node is not much longer. */
const longest = 250_000_000;

/** A template with the way to print it. */
export interface JsonPath {
  template: Template;
  /** False makes a missing field an error. */
  allowMissingKeys: boolean;
  /** Prints an array of the results of each node, as jsonpath-as-json does. */
  asJson: boolean;
}

/**
 * Returns a template that can be printed.
 * @throws FleetError TEMPLATE_INVALID in the words of kubectl
 */
export function readTemplate(text: string): Template {
  try {
    return { text, nodes: parseTemplate(text) };
  } catch (error) {
    throw error instanceof TemplateFault ? fleetErrors.templateInvalid(text, error.message) : error;
  }
}

/**
 * Returns the text that kubectl prints for a document, without a line break at its end but those of
 * the template. Unlike kubectl, an error does not show the document.
 * @throws FleetError TEMPLATE_FAILED
 */
export function printJsonPath({ template, allowMissingKeys, asJson }: JsonPath, document: unknown): string {
  return withTemplate(template, () => {
    let text = '';
    for (const values of findResults(template.nodes, document, allowMissingKeys)) {
      text += asJson ? `${goJson(values, '    ')}\n` : values.map(valueText).join(' ');
      if (text.length > longest) throw new TemplateFault('the template prints more than 250 million characters');
    }
    return text;
  });
}

/**
 * Returns the values that each node of a template finds in a document. Those that are not there are
 * null.
 * @throws FleetError TEMPLATE_FAILED
 */
export function jsonPathResults({ template, allowMissingKeys }: JsonPath, document: unknown): unknown[][] {
  return withTemplate(template, () =>
    findResults(template.nodes, document, allowMissingKeys).map(values =>
      values.map(value => (value instanceof WholeFloat ? value.value : (value ?? null))),
    ),
  );
}

/** Returns what `evaluate` returns, and names the template in its error. */
export function withTemplate<Result>(template: Template, evaluate: () => Result): Result {
  try {
    return evaluate();
  } catch (error) {
    throw error instanceof TemplateFault ? fleetErrors.templateFailed(template.text, error.message) : error;
  }
}

function valueText(value: unknown): string {
  if (value === undefined) return '<no value>';
  if (value === null) return 'null';
  const kind = kindOf(value);
  return kind === 'map' || kind === 'list' ? goJson(value, '') : goText(value);
}
