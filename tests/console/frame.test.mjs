// What is around every page: addresses, the account, the theme, the keyboard, and signing in.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { element, openConsole } from "./harness.mjs";

const kToken = "open-sesame";

let c;
before(async () => {
  c = await openConsole({ flags: ["--auth", "enforce", "--operator-token", kToken] });
});
after(() => c.close());

/** A page of somebody who gave the operator's token. */
async function signed_in(path, view) {
  const page = await c.newPage(view);
  await page.goto(path);
  await page.getByLabel("Operator's token").fill(kToken);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  return page;
}

test("the operator's token is asked for, once, and kept out of addresses and for no other visit", async () => {
  const page = await c.newPage();
  await page.goto("requests");
  const dialog = page.getByRole("dialog", { name: "Sign in" });
  await dialog.waitFor();
  await c.checkAccessibility(page);
  await dialog.getByLabel("Operator's token").fill("wrong");
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await dialog.getByText("The server refuses the token that was given").waitFor();
  await dialog.getByLabel("Operator's token").fill(kToken);
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("Live", { exact: true }).waitFor();
  assert.ok(!page.url().includes(kToken));
  await page.reload();
  await page.getByText("Live", { exact: true }).waitFor();
  assert.equal(await page.evaluate(() => JSON.stringify(localStorage)).then((text) => text.includes("sesame")), false);

  const other = await c.newPage();
  await other.goto("requests");
  await other.getByRole("dialog", { name: "Sign in" }).waitFor();
});

test("whoever signs in with keys calls with them, and may do what their policies allow", async () => {
  await c.aws("CreateUser", { UserName: "Bob" });
  const { body } = await c.aws("CreateAccessKey", { UserName: "Bob" });
  const bob = { key: element(body, "AccessKeyId"), secret: element(body, "SecretAccessKey") };
  await c.aws("ListUsers", {}, { ...bob, fails: true });

  const page = await signed_in("why");
  await page.getByRole("button", { name: "Root" }).click();
  await page.getByLabel("Access key id").fill(bob.key);
  await page.getByLabel("Secret access key").fill("mistyped");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("button", { name: bob.key }).waitFor();
  await page.getByRole("link", { name: "iam:ListUsers" }).click();
  await page.getByRole("button", { name: "Apply and try again" }).click();
  await page.getByRole("button", { name: "Put the policy" }).click();
  // A signature that does not match asks for the keys again, and goes on with them.
  const dialog = page.getByRole("dialog", { name: "Sign in" });
  await dialog.getByText("does not match").waitFor();
  await dialog.getByLabel("Secret access key").fill(bob.secret);
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("alert").getByText("is not authorized to perform: iam:ListUserPolicies").waitFor();
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: bob.key }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("button", { name: "Root" }).waitFor();
  assert.match((await c.aws("ListUserPolicies", { UserName: "Bob" })).body, /<PolicyNames\s*\/>|<PolicyNames>\s*<\/PolicyNames>/);
});

test("the account stands in the address, and links keep it", async () => {
  const page = await signed_in("why?account=111122223333");
  const chooser = page.getByRole("combobox", { name: "Account" });
  const shown = (account) => page.waitForFunction((wanted) => document.querySelector("#account").value === wanted, account);
  await shown("111122223333");
  await page.getByRole("link", { name: "Requests", exact: true }).click();
  await page.waitForURL(/requests\?account=111122223333/);
  await chooser.fill("123456789012");
  await page.waitForURL(/account=123456789012/);
  await page.goBack();
  await shown("111122223333");
});

test("an account that is none is told, and leads to one", async () => {
  const page = await signed_in("entities/users?account=abc");
  await page.getByRole("heading", { name: "There is no account “abc”" }).waitFor();
  await c.checkAccessibility(page);
  await page.getByRole("link", { name: "Go to account 123456789012" }).click();
  await page.getByRole("heading", { name: "Users" }).waitFor();
});

test("what is shown is asked again when somebody else signs in", async () => {
  await c.aws("CreateUser", { UserName: "Nobody" });
  const { body } = await c.aws("CreateAccessKey", { UserName: "Nobody" });
  const page = await signed_in("entities/users");
  await page.getByRole("link", { name: "Nobody" }).waitFor();
  await page.getByRole("button", { name: "Root" }).click();
  await page.getByLabel("Access key id").fill(element(body, "AccessKeyId"));
  await page.getByLabel("Secret access key").fill(element(body, "SecretAccessKey"));
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("alert").getByText("is not authorized to perform: iam:ListUsers").waitFor();
});

test("the keyboard reaches the content, the pages and their rows", async () => {
  await c.aws("ListGroups");
  const page = await signed_in("");
  await page.getByRole("heading", { name: "Overview" }).waitFor();
  await page.keyboard.press("Tab");
  await page.locator(":focus").getByText("Skip to the content").waitFor();
  await page.keyboard.press("Enter");
  await page.locator("#main:focus").waitFor();
  const link = page.getByRole("link", { name: "Requests", exact: true });
  await link.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Requests" }).waitFor();
  await page.locator("#main:focus").waitFor();
  const row = page.getByRole("link", { name: "iam:ListGroups" });
  await row.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "iam:ListGroups" }).waitFor();
  await page.goBack();
  await row.waitFor();
});

test("a dialog keeps the focus, and Escape gives it back", async () => {
  const page = await signed_in("");
  const button = page.getByRole("button", { name: "Root" });
  await button.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  for (let i = 0; i < 12; i++) {
    await page.keyboard.press("Tab");
    assert.ok(await page.evaluate(() => document.activeElement === document.body || document.activeElement.closest("dialog") !== null));
  }
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.locator("button:focus", { hasText: "Root" }).waitFor();
});

test("the theme is the system's until one is chosen, which stays", async () => {
  const page = await signed_in("", { colorScheme: "dark" });
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await background();
  await page.getByLabel("Theme").selectOption("light");
  const light = await background();
  assert.notEqual(light, dark);
  await page.reload();
  await page.getByRole("heading", { name: "Overview" }).waitFor();
  assert.equal(await background(), light);
});

test("a server that does not answer is told, and asked again", async () => {
  const page = await c.newPage();
  await page.route("**/_iam/health", (route) => route.abort());
  await page.goto("");
  await page.getByRole("alert").getByText("the server does not answer").waitFor();
  await c.checkAccessibility(page);
  await page.unroute("**/_iam/health");
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("dialog", { name: "Sign in" }).waitFor();
  // The browser logs the request that was cut off.
  assert.match(c.takeFaults().join("\n"), /^console: Failed to load resource: net::ERR_FAILED$/);
});

test("an address that is no page says so, and leads back", async () => {
  const page = await signed_in("nowhere");
  await page.getByRole("heading", { name: "There is no such page" }).waitFor();
  await page.getByRole("link", { name: "Go to the overview" }).click();
  await page.getByRole("heading", { name: "Overview" }).waitFor();
});
