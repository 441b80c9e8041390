import { availableParallelism, cpus, release, totalmem, type } from "node:os";

/** The machine in one line: processor, cores, memory, systems, and the load it had before. */
export function describeMachine(): string {
  const [first] = cpus();
  const model = first?.model.trim() || "unknown processor";
  const memory = `${Math.round(totalmem() / 1024 ** 3)} GB`;
  return `${model}, ${availableParallelism()} cores, ${memory}, ${type()} ${release()}, Node ${process.versions.node}`;
}
