// A server for the tests of one file.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

// With the flags that ctest asks for.
const kFlags = (process.env.IAMLOCAL_TEST_FLAGS ?? "").split(" ").filter(Boolean);

export async function startServer(flags = kFlags) {
  const environment = Object.entries(process.env).filter(([name]) => !name.startsWith("IAMLOCAL_"));
  const server = spawn(process.env.IAMLOCAL_BINARY, ["serve", "--port", "0", "--log-level", "error", ...flags], {
    env: Object.fromEntries(environment),
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(createInterface({ input: server.stdout }), "line");
  return {
    endpoint: line.split(" ").at(-1),
    async stop() {
      server.kill("SIGTERM");
      const [status] = await once(server, "exit");
      assert.equal(status, 0);
    },
  };
}
