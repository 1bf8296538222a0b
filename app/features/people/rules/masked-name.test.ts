import { expect, it } from "vitest";
import { maskedName } from "./masked-name";

it.each([
  ["王芳", "王*"],
  ["王小芳", "王*芳"],
  ["欧阳小芳", "欧**芳"],
  ["𠮷田芳", "𠮷*芳"],
  ["阿依古丽·买买提", "阿******提"],
  ["王", "*"],
  ["", "*"],
])("%s is shown as %s", (name, shown) => expect(maskedName(name)).toBe(shown));
