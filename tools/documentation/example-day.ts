/**
 * Pages that are stored do not change from day to day; `kubectl fleet explain` prints a day to
 * come.
 */
export const exampleDay = '2027-01-31';
