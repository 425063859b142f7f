/**
 * One clock for several who go through the same instants side by side: it moves when all of them have come so far.
 * @returns what each of them calls in the place of `advanceTo`
 */
export const inStep = (advanceTo: (instant: Date) => Promise<void>, parties: number) => {
  let arrived = 0;
  let together = Promise.withResolvers<void>();
  return (instant: Date): Promise<void> => {
    const { promise, resolve, reject } = together;
    arrived += 1;
    if (arrived === parties) {
      arrived = 0;
      together = Promise.withResolvers();
      advanceTo(instant).then(resolve, reject);
    }
    return promise;
  };
};
