import type { Config } from "tailwindcss";

const from = (...names: string[]) => Object.fromEntries(names.map((name) => [name, `var(--${name})`]));

// Everything points at app/ui/tokens.css, so that dark mode and print need no variants.
// The values are hex behind variables: `/50` opacity does not work, use a wash token.
export default {
  content: ["./app/**/*.{ts,tsx}"],
  corePlugins: { preflight: false },
  theme: {
    screens: { m: "700px", desk: "1024px", wide: "1200px", vast: "1800px" },
    colors: {
      transparent: "transparent",
      current: "currentColor",
      paper: { DEFAULT: "var(--paper)", sunk: "var(--paper-sunk)", press: "var(--paper-press)" },
      ink: { DEFAULT: "var(--ink)", 2: "var(--ink-2)", 3: "var(--ink-3)" },
      line: { DEFAULT: "var(--line)", strong: "var(--line-strong)" },
      zhu: { DEFAULT: "var(--zhu)", wash: "var(--zhu-wash)" },
      done: { DEFAULT: "var(--done)", wash: "var(--done-wash)" },
      warn: { DEFAULT: "var(--warn)", wash: "var(--warn-wash)" },
      danger: { DEFAULT: "var(--danger)", wash: "var(--danger-wash)" },
    },
    spacing: {
      0: "0",
      px: "1px",
      1: "var(--s-1)",
      2: "var(--s-2)",
      3: "var(--s-3)",
      4: "var(--s-4)",
      5: "var(--s-5)",
      6: "var(--s-6)",
      7: "var(--s-7)",
      8: "var(--s-8)",
      ...from("gutter", "target"),
    },
    fontSize: {
      tab: "var(--fs-tab)",
      note: "var(--fs-note)",
      body: "var(--fs-body)",
      lead: "var(--fs-lead)",
      h2: "var(--fs-h2)",
      title: "var(--fs-title)",
      h1: "var(--fs-h1)",
      num: "var(--fs-num)",
      "num-l": "var(--fs-num-l)",
    },
    fontFamily: { ui: "var(--font-ui)", text: "var(--font-text)", mono: "var(--font-mono)" },
    fontWeight: { regular: "var(--w-regular)", medium: "var(--w-medium)", bold: "var(--w-bold)" },
    lineHeight: { tight: "var(--lh-tight)", ui: "var(--lh-ui)", read: "var(--lh-read)" },
    borderRadius: { none: "0", DEFAULT: "var(--r)" },
    extend: { maxWidth: { measure: "var(--measure)", page: "720px" } },
  },
} satisfies Config;
