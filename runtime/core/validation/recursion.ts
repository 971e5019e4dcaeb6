/**
 * Guards of schemas that contain themselves in alternatives that overlap: each alternative asks about the same parts
 * again, twice as often at every level. After many questions answers are remembered, so that none is worked out twice.
 */

type Guard = (value: unknown, depth: number) => boolean;

/** An ordinary value is done by then, and has cost no memory. */
const patience = 5000;

let questions = 0;
let answers: Map<Guard, Map<unknown, boolean>> | undefined;

/** Asks a guard about a whole value; what other guards have remembered meanwhile stays theirs. */
export function askFirst(guard: Guard, value: unknown): boolean {
  const [outerQuestions, outerAnswers] = [questions, answers];
  questions = 0;
  answers = undefined;
  try {
    return guard(value, 0);
  } finally {
    questions = outerQuestions;
    answers = outerAnswers;
  }
}

/** Asks a guard about a part of the value. */
export function ask(guard: Guard, value: unknown, depth: number): boolean {
  questions++;
  if (questions < patience || typeof value !== 'object' || value === null) return guard(value, depth);
  answers ??= new Map<Guard, Map<unknown, boolean>>();
  let known = answers.get(guard);
  if (known === undefined) answers.set(guard, (known = new Map<unknown, boolean>()));
  let answer = known.get(value);
  if (answer === undefined) known.set(value, (answer = guard(value, depth)));
  return answer;
}
