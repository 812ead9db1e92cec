import { defineConfig } from "vitest/config";

const kIsShared = process.env.SETUP === "account";

export default defineConfig({
  test: {
    globalSetup: kIsShared ? ["iamlocal/vitest"] : [],
    setupFiles: [`iamlocal/vitest/${process.env.SETUP}`],
    maxWorkers: 2,
    minWorkers: 1,
  },
});
