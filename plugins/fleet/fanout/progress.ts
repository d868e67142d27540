import { namesWithin } from '../output/names-within.ts';
import { usualWidth } from '../output/wrap.ts';
import type { Cluster } from '../../../kubernetes/kubeconfig/cluster.ts';

/** Shortest wait that is shown, in milliseconds. */
const quiet = 1000;

/**
 * Shows the clusters that have not answered yet after this wait, as many as fit the width of the
 * terminal.
 */
export function startProgress(
  clusters: readonly Cluster[],
  show: (line: string) => void,
  width = usualWidth,
): { answered: (cluster: Cluster) => void; stop: () => void } {
  const waiting = new Set(clusters);
  let isShown = false;
  const update = () => {
    const start = `${clusters.length - waiting.size} of ${clusters.length} answered, waiting for `;
    const names = [...waiting].map(({ name }) => name);
    show(waiting.size === 0 ? '' : start + namesWithin(names, width - start.length));
  };
  const timer = setTimeout(() => {
    isShown = true;
    update();
  }, quiet);
  return {
    answered: cluster => {
      waiting.delete(cluster);
      if (isShown) update();
    },
    stop: () => {
      clearTimeout(timer);
      show('');
    },
  };
}
