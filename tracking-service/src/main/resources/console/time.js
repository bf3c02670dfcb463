// Durations and times as people read them.

const CLOCK = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
});
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

/** 38 ms, 1.3 s, 15 s, 2 min 11 s, 1 h 4 min: two units at most. */
export function duration(millis) {
  const ms = Math.max(0, Math.round(millis));
  if (ms < 1000) return `${ms} ms`;
  if (ms < 9_950) return `${(ms / 1000).toFixed(1).replace(/\.0$/, '')} s`;
  const s = Math.round(ms / 1000);
  if (s < 60) return `${s} s`;
  if (s < 3600) return s % 60 ? `${Math.floor(s / 60)} min ${s % 60} s` : `${s / 60} min`;
  const min = Math.round(s / 60);
  if (min < 1440) return min % 60 ? `${Math.floor(min / 60)} h ${min % 60} min` : `${min / 60} h`;
  const h = Math.round(min / 60);
  return h % 24 ? `${Math.floor(h / 24)} d ${h % 24} h` : `${h / 24} d`;
}

/** The same in whole seconds, for a number that changes each second. */
export function ticking(millis) {
  return duration(Math.max(1000, Math.floor(millis / 1000) * 1000));
}

export function clock(instant) {
  return CLOCK.format(new Date(instant));
}

export function clockMillis(instant) {
  const date = new Date(instant);
  return `${CLOCK.format(date)}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

export function day(instant) {
  return DAY.format(new Date(instant));
}

let ahead = 0;

/** The server's time: a dispatcher's clock may be wrong. */
export function now() {
  return Date.now() + ahead;
}

export function setServerTime(header) {
  const server = Date.parse(header ?? '');
  // The header has whole seconds, so half a second is its error; a smaller difference tells nothing.
  if (Number.isFinite(server)) {
    const difference = server + 500 - Date.now();
    ahead = Math.abs(difference) > 1500 ? difference : 0;
  }
}
