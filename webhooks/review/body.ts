import { WebhookError } from '../errors/webhook-error.ts';

/**
 * Parses the body of a request. JSON.parse makes an own property of a key such as `__proto__`,
 * which is legal in a ConfigMap. The parser of fastify refuses such a key, and a refused request is
 * allowed under failurePolicy Ignore.
 * @throws WebhookError REVIEW_INVALID where the body is not JSON, or nested too deeply
 */
export function parseBody(body: Buffer): unknown {
  const text = body.toString();
  const value = parse(text);
  if (couldBeDeeper(text) && isDeeper(value, maximumDepth)) {
    throw new WebhookError('REVIEW_INVALID', `the body is nested deeper than ${maximumDepth} levels`);
  }
  return value;
}

/**
 * Most levels of a body. JSON.parse reads any depth, but JSON.stringify overflows the stack between
 * 3,000 and 5,000 levels.
 */
const maximumDepth = 1000;

/**
 * Parses JSON. The message of JSON.parse quotes the body, which may be a Secret, so it is dropped.
 */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new WebhookError('REVIEW_INVALID', 'the body is not JSON');
  }
}

/**
 * False for a body that has fewer objects and lists than the most levels. That check is faster than
 * the exact one and answers for most bodies.
 */
function couldBeDeeper(text: string): boolean {
  return countOf('{', text) + countOf('[', text) > maximumDepth;
}

/**
 * Returns how often a character occurs. indexOf is the fastest way: split takes twice as long, a
 * loop over the characters four times.
 */
function countOf(character: string, text: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) count++;
  return count;
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  for (const inner of Object.values(value)) if (isDeeper(inner, levels - 1)) return true;
  return false;
}
