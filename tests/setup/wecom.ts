import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** What WeCom answers: an errcode, an HTTP status without one, or nothing at all. */
export type Answer = { errcode: number } | { status: number } | "drop";

/** A real HTTP server in the place of WeCom's webhooks. */
export async function startWecom() {
  const posts: { key: string | null; body: unknown }[] = [];
  let answer: () => Answer = () => ({ errcode: 0 });
  const server = createServer((request, response) => {
    let text = "";
    request.on("data", (part: Buffer) => (text += part.toString("utf8")));
    request.on("end", () => {
      const url = new URL(request.url ?? "", "http://wecom");
      posts.push({ key: url.searchParams.get("key"), body: JSON.parse(text) as unknown });
      const wanted = answer();
      if (wanted === "drop") return request.socket.destroy();
      if ("status" in wanted) return response.writeHead(wanted.status).end("<html>");
      response.end(JSON.stringify({ errcode: wanted.errcode, errmsg: `code of ${url.search}` }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    posts,
    answer: (next: () => Answer) => void (answer = next),
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
