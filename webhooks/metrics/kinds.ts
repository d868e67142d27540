/** Group and kind as labels show them. */
export interface KindLabels {
  group: string;
  kind: string;
}

const other: KindLabels = { group: 'other', kind: 'other' };

/**
 * Labels of a kind: its own where it is one of those known, `other` for the rest. Whoever reaches the port could invent kinds, and each
 * would be a time series of its own. A star at the end of a known kind stands for the rest of its name.
 */
export function kindLabels(known: readonly KindLabels[]): (of: KindLabels) => KindLabels {
  // What is known of a kind beside its name is no label.
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
