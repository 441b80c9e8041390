import { type Cancel, type Clock, systemClock } from "./clock.ts";

/**
 * Runs `action` after `ms` on the clock, or after as much real time, whichever comes first: a wait ends when a test moves
 * its clock on, and hangs nobody when it does not. Returns how to call it off.
 */
export function startDeadline(clock: Clock, ms: number, action: () => void): Cancel {
  if (clock === systemClock) return clock.after(ms, action);
  const ends: Cancel[] = [];
  const callOff = () => {
    for (const end of ends) end();
  };
  const fall = () => {
    callOff();
    action();
  };
  ends.push(clock.after(ms, fall), systemClock.after(ms, fall));
  return callOff;
}
