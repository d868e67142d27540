/**
 * The same page with the text between two comments, `<!-- NAME -->` and `<!-- /NAME -->`, replaced.
 * @throws Error when the page does not have both
 */
export function withSection(page: string, name: string, text: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [page.indexOf(start), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`the page has no ${start} ... ${end}`);
  return `${page.slice(0, from + start.length)}\n${text}${page.slice(to)}`;
}
