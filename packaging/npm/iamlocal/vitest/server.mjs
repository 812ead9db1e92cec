// setupFiles: ["iamlocal/vitest/server"]: a server for each worker.
import setup from "../lib/setup.js";

await setup.enterServer();
