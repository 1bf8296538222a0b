/** `未成年人保护法/11/2` as lawyers write it: `{ title: "未成年人保护法", article: "第十一条第二款" }`. */
export function lawReference(ref: string): { title: string; article: string } {
  const [title = "", article = "", paragraph, item] = ref.split("/");
  const [number = "", inserted] = article.split("-");
  const parts = [
    `第${chineseNumber(Number(number))}条${inserted ? `之${chineseNumber(Number(inserted))}` : ""}`,
    paragraph && `第${chineseNumber(Number(paragraph))}款`,
    item && `第${chineseNumber(Number(item))}项`,
  ];
  return { title, article: parts.filter(Boolean).join("") };
}

/** A reference as it is named in a line: `《未成年人保护法》第十一条第二款`; also one that was written freely, `title/article`. */
export function lawName(ref: string): string {
  const [name = "", ...rest] = ref.split("/");
  const { title, article } = /^\d/.test(rest[0] ?? "")
    ? lawReference(ref)
    : { title: name, article: rest.join("/") };
  return `${title.startsWith("《") ? title : `《${title}》`}${article}`;
}

/** 1 to 9999 in Chinese numerals. */
export function chineseNumber(value: number): string {
  const digits = [...String(value)].map(Number);
  let text = "";
  digits.forEach((digit, index) => {
    const unit = ["", "十", "百", "千"][digits.length - 1 - index] ?? "";
    if (digit > 0) text += `${"零一二三四五六七八九"[digit] ?? ""}${unit}`;
    else if (!text.endsWith("零")) text += "零";
  });
  text = text.replace(/零+$/, "");
  return value >= 10 && value < 20 ? text.slice(1) : text;
}
