const ring = "M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0";

/** Each icon is one path on a 24 × 24 grid, drawn by stroke. */
const shapes = {
  alert: `${ring}M12 7.5v5.5M12 16.3v.1`,
  "arrow-down": "M12 4.5V20M5.5 13.5L12 20l6.5-6.5",
  "arrow-left": "M20 12H4.5M11 5.5L4.5 12l6.5 6.5",
  "arrow-right": "M4 12h15.5M13 5.5l6.5 6.5-6.5 6.5",
  "arrow-up": "M12 20V4.5M5.5 11L12 4.5l6.5 6.5",
  award: "M6.5 8.5a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0M8.5 13L7 21.5l5-3 5 3L15.5 13",
  bell: "M6 10a6 6 0 0 1 12 0c0 4.5 1.3 5.8 2.5 7h-17C4.7 15.8 6 14.5 6 10ZM10 20.5a2.2 2.2 0 0 0 4 0",
  book: "M12 6.5v14M12 6.5C10.5 4.9 8.5 4 6 4H2.5v14H6.5c2.4 0 4.2 .9 5.5 2.5M12 6.5C13.5 4.9 15.5 4 18 4h3.5v14h-4c-2.4 0-4.2 .9-5.5 2.5",
  building:
    "M6 21V4.5A1.5 1.5 0 0 1 7.5 3h9A1.5 1.5 0 0 1 18 4.5V21M2.5 21h19M10 7.5h4M10 11.5h4M10 21v-4.5h4V21",
  calendar: "M3.5 5h17v15.5h-17ZM3.5 10h17M8 2.5V7M16 2.5V7",
  chart: "M3.5 3.5v17h17M7.5 15.5l4-5 3.5 3 5-6.5",
  check: "M4.5 12.5l5 5L19.5 7",
  cap: "M2 9.5L12 4.5l10 5-10 5ZM6 11.5v5c3.5 2.7 8.5 2.7 12 0v-5M22 9.5v6",
  "chevron-down": "M5.5 9L12 15.5 18.5 9",
  "chevron-left": "M15 5.5L8.5 12l6.5 6.5",
  "chevron-right": "M9 5.5L15.5 12 9 18.5",
  "chevron-up": "M5.5 15L12 8.5l6.5 6.5",
  clock: `${ring}M12 7v5.3l3.4 2`,
  desk: "M3.5 4h6v6h-6ZM3.5 14h6v6h-6ZM13.5 5h7.5M13.5 9H19M13.5 15h7.5M13.5 19H19",
  download: "M12 3.5v12M7 10.5l5 5 5-5M3.5 15.5v3a2 2 0 0 0 2 2h13a2 2 0 0 0 2-2v-3",
  file: "M5.5 2.5h8.5l4.5 4.5v14.5h-13ZM14 2.5V7h4.5M9 12h6M9 16.5h6",
  filter: "M3 5.5h18M6.5 12h11M10 18.5h4",
  flag: "M5 21.5V4c4-2 7 2 14 0v10.5c-7 2-10-2-14 0",
  globe: `${ring}M3 12h18M12 3c-5 5.5-5 12.5 0 18M12 3c5 5.5 5 12.5 0 18`,
  image: "M3.5 4h17v16h-17ZM7 9a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0M5 19.5l10-8.5 5.5 5",
  info: `${ring}M12 11v5.5M12 7.7v.1`,
  list: "M8.5 5.5h12M8.5 12h12M8.5 18.5h12M3.8 5.5h.1M3.8 12h.1M3.8 18.5h.1",
  lock: "M5 10.5h14V21H5ZM8 10.5V7.5a4 4 0 0 1 8 0v3",
  logout: "M9.5 20.5h-5v-17h5M15 7.5l4.5 4.5-4.5 4.5M19.5 12H9",
  menu: "M4 6h16M4 12h16M4 18h16",
  money: "M2.5 6.5h19v11h-19ZM9.5 12a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0M5.8 12h.1M18.2 12h.1",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z",
  more: "M4 12a1 1 0 1 0 2 0a1 1 0 1 0-2 0M11 12a1 1 0 1 0 2 0a1 1 0 1 0-2 0M18 12a1 1 0 1 0 2 0a1 1 0 1 0-2 0",
  pencil: "M4 20l1-4.5L16.2 4.3a2 2 0 0 1 2.8 0l.7.7a2 2 0 0 1 0 2.8L8.5 19ZM14 6.5l3.5 3.5M13.5 20.5h7",
  phone:
    "M7 2.5h10a1.5 1.5 0 0 1 1.5 1.5v16a1.5 1.5 0 0 1-1.5 1.5H7A1.5 1.5 0 0 1 5.5 20V4A1.5 1.5 0 0 1 7 2.5ZM11.5 18h1",
  plus: "M12 4.5v15M4.5 12h15",
  policy: "M4.5 3h12v14.5M7.5 8h6M7.5 12h6M4.5 3v15a3 3 0 0 0 3 3H17a3 3 0 0 0 3-3v-.5H10.5V18a3 3 0 0 1-3 3",
  print:
    "M7 8.5V3h10v5.5M7 17.5H5a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2h-2M7 14h10v7H7Z",
  qr: "M3.5 3.5h6v6h-6ZM14.5 3.5h6v6h-6ZM3.5 14.5h6v6h-6ZM14.5 14.5h2v2h-2ZM20.5 14.5v2M14.5 20.5h2M20.4 20.4v.1",
  question: `${ring}M9.3 9.5a2.8 2.8 0 1 1 4 2.6c-.9.4-1.3 1-1.3 1.9M12 16.8v.1`,
  report: "M5.5 2.5h8.5l4.5 4.5v14.5h-13ZM14 2.5V7h4.5M12 11v6.5M9 14.8l3 3 3-3",
  scale:
    "M12 3.5v17M7.5 20.5h9M4 7c3 0 5.5-.8 8-2 2.5 1.2 5 2 8 2M5.5 7.3l-3 6.7a3.6 3.6 0 0 0 6 0ZM18.5 7.3l-3 6.7a3.6 3.6 0 0 0 6 0Z",
  search: "M3.5 10.5a7 7 0 1 0 14 0a7 7 0 1 0-14 0M15.6 15.6l5 5",
  shield: "M12 2.5l8 3v6c0 5-3.3 8.4-8 10-4.7-1.6-8-5-8-10v-6ZM8.5 12l2.5 2.5 4.5-5",
  star: "M12 3l2.8 5.8 6.2.8-4.6 4.4 1.2 6.3-5.6-3.1-5.6 3.1 1.2-6.3L3 9.6l6.2-.8Z",
  sun: "M8 12a4 4 0 1 0 8 0a4 4 0 1 0-8 0M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4",
  table: "M3.5 4h17v16h-17ZM3.5 9.5h17M9.5 4v16",
  target: `${ring}M7 12a5 5 0 1 0 10 0a5 5 0 1 0-10 0M11 12a1 1 0 1 0 2 0a1 1 0 1 0-2 0`,
  "text-size": "M2 18L7 5.5 12 18M3.8 13.5h6.4M14.5 18L18 9.5 21.5 18M15.7 15h4.6",
  turn: "M5 4v6a4 4 0 0 0 4 4h10.5M15 9.5l4.5 4.5-4.5 4.5",
  upload: "M12 15.5v-12M7 8.5l5-5 5 5M3.5 15.5v3a2 2 0 0 0 2 2h13a2 2 0 0 0 2-2v-3",
  user: "M7.5 8a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0M4 21a8 8 0 0 1 16 0",
  users:
    "M5.5 8a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0M2.5 20v-1a5 5 0 0 1 5-5h3a5 5 0 0 1 5 5v1M15.5 4.8a3.5 3.5 0 0 1 0 6.4M18 14.4a5 5 0 0 1 3.5 4.6v1",
  warn: "M12 3.5L2.5 20h19ZM12 10v4.5M12 17.2v.1",
  "wifi-off":
    "M3 3l18 18M12 19.3v.1M8.6 15.8a5 5 0 0 1 6.8 0M5.2 12.3a10 10 0 0 1 4.6-2.5M14.6 9.9a10 10 0 0 1 4.2 2.4M2 8.8a15 15 0 0 1 4.3-2.7M10 5.1a15 15 0 0 1 12 3.7",
  x: "M6 6l12 12M18 6L6 18",
  "x-circle": `${ring}M9 9l6 6M15 9l-6 6`,
};

export type IconName = keyof typeof shapes;
export const iconNames = Object.keys(shapes) as IconName[];

/** A line icon, 1.25 em. Without `label` it is decoration and hidden from screen readers. */
export function Icon({ name, label }: { name: IconName; label?: string }) {
  return (
    <svg
      className="i"
      viewBox="0 0 24 24"
      focusable="false"
      role={label ? "img" : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    >
      <path d={shapes[name]} />
    </svg>
  );
}
