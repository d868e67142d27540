import { parseDuration } from '../../../../kubernetes/deadline/duration.ts';
import type { Flag, Reading } from './flag.ts';

interface Switch {
  short?: string;
  sentence: string;
  formerName?: string;
}

interface Valued extends Switch {
  placeholder: string;
}

interface WithDefault extends Switch {
  /** As the user would write it; help shows it behind the sentence. */
  default: string;
}

/** A switch. It is false where it is not given, and the last one counts, as in kubectl. */
export function boolean(flag: Switch): Flag<boolean> {
  return { ...flag, read: texts => ({ value: texts.at(-1) === 'true' }) };
}

/** A switch that is true where it is not given; the last one counts. */
export function trueByDefault(flag: Switch): Flag<boolean> {
  return { ...flag, sentence: `${flag.sentence} Default true.`, read: texts => ({ value: texts.at(-1) !== 'false' }) };
}

/** A switch that has a third state where it is not given. */
export function optionalBoolean(flag: Switch): Flag<boolean | undefined> {
  return { ...flag, read: texts => ({ value: texts.length === 0 ? undefined : texts.at(-1) === 'true' }) };
}

/** A text as the user wrote it; the last one counts. */
export function text(flag: Valued): Flag<string | undefined> {
  return { ...flag, read: texts => ({ value: texts.at(-1) }) };
}

/**
 * A path as the user wrote it, which the command resolves against its working directory; the last
 * one counts.
 */
export function path(flag: Switch): Flag<string | undefined> {
  return text({ ...flag, placeholder: 'FILE' });
}

/** Texts of a flag that may be repeated, each of them whole. */
export function repeated(flag: Valued): Flag<readonly string[]> {
  return { ...flag, read: texts => ({ value: texts }) };
}

/** Texts of a flag that may be repeated and may hold several with commas between. */
export function list(flag: Valued): Flag<readonly string[]> {
  return { ...flag, read: texts => ({ value: texts.flatMap(text => text.split(',')).filter(text => text !== '') }) };
}

/** Milliseconds of a duration such as 10s, 1m30s or 0. */
export function duration(flag: WithDefault): Flag<number> {
  return withDefault(flag, 'DURATION', given => {
    const value = parseDuration(given);
    return value === undefined ? { given, expected: 'a duration such as 10s, 1m30s or 0' } : { value };
  });
}

/** A whole number from 0 up. */
export function size(flag: WithDefault): Flag<number> {
  return withDefault(flag, 'N', given =>
    /^\d{1,9}$/.test(given) ? { value: Number(given) } : { given, expected: 'a number from 0 up' },
  );
}

/** A whole number from 1 up. */
export function count(flag: WithDefault): Flag<number> {
  return withDefault(flag, 'N', given =>
    /^[1-9]\d*$/.test(given) ? { value: Number(given) } : { given, expected: 'a number from 1 up' },
  );
}

/** One of several words. */
export function choice<Word extends string>(words: readonly Word[], flag: WithDefault & { default: Word }): Flag<Word> {
  return withDefault(flag, words.join('|'), given => {
    const value = words.find(word => word === given);
    const expected = `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
    return value === undefined ? { given, expected } : { value };
  });
}

function withDefault<Value>(
  { default: usual, sentence, ...flag }: WithDefault,
  placeholder: string,
  parse: (text: string) => Reading<Value>,
): Flag<Value> {
  return {
    ...flag,
    placeholder,
    sentence: `${sentence} Default ${usual}.`,
    read: texts => parse(texts.at(-1) ?? usual),
  };
}
