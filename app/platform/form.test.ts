import { expect, test } from "vitest";
import { readForm } from "./form.server";

const read = async (body: string) => {
  const headers = { "Content-Type": "application/x-www-form-urlencoded" };
  const request = new Request("https://learn.example.cn/", { method: "POST", headers, body });
  try {
    return [...(await readForm(request))];
  } catch (refused) {
    return refused instanceof Response ? refused.status : refused;
  }
};

test("a form is its fields", async () => {
  expect(await read("name=%E6%9E%97&note=a%0Ab")).toEqual([
    ["name", "林"],
    ["note", "a\nb"],
  ]);
});

test.each([
  ["a name with an index", "a%5B200000000%5D=1"],
  ["a name with a path", "a.b=1"],
  ["the character 0", "employeeNo=W%00"],
])("%s is a 400", async (_, body) => {
  expect(await read(body)).toBe(400);
});
