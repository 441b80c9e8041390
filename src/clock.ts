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

/** A clock that a test can put forward. */
export interface MovableClock extends Clock {
  /** Moves on by `ms`, firing what falls due on the way. */
  advance(ms: number): void;
}

/** A clock that stands still until somebody moves it. */
export class ManualClock implements MovableClock {
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

interface PendingTimer extends Alarm {
  cancel: Cancel;
}

/**
 * Real time plus what it was put forward by: for a bed that works with systems which only know real time. Putting it
 * forward fires what falls due then, as the real timers would have.
 */
export class ShiftedClock implements MovableClock {
  readonly #base: Clock;
  readonly #pending = new Set<PendingTimer>();
  #offset = 0;

  constructor(base: Clock = systemClock) {
    this.#base = base;
  }

  now(): EpochMs {
    return this.#base.now() + this.#offset;
  }

  after(ms: number, action: () => void): Cancel {
    const timer: PendingTimer = { due: this.now() + ms, action, cancel: () => undefined };
    this.#pending.add(timer);
    this.#arm(timer);
    return () => this.#drop(timer);
  }

  advance(ms: number): void {
    this.#offset += ms;
    for (const timer of [...this.#pending].sort((a, b) => a.due - b.due)) {
      timer.cancel();
      if (timer.due <= this.now()) this.#fire(timer);
      else this.#arm(timer);
    }
  }

  #arm(timer: PendingTimer): void {
    timer.cancel = this.#base.after(timer.due - this.now(), () => this.#fire(timer));
  }

  #fire(timer: PendingTimer): void {
    // One that fired before may have cancelled it.
    if (this.#pending.delete(timer)) timer.action();
  }

  #drop(timer: PendingTimer): void {
    this.#pending.delete(timer);
    timer.cancel();
  }
}
