const step = /\{\{(.*?)\}\}|[^{}]+|[{}]/gs;

/**
 * Returns the JSONPath template that prints the same as a template of Go, and undefined for a
 * template of more than text, fields, literals and ranges over lists.
 */
export function jsonPathOf(goTemplate: string): string | undefined {
  const parts = Array.from(goTemplate.matchAll(step), ([whole, action]) =>
    action === undefined ? (/[{}]/.test(whole) ? undefined : whole) : stepOf(action.trim()),
  );
  return parts.includes(undefined) ? undefined : parts.join('');
}

function stepOf(action: string): string | undefined {
  if (action === 'end') return '{end}';
  if (action === '.') return '{@}';
  if (/^(\.\w+)+$/.test(action)) return `{${action}}`;
  if (/^"([^"\\`]|\\.)*"$/.test(action)) return `{${action}}`;
  const list = /^range\s+(\.|(?:\.\w+)+)$/.exec(action)?.[1];
  return list && `{range ${list === '.' ? '@' : list}[*]}`;
}

/** Returns how to print what a template of Go prints, as a line for a person. */
export function wayWithout(goTemplate: string | undefined): string {
  const same = goTemplate === undefined ? undefined : jsonPathOf(goTemplate);
  if (same !== undefined && same !== '' && !same.includes("'")) return `use -o jsonpath='${same}'`;
  return (
    'templates of Go are not evaluated; use -o jsonpath=TEMPLATE, or -o json with jq, e.g. ' +
    `jq -r '.items[] | .cluster + " " + .object.metadata.name'`
  );
}
