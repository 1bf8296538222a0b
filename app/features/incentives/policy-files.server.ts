import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { parse } from "yaml";
import { now } from "~/platform/clock.server";
import { db } from "~/platform/store.server";
import { installed } from "~/platform/root.server";
import { dbDate } from "~/lib/dates";
import { policyFile, type PolicyFile } from "./schema";

/** Reads `content/policies`; a file that does not fit throws with its name. */
export async function readPolicies(root = installed("content", "policies")): Promise<PolicyFile[]> {
  const names = (await readdir(root)).filter((name) => name.endsWith(".yaml")).sort();
  return Promise.all(
    names.map(async (name) => {
      const parsed = policyFile.safeParse(parse(await readFile(path.join(root, name), "utf8")));
      if (parsed.success) return parsed.data;
      const issue = parsed.error.issues[0];
      throw new Error(`${path.join(root, name)}: ${issue?.path.join(".")} ${issue?.message}`);
    }),
  );
}

/**
 * Keeps every policy version as it was read first. An edited file with the version of a kept one stops the start:
 * decisions name that version, so a change needs a new one.
 */
export async function syncPolicies(): Promise<void> {
  for (const policy of await readPolicies()) {
    const hash = createHash("sha256").update(JSON.stringify(policy)).digest("hex");
    const kept = await db().policy.findUnique({ where: { version: policy.version } });
    if (kept && kept.hash !== hash) {
      throw new Error(
        `policy ${policy.version} was changed after it came into force; give the change a new version`,
      );
    }
    if (kept) continue;
    await db().policy.create({
      data: {
        version: policy.version,
        kind: policy.kind,
        effectiveFrom: dbDate(policy.effectiveFrom),
        effectiveTo: policy.effectiveTo === null ? null : dbDate(policy.effectiveTo),
        document: policy,
        hash,
        loadedAt: now(),
      },
    });
  }
}
