import type { Cluster } from '../../../kubernetes/kubeconfig/cluster.ts';

/** Shortest wait that is shown, in milliseconds. */
const quiet = 1000;

/** Shows the clusters that have not answered yet after this wait. */
export function startProgress(
  clusters: readonly Cluster[],
  show: (line: string) => void,
): { answered: (cluster: Cluster) => void; stop: () => void } {
  const waiting = new Set(clusters);
  let isShown = false;
  const update = () => {
    const names = [...waiting].map(({ name }) => name).join(', ');
    show(names === '' ? '' : `${clusters.length - waiting.size} of ${clusters.length} answered, waiting for ${names}`);
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
