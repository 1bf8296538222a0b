import { expect, test } from "./fixtures";

test("HR invites all of a list who have no password: by mail, or with slips to print", async ({
  app,
  page,
  signInAs,
  freshWorker,
}) => {
  const numbers = [await freshWorker(), await freshWorker()];
  await app.store.db.account.updateMany({
    where: { employeeNo: { in: numbers } },
    data: { passwordHash: null, passwordSetAt: null },
  });
  await signInAs("H0001");
  await page.goto("/desk/people");
  const invite = page.getByRole("link", { name: /^邀请 \d+ 人$/ });
  const count = Number(/\d+/.exec((await invite.textContent()) ?? "")?.[0]);
  expect(count).toBeGreaterThanOrEqual(2);
  await invite.click();
  await page.getByRole("button", { name: "发出邀请" }).click();
  await expect(page.getByText(`已邀请 ${count} 人`)).toBeVisible();
  const slips = page
    .getByRole("listitem")
    .filter({ has: page.getByRole("img", { name: "打开链接的二维码" }) });
  await expect(slips).toHaveCount(count);
  const slip = slips.filter({ hasText: numbers[0] ?? "" });
  const link = (await slip.locator("code").textContent()) ?? "";
  await page.goto(new URL(link).pathname);
  await expect(page.getByText(numbers[0] ?? "none")).toBeVisible();
  // Opened again, the page says who holds an invitation, and repeats none by itself.
  await page.goto("/desk/people/invite");
  await expect(page.getByLabel(`连同已经邀请过的 ${count} 人一起，重新发`)).not.toBeChecked();
});
