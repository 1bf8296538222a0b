import {
  hasLeft,
  joinRefusal,
  postsAround,
  transferRefusal,
  type Employed,
} from "~/features/people/rules/employment";
import type { KnownUnit } from "./known-units";
import { text, type PersonRow, type Refuse } from "./person-row";
import type { Reason } from "./row";

/** What a row about a person says of the post. */
export const version = "exchange.judge-post@1";

/** The post that the row speaks of, and the transfer when it is another than that. */
export function transferOf(
  row: PersonRow,
  employed: Employed,
  unit: KnownUnit,
  today: string,
  refuse: Refuse,
) {
  if (hasLeft(employed, today)) return void refuse("employeeNo", "has-left");
  const { current, ahead } = postsAround(employed.posts, today);
  const fits = (post: typeof current) =>
    post !== null && post.unitId === unit.id && (row.title === undefined || post.title === row.title);
  const post = fits(ahead) ? ahead : (current ?? ahead);
  if (!post) return void refuse("employeeNo", "no-post");
  if (fits(post)) {
    if (row.since !== undefined && row.since !== post.startsOn) refuse("since", "since-unused");
    return { ...post, transfer: null };
  }
  const transfer = {
    unitId: unit.id,
    title: text(row.title) ?? post.title,
    from: text(row.since) ?? today,
  };
  const refusal = transferRefusal(employed, { ...transfer, unit, today });
  switch (refusal) {
    case null:
    case "same-post":
      break;
    case "unit-unknown":
    case "unit-not-open":
      refuse("unit", refusal);
      break;
    case "title-missing":
      refuse("title", "required");
      break;
    case "has-left":
    case "no-post":
    case "planned":
      refuse("employeeNo", refusal);
      break;
    case "after-leaving":
      refuse("since", "has-left");
      break;
    default:
      refuse("since", refusal, ...(refusal === "before-post" ? [post.startsOn] : []));
  }
  return { ...post, transfer };
}

export function joinReason(refusal: NonNullable<ReturnType<typeof joinRefusal>>): [keyof PersonRow, Reason] {
  switch (refusal) {
    case "number-shape":
      return ["employeeNo", "code"];
    case "number-taken":
      return ["employeeNo", refusal];
    case "name-missing":
      return ["name", "required"];
    case "title-missing":
      return ["title", "required"];
    case "day-early":
    case "day-far":
      return ["joinedOn", refusal];
    case "unit-unknown":
    case "unit-not-open":
      return ["unit", refusal];
  }
}
