/** Pause between two lines of the same kind. */
const pauseMilliseconds = 60_000;

/**
 * Returns a log function with a rate limit, for messages that anybody who reaches the port can
 * cause.
 * @param log gets the first text at once, and then at most one text a minute, with the number of
 *   texts left out in between
 */
export function rateLimitedLog(log: (text: string) => void, now = () => performance.now()): (text: string) => void {
  let logged = -Infinity;
  let leftOut = 0;
  return text => {
    if (now() - logged < pauseMilliseconds) {
      leftOut++;
      return;
    }
    log(leftOut === 0 ? text : `${text} (and ${leftOut} more like it since the last such line)`);
    logged = now();
    leftOut = 0;
  };
}
