// What is true of every page of the console, and that the harness would tell when it were not.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { openConsole } from "./harness.mjs";

let console_;
before(async () => {
  console_ = await openConsole();
});
after(() => console_.close());

test("every address shows a page, without a mistake that a browser or axe could see", async () => {
  for (const path of ["", "why", "nowhere/at/all"]) {
    const page = await console_.newPage();
    await page.goto(path);
    await page.getByRole("heading", { level: 1 }).waitFor();
    assert.match(await page.title(), /IAM Local/);
    await console_.checkAccessibility(page);
    await console_.checkFits(page);
  }
});

test("a request to anybody else is refused by the page's policy, and is a fault", async () => {
  const page = await console_.newPage();
  await page.goto("");
  const told = page.waitForEvent("console");
  await page.evaluate(() => fetch("http://127.0.0.1:1/").catch(() => {}));
  await told;
  assert.match(console_.takeFaults().join("\n"), /Content.Security.Policy/);
});

test("an inline script is not run, and is a fault", async () => {
  const page = await console_.newPage();
  await page.goto("");
  const told = page.waitForEvent("console");
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "globalThis.wasRun = true";
    document.head.append(script);
  });
  await told;
  assert.equal(await page.evaluate(() => globalThis.wasRun), undefined);
  assert.match(console_.takeFaults().join("\n"), /Content.Security.Policy/);
});

test("an error of a script is a fault", async () => {
  const page = await console_.newPage();
  await page.goto("");
  const told = page.waitForEvent("pageerror");
  await page.evaluate(() => setTimeout(() => {
    throw new Error("on purpose");
  }));
  await told;
  assert.match(console_.takeFaults().join("\n"), /on purpose/);
});
