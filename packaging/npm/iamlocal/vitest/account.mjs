// setupFiles: ["iamlocal/vitest/account"]: a fresh account for each file of tests, on the server of "iamlocal/vitest".
import setup from "../lib/setup.js";

await setup.enterAccount();
