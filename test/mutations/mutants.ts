/** One line that a mutant lacks. */
export interface Mutant {
  /** Counted from 1. */
  line: number;
  text: string;
  /** The file without the line. */
  source: string;
}

/**
 * A file of Rego once without each of its lines that says something: not the package, imports,
 * comments and lone brackets.
 */
export function mutantsOf(rego: string): Mutant[] {
  const lines = rego.split('\n');
  const begin = lines.findIndex(line => line.startsWith('package '));
  return lines.flatMap((text, index) =>
    index <= begin || saysNothing.test(text)
      ? []
      : [{ line: index + 1, text: text.trim(), source: lines.toSpliced(index, 1).join('\n') }],
  );
}

const saysNothing = /^\s*(#.*|import .*|[\])}]*,?|words := .*)$/;
