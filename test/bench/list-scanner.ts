import { splitList } from '../../kubernetes/list/split-list.ts';

/**
 * Compares how long the main thread stands still while a page of a list is read: at once by
 * JSON.parse, and item by item behind split-list. Prints milliseconds of this thread's CPU, so that
 * a busy machine does not count.
 *
 *     node test/bench/list-scanner.ts
 */

const rounds = 5;
/** Bytes of a chunk as node:http hands it over. */
const chunk = 65_536;

const object = (fields: number, index: number): object => ({
  metadata: { name: `object-${index}`, namespace: 'shop', labels: { app: 'cart' } },
  spec: Object.fromEntries(
    Array.from({ length: fields }, (_, field) => [`field-${field}`, { value: `text ${field}`, list: [1, 2, 3] }]),
  ),
});

function page(objects: number, fields: number): Buffer {
  const items = Array.from({ length: objects }, (_, index) => object(fields, index));
  return Buffer.from(JSON.stringify({ kind: 'List', metadata: { resourceVersion: '1' }, items }));
}

/**
 * Runs the steps of a reading, each a turn of the event loop, and returns the CPU time of all and
 * of the longest one.
 */
function measured(steps: Iterable<() => void>): { sum: number; longest: number } {
  const times = [...steps].map(step => {
    const start = process.threadCpuUsage();
    step();
    const { user, system } = process.threadCpuUsage(start);
    return (user + system) / 1000;
  });
  return { sum: times.reduce((sum, time) => sum + time, 0), longest: Math.max(...times) };
}

function split(text: Buffer): { sum: number; longest: number } {
  const splitter = splitList();
  const items: Buffer[] = [];
  const chunks = Array.from({ length: Math.ceil(text.length / chunk) }, (_, index) =>
    text.subarray(index * chunk, (index + 1) * chunk),
  );
  const cut = measured(chunks.map(part => () => items.push(...splitter.push(part))));
  const parsed = measured(items.map(item => () => void JSON.parse(item.toString())));
  return { sum: cut.sum + parsed.sum, longest: Math.max(cut.longest, parsed.longest) };
}

const whole = (text: Buffer) => measured([() => void JSON.parse(text.toString())]);
const figures = ({ sum, longest }: { sum: number; longest: number }) =>
  `${sum.toFixed(1)} ms, longest stop ${longest.toFixed(1)} ms`;

for (const [objects, fields] of [
  [90, 40],
  [500, 40],
  [500, 1000],
] as const) {
  const text = page(objects, fields);
  print(`page of ${objects} objects, ${Math.round(text.length / 1024)} KiB`);
  for (let round = 1; round <= rounds; round++)
    print(`  JSON.parse: ${figures(whole(text))}; split-list: ${figures(split(text))}`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
