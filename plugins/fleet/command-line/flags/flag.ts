/** One flag of a command: its spelling, its sentence in help, and how its value is read. */
export interface Flag<Value> {
  /** One letter, e.g. n for -n. A letter may mean something else in another command. */
  short?: string;
  /**
   * Stands for the value in help, e.g. FILE. A flag without one is a switch, which takes true or
   * false.
   */
  placeholder?: string;
  sentence: string;
  /** An earlier name, without dashes. It still works and prints a note. */
  formerName?: string;
  /**
   * Reads the texts that the user gave, in their order. No text means that the flag was not given.
   */
  read: (texts: readonly string[]) => Reading<Value>;
}

/** The typed value, or what is wrong with a text. */
export type Reading<Value> = { value: Value } | InvalidText;

/**
 * A text that is no value of its flag, with a description of those that are, or with the formats
 * that there are.
 */
export type InvalidText = { given: string; expected: string } | { given: string; formats: readonly string[] };

/** Flags by their long names, in the order of help. */
export type Flags = Readonly<Record<string, Flag<unknown>>>;

/** The values that a command reads: those of the flags that it declares, and no others. */
export type FlagsOf<Declared extends Flags> = {
  readonly [Name in keyof Declared]: Declared[Name] extends Flag<infer Value> ? Value : never;
};
