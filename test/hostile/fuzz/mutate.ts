/** Source of random numbers; the same seed gives the same run. */
export type Random = (below: number) => number;

/** mulberry32: enough to choose by, and a run can be repeated from its seed. */
export function randomFrom(seed: number): Random {
  let state = seed;
  return below => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** A text that was changed in one to four places: as JSON, part by part, or as bytes. */
export function mutate(text: string, other: string, random: Random): string {
  let changed = text;
  for (let times = 1 + random(4); times > 0; times--) {
    const parsed = parse(changed);
    changed =
      parsed === undefined || random(4) === 0 ? mutateBytes(changed, random) : mutateJson(parsed, other, random);
  }
  return changed;
}

/** Values that some program somewhere has taken for something else. */
const strange = [
  'null', 'true', '""', '[]', '{}', '0', '-1', '1e400', '9007199254740993', '"\\ud83d"', '"\\u0000"', '"__proto__"',
  '{"__proto__":{}}', '{"constructor":{"prototype":{}}}', '"CREATE"', '"DELETE"', '"CONNECT"', '"binding"', '"status"',
  `"${'x'.repeat(5_000)}"`, `${'['.repeat(500)}${']'.repeat(500)}`, '{"matchLabels":null}', '"2026-13-45T99:99:99Z"',
]; // prettier-ignore

/** What JSON writes in their place, so that it can be put there when the rest is written. */
const placeholder = 'the strange value comes here';

function mutateJson(document: unknown, other: string, random: Random): string {
  const places = placesOf(document);
  const place = places[random(places.length)];
  if (place === undefined) return strange[random(strange.length)] ?? '';
  const { parent, key } = place;
  const kind = random(4);
  if (kind === 0) Reflect.deleteProperty(parent, key);
  else if (kind === 1) Reflect.set(parent, key, partOf(parse(other), random));
  else if (kind === 2) Reflect.set(parent, `${key}${random(3)}`, Reflect.get(parent, key));
  else Reflect.set(parent, key, placeholder);
  return JSON.stringify(document).replace(`"${placeholder}"`, () => strange[random(strange.length)] ?? '');
}

function mutateBytes(text: string, random: Random): string {
  const at = random(text.length + 1);
  const length = random(16);
  const kind = random(4);
  if (kind === 0) return text.slice(0, at);
  if (kind === 1) return text.slice(0, at) + text.slice(at + length);
  if (kind === 2) return text.slice(0, at) + text.slice(at, at + length) + text.slice(at);
  return text.slice(0, at) + String.fromCharCode(random(256)) + text.slice(at + 1);
}

interface Place {
  parent: object;
  key: string;
}

function placesOf(document: unknown): Place[] {
  const places: Place[] = [];
  const walk = (value: unknown, depth: number): void => {
    if (typeof value !== 'object' || value === null || depth > 30) return;
    for (const [key, inner] of Object.entries(value)) {
      places.push({ parent: value, key });
      walk(inner, depth + 1);
    }
  };
  walk(document, 0);
  return places;
}

function partOf(document: unknown, random: Random): unknown {
  const places = placesOf(document);
  const place = places[random(places.length)];
  return place === undefined ? null : Reflect.get(place.parent, place.key);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
