/** An instant in milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = number;

export type Cancel = () => void;

/** Time as a value: whoever needs the time is handed a clock, so expiry is tested by moving it. */
export interface Clock {
  now(): EpochMs;
  /** Runs `action` once `ms` milliseconds have passed on this clock, unless cancelled before. */
  after(ms: number, action: () => void): Cancel;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, action) {
    const timer = setTimeout(action, ms);
    return () => clearTimeout(timer);
  },
};

interface Alarm {
  readonly due: EpochMs;
  readonly action: () => void;
}

/** A clock that stands still until somebody moves it. */
export class ManualClock implements Clock {
  #now: EpochMs;
  readonly #alarms = new Set<Alarm>();

  constructor(start: EpochMs) {
    this.#now = start;
  }

  now(): EpochMs {
    return this.#now;
  }

  after(ms: number, action: () => void): Cancel {
    const alarm = { due: this.#now + ms, action };
    this.#alarms.add(alarm);
    return () => this.#alarms.delete(alarm);
  }

  /** Moves on by `ms`, firing what falls due on the way, each at its own instant. */
  advance(ms: number): void {
    const target = this.#now + ms;
    for (let next = this.#nextDue(target); next; next = this.#nextDue(target)) {
      this.#alarms.delete(next);
      this.#now = Math.max(this.#now, next.due);
      next.action();
    }
    this.#now = target;
  }

  #nextDue(target: EpochMs): Alarm | undefined {
    let earliest: Alarm | undefined;
    for (const alarm of this.#alarms) {
      if (alarm.due <= target && (earliest === undefined || alarm.due < earliest.due)) earliest = alarm;
    }
    return earliest;
  }
}
