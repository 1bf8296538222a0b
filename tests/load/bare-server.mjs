// What a page is measured against: a server of Node alone that sends the bytes it was given, from a process of its own.
import { createServer } from "node:http";

process.once("message", (text) => {
  const bytes = Buffer.from(String(text), "base64");
  const server = createServer((_, response) => {
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.end(bytes);
  });
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    process.send?.(typeof address === "object" && address?.port);
  });
});
