import { forgetOldest } from "../../src/forget-oldest.ts";

/** Enough for any run; beyond it the oldest request ids are forgotten. */
const REMEMBERED = 10_000;

/** The work of a key is done once; whoever comes with the key again gets the same outcome, also while it is under way (CS-13). */
export type AnswerOnce = <Answer>(key: string, work: () => Promise<Answer>) => Promise<Answer>;

export function createAnswerOnce(remembered: number = REMEMBERED): AnswerOnce {
  const answers = new Map<string, Promise<unknown>>();
  return <Answer>(key: string, work: () => Promise<Answer>) => {
    const earlier = answers.get(key);
    // A key always stands for one kind of answer: it starts with the operation's name.
    if (earlier) return earlier as Promise<Answer>;
    const answer = work();
    answers.set(key, answer);
    forgetOldest(answers, remembered);
    return answer;
  };
}
