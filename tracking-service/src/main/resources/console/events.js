// Server-sent events by fetch, which can send a token where EventSource can't.

/** Reads the stream's text piece by piece; a piece may end anywhere. */
export class EventParser {
  #rest = '';
  #name = 'message';
  #data = [];

  /** Returns the events that are complete with this piece. */
  push(piece) {
    const events = [];
    const lines = (this.#rest + piece).split('\n');
    this.#rest = lines.pop();
    for (const raw of lines) {
      const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
      if (line === '') {
        if (this.#data.length) events.push({ name: this.#name, data: this.#data.join('\n') });
        this.#name = 'message';
        this.#data = [];
      } else if (line.startsWith('event:')) {
        this.#name = line.slice(6).trim();
      } else if (line.startsWith('data:')) {
        this.#data.push(line.slice(5).replace(/^ /, ''));
      }
    }
    return events;
  }
}

/** The pause before the next attempt: it doubles up to ten seconds. */
export function pauseAfter(failures) {
  return Math.min(10_000, 500 * 2 ** Math.min(failures, 5));
}
