/**
 * Compares faults with the backlog of modules that are still to be rewritten.
 *
 * @param faults each with its module
 * @param backlog the number of faults that each module may still have
 * @returns {{refused: object[], stale: object[]}} the faults of modules that have more than they may, and the modules
 * that have fewer, whose number has to be lowered
 */
export function againstBacklog(faults, backlog) {
  const found = {};
  for (const { module } of faults) found[module] = (found[module] ?? 0) + 1;
  return {
    refused: faults.filter(({ module }) => found[module] > (backlog[module] ?? 0)),
    stale: Object.entries(backlog)
      .filter(([module, allowed]) => (found[module] ?? 0) < allowed)
      .map(([module, allowed]) => ({ module, allowed, found: found[module] ?? 0 })),
  };
}
