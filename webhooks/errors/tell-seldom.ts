/** Pause between two lines of the same kind. */
const pauseMilliseconds = 60_000;

/**
 * Bounds how often a message is written that anybody who reaches the port can cause.
 * @param tell is given the first text at once, and then one a minute at most, with the number of texts left out in between
 */
export function tellSeldom(tell: (text: string) => void, now = () => performance.now()): (text: string) => void {
  let told = -Infinity;
  let leftOut = 0;
  return text => {
    if (now() - told < pauseMilliseconds) {
      leftOut++;
      return;
    }
    tell(leftOut === 0 ? text : `${text} (and ${leftOut} more like it since the last such line)`);
    told = now();
    leftOut = 0;
  };
}
