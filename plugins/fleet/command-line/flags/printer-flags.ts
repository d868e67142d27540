import type { Flag } from './flag.ts';
import { text, trueByDefault } from './value-types.ts';

/** Formats that are words alone. kubectl takes json, yaml, kyaml and name in capitals, too. */
export const plainFormats = ['table', 'wide', 'json', 'yaml', 'kyaml', 'name'] as const;

/** Formats with a template or columns, which stand behind `=` or in --template. */
export const templateFormats = [
  'jsonpath',
  'jsonpath-as-json',
  'jsonpath-file',
  'custom-columns',
  'custom-columns-file',
] as const;

/** Formats of kubectl with templates of Go. They are refused, with a way to the same output. */
export const goTemplateFormats = ['go-template', 'go-template-file', 'template', 'templatefile'] as const;

/** Value of --output. `text` is all behind the first `=`. */
export type OutputFormat =
  | { format: (typeof plainFormats)[number] }
  | { format: (typeof templateFormats)[number] | (typeof goTemplateFormats)[number]; text: string | undefined };

/** Flags of a command that takes the formats of kubectl get. readPrintFormat joins them. */
export const printerFlags = {
  output: {
    short: 'o',
    placeholder: 'FORMAT',
    sentence: `Output format: ${[...plainFormats, ...templateFormats].join(', ')}.`,
    read: texts => {
      const given = texts.at(-1) ?? 'table';
      const value = outputFormat(given);
      return value === undefined ? { given, formats: [...plainFormats, ...templateFormats] } : { value };
    },
  } satisfies Flag<OutputFormat>,
  template: text({
    placeholder: 'TEMPLATE',
    sentence: 'Template, columns or file of --output, where they do not stand behind its =.',
  }),
  'allow-missing-template-keys': trueByDefault({
    sentence: 'Print nothing for a field of a template that an object lacks; false makes it an error.',
  }),
};

function outputFormat(given: string): OutputFormat | undefined {
  const plain = plainFormats.find(format => format === given.toLowerCase());
  if (plain !== undefined) return { format: plain };
  const [name = '', ...rest] = given.split('=');
  const format = [...templateFormats, ...goTemplateFormats].find(format => format === name);
  return format && { format, text: rest.length === 0 ? undefined : rest.join('=') };
}
