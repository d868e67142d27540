import { WebhookError } from '../errors/webhook-error.ts';

/**
 * Body of one request to data. JSON.parse makes an own property of a key such as `__proto__`, which is legal in a ConfigMap;
 * fastify's own parser refuses it, and a refused request under failurePolicy Ignore is a way around every rule.
 * @throws WebhookError REVIEW_INVALID
 */
export function parseBody(body: Buffer): unknown {
  const text = body.toString();
  const value = parse(text);
  if (couldBeDeeper(text) && isDeeper(value, maximumDepth)) {
    throw new WebhookError('REVIEW_INVALID', `the body is nested deeper than ${maximumDepth} levels`);
  }
  return value;
}

/** JSON.parse takes any depth, but JSON.stringify overflows the stack somewhere between 3,000 and 5,000 levels. */
const maximumDepth = 1000;

/** What JSON.parse says of an error quotes the body, which may be a Secret, so it goes no further. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new WebhookError('REVIEW_INVALID', 'the body is not JSON');
  }
}

/** Most bodies open fewer objects and lists than that in all, which is seen sooner than how deep each lies. */
function couldBeDeeper(text: string): boolean {
  return countOf('{', text) + countOf('[', text) > maximumDepth;
}

/** As each body is looked through: splitting the text takes twice as long, a look at each character four times. */
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
