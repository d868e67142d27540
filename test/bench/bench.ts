/**
 * Measures the figures of docs/reference/benchmarks.md: what a review costs beside the JSON work
 * that no webhook gets around, beside a webhook that does nothing and beside other engines. All in
 * one run, because machines differ more than webhooks do.
 *
 * usage: npm run bench [-- PART...], all parts where none is named
 */
import { parts } from './parts.ts';

const wanted = process.argv.slice(2);
for (const name of wanted.length > 0 ? wanted : Object.keys(parts)) {
  const part = parts[name];
  if (part === undefined) throw new Error(`no part ${name}, there are ${Object.keys(parts).join(', ')}`);
  await part((title, table) => {
    process.stdout.write(`${title}\n\n${table}\n`);
  });
}
