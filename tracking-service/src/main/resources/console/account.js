// What dispatch's account of a search says, without a page.

/** Returns the drivers who were asked or considered, each once. */
export function driversOf(account) {
  return [...new Set([...(account.candidates ?? []), ...(account.offers ?? [])].map(entry => entry.driverId).filter(Boolean))];
}
