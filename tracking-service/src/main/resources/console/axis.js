// A time axis on which long waits are short. All that is not a wait has one scale, so lengths can be compared.

/** A pause that is shorter stays at its true length. */
const LONGEST_PAUSE = 1_500;
/** Room around what happens, in milliseconds of the true scale. */
const MARGIN = 180;
const NICE = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 60_000];

/**
 * Divides a time into active parts and breaks.
 *
 * @param intervals pairs of milliseconds at which something happens; a moment is a pair of equal numbers
 * @returns parts `{from, to, wait}` in order, without gap or overlap; a wait is shown as a break
 */
export function partsOf(intervals) {
  const sorted = intervals.map(([from, to]) => [Math.min(from, to), Math.max(from, to)]).sort((a, b) => a[0] - b[0]);
  if (sorted.length === 0) return [];
  const active = [];
  for (const [from, to] of sorted) {
    const last = active.at(-1);
    if (last && from - last[1] <= LONGEST_PAUSE) last[1] = Math.max(last[1], to);
    else active.push([from, to]);
  }
  const parts = [];
  active.forEach(([from, to], index) => {
    const begin = from - MARGIN;
    if (index > 0) parts.push({ from: parts.at(-1).to, to: begin, wait: true });
    parts.push({ from: begin, to: to + MARGIN, wait: false });
  });
  return parts;
}

/**
 * Lays the parts out.
 *
 * @param width      the room there is; the axis may need more, and is then wider
 * @param breakWidth the room of a break
 * @param leastScale the fewest pixels of a second outside of breaks
 */
export function layOut(parts, width, breakWidth = 84, leastScale = 80) {
  const breaks = parts.filter(part => part.wait).length;
  const active = parts.filter(part => !part.wait).reduce((sum, part) => sum + part.to - part.from, 0);
  const perMilli = active === 0 ? 1 : Math.max((width - breaks * breakWidth) / active, leastScale / 1000);
  let x = 0;
  const placed = parts.map(part => {
    const begin = x;
    x += part.wait ? breakWidth : (part.to - part.from) * perMilli;
    return { ...part, x: begin, width: x - begin };
  });
  return {
    parts: placed,
    width: x,
    perMilli,
    /** Returns the place of a time; a time outside of the axis is at its end. */
    x(time) {
      const part = placed.find(candidate => time <= candidate.to) ?? placed.at(-1);
      if (!part) return 0;
      const share = part.to === part.from ? 0 : (time - part.from) / (part.to - part.from);
      return part.x + Math.min(1, Math.max(0, share)) * part.width;
    },
    /** Returns a round length of time that is about a hundred pixels wide. */
    unit() {
      return NICE.findLast(millis => millis * perMilli <= 110) ?? NICE[0];
    },
  };
}

/** Gives each bar the first row in which it does not touch another. Bars come in the order of their beginnings. */
export function rowsOf(bars, gap = 2) {
  const ends = [];
  return bars.map(bar => {
    let row = ends.findIndex(end => end + gap <= bar.x);
    if (row < 0) row = ends.length;
    ends[row] = bar.x + bar.width;
    return row;
  });
}
