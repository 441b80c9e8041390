import { z } from "zod";

const word = z.string().optional().catch(undefined);

const person = z
  .object({ kind: word, consumerId: word, phone: word, email: word, cards: z.array(z.unknown()).catch([]) })
  .catch({ kind: undefined, consumerId: undefined, phone: undefined, email: undefined, cards: [] });

/** As much of a run file as can be made out, whatever else is wrong with it: for rules over several keys. */
const sketch = z.object({
  backend: z.object({ url: word, tokenUrl: word }).catch({ url: undefined, tokenUrl: undefined }),
  delivery: z.object({ mode: word }).catch({ mode: undefined }),
  endUsers: z.array(person).catch([]),
  templates: z.object({ folder: word }).catch({ folder: undefined }),
  mail: z.object({ zone: word }).catch({ zone: undefined }),
  dns: z.object({ records: word, keys: z.record(z.string(), word).catch({}) }).catch({ records: undefined, keys: {} }),
  sinks: z
    .object({ smpp: word, sms: word, smtp: word, mailHog: z.unknown().optional() })
    .catch({ smpp: undefined, sms: undefined, smtp: undefined, mailHog: undefined }),
  reach: z.array(z.string()).catch([]),
});
export type Sketch = z.infer<typeof sketch>;

const nothing = sketch.parse({});

export const sketchOf = (tree: unknown): Sketch => sketch.catch(nothing).parse(tree);
