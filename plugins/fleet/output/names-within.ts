/** Names with commas between, as many as fit the width and one at least, e.g. "eu-1, eu-2 and 25 more". */
export function namesWithin(names: readonly string[], width: number): string {
  const all = names.join(', ');
  if (all.length <= width) return all;
  let text = '';
  for (const [index, name] of names.entries()) {
    const longer = index === 0 ? name : `${text}, ${name}`;
    if (index > 0 && longer.length + ending(names.length - index - 1).length > width) {
      return text + ending(names.length - index);
    }
    text = longer;
  }
  return text;
}

const ending = (count: number): string => (count === 0 ? '' : ` and ${count} more`);
