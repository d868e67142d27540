/** Query of one panel; in it, POD stands for the choice of namespace and pod. */
export interface Query {
  expr: string;
  /** How its lines are called. */
  legend: string;
}

export interface Panel {
  title: string;
  /** Meaning, and what to do about it. */
  says: string;
  /** In the words of Grafana. */
  unit: string;
  queries: Query[];
  /** A number instead of lines over time. */
  stat?: boolean;
}

export interface Row {
  title: string;
  panels: Panel[];
}

/** Rate of a counter, over the interval that Grafana chooses. */
export function rate(counter: string): string {
  return `rate(${counter}[$__rate_interval])`;
}

/** @param by the label beside which the histogram's own is kept */
export function quantile(share: number, histogram: string, by: string): string {
  return `histogram_quantile(${share}, sum by (le, ${by}) (${rate(`${histogram}_bucket{POD}`)}))`;
}
