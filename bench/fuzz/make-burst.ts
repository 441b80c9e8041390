import { type Chance, createChance } from "../../src/chance.ts";
import type { Burst, FuzzTarget, MutatedUnit, Recording } from "./fuzz-target.ts";
import { mutate, type Soil } from "./mutation.ts";

/** Inputs of one burst. */
export const BURST_INPUTS = 16;

/**
 * The burst of that number, the same whenever it is asked for: a recorded session from its start – greetings and binds
 * mostly as they were, or nothing deeper would ever be reached – with units changed, left out, doubled and put in.
 */
export function makeBurst(target: FuzzTarget, seed: string, number: number): Burst {
  const chance = createChance(`${seed}/${number}`);
  const recording = chance.pick(target.recordings);
  const others = target.recordings.filter(({ door }) => door === recording.door).flatMap(({ units }) => units);
  const chosen = chooseUnits(recording, others, chance);
  const soil = { chance, others };
  return { door: recording.door, units: chosen.map((unit, index) => changeUnit(target, unit, index, soil)) };
}

function chooseUnits({ units }: Recording, others: readonly Buffer[], chance: Chance): readonly Buffer[] {
  const chosen: Buffer[] = [];
  for (const unit of units) {
    const fate = chance.integer(16);
    if (fate !== 0 || chosen.length === 0) chosen.push(unit);
    if (fate === 1) chosen.push(unit);
    if (fate === 2) chosen.push(chance.pick(others));
  }
  while (chosen.length < BURST_INPUTS) chosen.push(chance.pick(others));
  return chosen.slice(0, BURST_INPUTS);
}

function changeUnit(target: FuzzTarget, unit: Buffer, index: number, soil: Soil): MutatedUnit {
  const { chance } = soil;
  const isLast = index === BURST_INPUTS - 1;
  if (chance.integer(100) < (index === 0 ? 85 : 25)) return { octets: unit, framing: "kept" };
  const framing = isLast && chance.integer(2) === 0 ? "any" : "kept";
  return { octets: framing === "any" ? mutate(unit, soil) : target.mutate(unit, soil), framing };
}
