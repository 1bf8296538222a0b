import { expect, it } from "vitest";
import { deviceOf, deviceWords } from "./device";

const webkit = "AppleWebKit/537.36 (KHTML, like Gecko)";
it.each([
  [
    `Mozilla/5.0 (Linux; Android 12; M2007) ${webkit} Version/4.0 Chrome/116 Mobile Safari/537.36 MicroMessenger/8.0.44 Language/zh_CN`,
    "android-phone wechat",
  ],
  [
    `Mozilla/5.0 (Linux; Android 12; M2007) ${webkit} Chrome/116 Mobile Safari/537.36 wxwork/4.1 MicroMessenger/7.0.1`,
    "android-phone wecom",
  ],
  [`Mozilla/5.0 (Linux; Android 13; SM-X200) ${webkit} Chrome/120 Safari/537.36`, "android-tablet chrome"],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 Version/17.1 Mobile/15E148 Safari/604.1",
    "iphone safari",
  ],
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/120.0 Safari/537.36 Edg/120.0`,
    "windows edge",
  ],
  ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:120.0) Gecko/20100101 Firefox/120.0", "mac firefox"],
  [
    `Mozilla/5.0 (Phone; OpenHarmony 5.0) ${webkit} Chrome/114 Mobile Safari/537.36 ArkWeb/4.1`,
    "harmony chrome",
  ],
  ["curl/8.0", "other other"],
  ["", "other other"],
])("%s", (userAgent, device) => {
  expect(deviceOf(userAgent)).toBe(device);
});

it("reads what was kept, and takes anything else for unknown", () => {
  expect(deviceWords("android-phone wechat")).toEqual({ system: "android-phone", app: "wechat" });
  expect(deviceWords("")).toEqual({ system: "other", app: "other" });
});
