/** API group and kind as values of labels. */
export interface KindLabels {
  group: string;
  kind: string;
}

const other: KindLabels = { group: 'other', kind: 'other' };

/**
 * Returns a function that returns the labels of a kind: its own for a known kind, `other` for any
 * other kind. A client could invent kinds, and each would make a new time series.
 * @param known a star at the end of a kind stands for any characters
 */
export function kindLabels(known: readonly KindLabels[]): (of: KindLabels) => KindLabels {
  // Callers may pass objects with more members.
  const labels = known.map(({ group, kind }) => ({ group, kind }));
  const whole = new Map(labels.map(each => [keyOf(each), each]));
  const beginnings = labels.filter(({ kind }) => kind.endsWith('*'));
  const find = ({ group, kind }: KindLabels): KindLabels | undefined =>
    whole.get(keyOf({ group, kind })) ??
    beginnings.find(each => each.group === group && kind.startsWith(each.kind.slice(0, -1)));
  return of => find(of) ?? other;
}

function keyOf({ group, kind }: KindLabels): string {
  return `${group}/${kind}`;
}
