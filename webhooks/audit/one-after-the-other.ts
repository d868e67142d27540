/** Runs tasks one after the other, in the order in which they come, whether they succeed or not. */
export function oneAfterTheOther(): <Result>(task: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return task => {
    const mine = last.then(task);
    last = mine.catch(() => undefined);
    return mine;
  };
}
