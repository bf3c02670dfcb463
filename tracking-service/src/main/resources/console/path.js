// What a ride's critical path says: how long, and who held it up.

/** Adds the wait of the present to the waits that are over. */
export function withPresent(timeline, now) {
  const pending = timeline.ride.pending;
  const searches = timeline.ride.state === 'REQUESTED';
  const path = timeline.criticalPath.map(wait => ({ ...wait, running: false }));
  if (!searches || !pending) return path;
  const since = Date.parse(path.at(-1)?.until ?? pending.since);
  path.push({
    fromId: path.at(-1)?.toId, since: new Date(since).toISOString(), until: new Date(now).toISOString(),
    millis: Math.max(0, now - since), waitsFor: pending.waitsFor, what: pending.what, running: true,
  });
  return path;
}

export function total(path) {
  return path.reduce((sum, wait) => sum + wait.millis, 0);
}

/** Returns the parties by the time that the rider waited for them, the longest first. */
export function shares(path) {
  const sum = total(path);
  const byParty = new Map();
  path.forEach(wait => byParty.set(wait.waitsFor, (byParty.get(wait.waitsFor) ?? 0) + wait.millis));
  return [...byParty].map(([party, millis]) => ({ party, millis, share: sum ? millis / sum : 0 }))
    .sort((a, b) => b.millis - a.millis);
}

/** Says what came of a wait: the event that ended it, if that was a failure. */
export function outcome(wait, events) {
  return events.find(event => event.id === wait.toId && event.weight === 'failure');
}
