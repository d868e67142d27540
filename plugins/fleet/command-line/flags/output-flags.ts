import type { Flag } from './flag.ts';
import { boolean, choice } from './value-types.ts';

/** --output of a command that prints these formats, the default first. */
export function outputFlags<Format extends string>(
  formats: readonly [Format, ...Format[]],
): Readonly<{ output: Flag<Format> }> {
  return {
    output: {
      short: 'o',
      placeholder: 'FORMAT',
      sentence: `Output format: ${formats.join(', ')}.`,
      read: texts => {
        const given = texts.at(-1) ?? formats[0];
        const value = formats.find(format => format === given);
        return value === undefined ? { given, formats } : { value };
      },
    },
  };
}

/** Flags of a command that prints tables. */
export const tableFlags = {
  'no-headers': boolean({ sentence: 'Print tables without their header line.' }),
};

/** Flag of a command that marks what failed and what to look at. */
export const colourFlags = {
  color: choice(['auto', 'always', 'never'], {
    default: 'auto',
    sentence: 'Colour what failed and what to look at; auto: on a terminal, and not where NO_COLOR is set.',
  }),
};
