import { notFound, open } from "~/platform/guard.server";

/** Every address that is no page. */
export const loader = open("public", async () => {
  throw notFound();
});

export const action = open("public", async () => {
  throw notFound();
});

// Without a component a thrown 404 would be answered as plain text.
export default function Nowhere() {
  return null;
}
