import { expect, type Page } from "@playwright/test";

/** The text as the form of the editor has it; waits for CodeMirror, which takes the text area's place. */
export async function writtenText(page: Page): Promise<string> {
  await expect(page.locator(".cm-content")).toHaveAttribute("aria-label", "正文");
  return page.locator("textarea[name=source]").first().inputValue();
}

/** Puts a text in the place of the whole lesson, as somebody who pastes it. */
export async function writeText(page: Page, text: string): Promise<void> {
  const editor = page.getByRole("textbox", { name: "正文" });
  // A page that answers a form moves the focus to what it says, which may be between two of these steps.
  await expect(async () => {
    await editor.focus();
    await page.keyboard.press("ControlOrMeta+a");
    await paste(page, text);
    await expect(page.locator("textarea[name=source]").first()).toHaveValue(text, { timeout: 2_000 });
  }).toPass();
}

/** On a phone text and preview stand behind two buttons. */
export async function showPane(page: Page, pane: "正文" | "预览"): Promise<void> {
  const button = page.locator(".ed-panes").getByRole("button", { name: pane });
  if (await button.isVisible()) await button.click();
}

/** Writes at the end of the lesson. */
export async function writeAtEnd(page: Page, text: string): Promise<void> {
  await page.getByRole("textbox", { name: "正文" }).focus();
  await page.keyboard.press("ControlOrMeta+End");
  await paste(page, text);
}

async function paste(page: Page, text: string): Promise<void> {
  await page.locator(".cm-content").evaluate((editor, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", pasted);
    editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}
