import { z } from "zod";
import {
  courseMinutes,
  lessonRefusal,
  replay as replayBeats,
  version as minutesVersion,
} from "~/features/courses/rules/minutes";
import { minutesInput } from "~/features/courses/schema";
import { drawPaper, version as drawVersion } from "~/features/exams/rules/draw";
import { scorePaper, version as scoreVersion } from "~/features/exams/rules/score";
import { drawInput, scoreInput } from "~/features/exams/schema";
import { evaluate, version as evaluateVersion } from "~/features/incentives/rules/evaluate";
import { around, rank, version as rankVersion } from "~/features/incentives/rules/rank";
import { evaluateInput, rankInput } from "~/features/incentives/schema";
import { replay as replaySeats, version as seatsVersion } from "~/features/training/rules/seats";
import { standing, version as targetsVersion } from "~/features/training/rules/targets";
import { seatsInput, targetsInput } from "~/features/training/schema";

export interface RuleSet {
  version: string;
  about: string;
  schema: z.ZodType;
  /** Parses the input by the schema (throws `ZodError`) and gives the rule's answer. */
  ask(input: unknown): unknown;
}

function ruleSet<Schema extends z.ZodType>(
  version: string,
  about: string,
  schema: Schema,
  answer: (input: z.output<Schema>) => unknown,
): RuleSet {
  return { version, about, schema, ask: (input) => answer(schema.parse(input)) };
}

/** Every rule set that can be asked from the command line, by name. */
export const ruleSets: Record<string, RuleSet> = {
  "courses.minutes": ruleSet(
    minutesVersion,
    "study time of lessons and the minutes of a course",
    minutesInput,
    (input) => {
      const lessons = input.lessons.map(({ beats, ...lesson }) => {
        const { studiedMs, refused } = replayBeats(
          beats.map((beat) => ({ ...beat, at: Date.parse(beat.at), deviceId: beat.device })),
        );
        return {
          studiedMs,
          refusedBeats: refused,
          statedMinutes: lesson.statedMinutes,
          refusal: lessonRefusal({ ...lesson, studiedMs }),
        };
      });
      return { lessons, minutes: courseMinutes(lessons) };
    },
  ),
  "exams.draw": ruleSet(
    drawVersion,
    "a paper drawn by its blueprint and a seed",
    drawInput,
    ({ blueprint, pool, seed }) => drawPaper(blueprint, pool, seed),
  ),
  "exams.score": ruleSet(
    scoreVersion,
    "the score of a paper, in half marks",
    scoreInput,
    ({ scheme, items }) => scorePaper(items, scheme),
  ),
  "incentives.evaluate": ruleSet(
    evaluateVersion,
    "what events earn under dated policies",
    evaluateInput,
    (input) => evaluate(input.policies, input.events, input.posted),
  ),
  "incentives.rank": ruleSet(rankVersion, "places by points", rankInput, (input) => {
    const places = rank(input.people);
    return input.around === undefined ? places : around(places, input.around);
  }),
  "training.seats": ruleSet(
    seatsVersion,
    "seats and waiting list after a series of acts",
    seatsInput,
    ({ capacity, acts }) => replaySeats(capacity, acts),
  ),
  "training.targets": ruleSet(
    targetsVersion,
    "where the year stands against its target",
    targetsInput,
    standing,
  ),
};
