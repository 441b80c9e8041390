/**
 * A pure function of a text that remembers its answers to the last so many texts: a dozen secrets are looked for in each
 * text, and a dozen checks look at it.
 */
export function remembered<Answer>(answerTo: (text: string) => Answer, most = 1): (text: string) => Answer {
  const answers = new Map<string, { readonly answer: Answer }>();
  return (text) => {
    const known = answers.get(text);
    if (known) return known.answer;
    const answer = answerTo(text);
    if (answers.size === most) answers.clear();
    answers.set(text, { answer });
    return answer;
  };
}
