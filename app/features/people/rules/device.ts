/**
 * What a device calls itself, in two words that its owner knows: "android-phone wechat". Meant to be recognised, not
 * to prove anything.
 */
export const systems = [
  "harmony",
  "android-phone",
  "android-tablet",
  "iphone",
  "ipad",
  "windows",
  "mac",
  "linux",
  "other",
] as const;
export const apps = [
  "wecom",
  "wechat",
  "dingtalk",
  "edge",
  "qq",
  "firefox",
  "chrome",
  "safari",
  "other",
] as const;
export type System = (typeof systems)[number];
export type App = (typeof apps)[number];

// The first that fits: each name also stands in the ones before it (Edge calls itself Chrome, Chrome Safari).
const systemShapes: [RegExp, System][] = [
  [/OpenHarmony|HarmonyOS/i, "harmony"],
  [/Android.*Mobile/i, "android-phone"],
  [/Android/i, "android-tablet"],
  [/iPhone/i, "iphone"],
  [/iPad/i, "ipad"],
  [/Windows/i, "windows"],
  [/Macintosh/i, "mac"],
  [/Linux/i, "linux"],
];
const appShapes: [RegExp, App][] = [
  [/wxwork/i, "wecom"],
  [/MicroMessenger/i, "wechat"],
  [/DingTalk/i, "dingtalk"],
  [/Edg(e|A|iOS)?\//i, "edge"],
  [/QQBrowser|\bQQ\//i, "qq"],
  [/Firefox|FxiOS/i, "firefox"],
  [/Chrome|CriOS/i, "chrome"],
  [/Safari/i, "safari"],
];

export function deviceOf(userAgent: string): string {
  const fits = <T>(shapes: [RegExp, T][]) => shapes.find(([shape]) => shape.test(userAgent))?.[1] ?? "other";
  return `${fits(systemShapes)} ${fits(appShapes)}`;
}

/** The two words of a kept device; what is none of ours is "other". */
export function deviceWords(device: string): { system: System; app: App } {
  const [system, app] = device.split(" ");
  return {
    system: systems.find((each) => each === system) ?? "other",
    app: apps.find((each) => each === app) ?? "other",
  };
}
