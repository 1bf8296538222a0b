import { scope, type Grant } from "~/platform/access";
import { subtree } from "./unit-tree.server";

/** The institutions on whose courses somebody may write or give a review. */
export async function workshopScope(grants: readonly Grant[]): Promise<string[]> {
  return subtree([...scope(grants, "course:write"), ...scope(grants, "course:review")]);
}
