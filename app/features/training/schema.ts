import { z } from "zod";

export const enrolForm = z.object({ intent: z.enum(["enrol", "withdraw"]) });

export const attendanceForm = z.object({ person: z.uuid() });

/** Input of the rule `training.seats`. */
export const seatsInput = z.strictObject({
  capacity: z.int().nonnegative(),
  acts: z.array(z.object({ person: z.string(), act: z.enum(["enrol", "withdraw"]) })),
});

/** Input of the rule `training.targets`. */
export const targetsInput = z.strictObject({
  year: z.int(),
  today: z.string().regex(/^\d{4}-\d\d-\d\d$/),
  target: z.int().positive(),
  done: z.int().nonnegative(),
  due: z.int().nonnegative(),
});

const moment = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

/** Input of the rule `training.attendance`. */
export const markingInput = z.strictObject({
  state: z.enum(["planned", "open", "cancelled"]),
  now: moment,
  startsAt: moment,
  seated: z.boolean(),
});
