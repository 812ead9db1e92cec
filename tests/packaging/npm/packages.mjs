// The packed packages, and an environment in which nothing leads elsewhere. ctest says where they are.
import { readdirSync } from "node:fs";
import path from "node:path";

export const kVersion = process.env.PACKAGES_VERSION;
export const kPackageFiles = readdirSync(process.env.PACKAGES)
  .filter((name) => name.endsWith(".tgz"))
  .map((name) => path.join(process.env.PACKAGES, name));

// Not npm's either: a test that npm runs would tell its npm about itself.
export function cleanEnvironment() {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(AWS_|IAMLOCAL_|PACKAGES|NODE_TEST_CONTEXT|VITEST|JEST_|.*_proxy$)/i.test(name),
  );
  return Object.fromEntries(kept);
}
