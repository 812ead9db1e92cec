// The sandbox: what is clicked is what the server then does and holds.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { openConsole } from "./harness.mjs";

const kAccount = "123456789012";
let c, page;

before(async () => {
  c = await openConsole();
  page = c.page;
});
after(() => c.close());

const open = (part) => page.goto(c.url(`sandbox/${part}`));
const button = (name) => page.getByRole("button", { name, exact: true });
const told = (text) => page.getByRole("status").getByText(text);
const in_dialog = (name) => page.getByRole("dialog").getByRole("button", { name, exact: true });
const cell = (name) => page.getByRole("cell", { name, exact: true });

test("the clock is frozen, moved, and goes back to real time", async () => {
  await open("clock");
  await page.getByText("Real time", { exact: true }).waitFor();
  await page.getByLabel("At (UTC)").fill("2026-01-31T00:00");
  await button("Freeze there").click();
  await page.getByText("Frozen: it stands still").waitFor();
  assert.deepEqual(await c.operator("GET", "clock"), { now: "2026-01-31T00:00:00Z", mode: "frozen" });

  await button("+ 1 day").click();
  await page.getByText("2026-02-01").first().waitFor();
  await page.getByLabel("By").fill("-2");
  await button("Advance").click();
  await page.getByText("22:00:00").first().waitFor();
  assert.equal((await c.operator("GET", "clock")).now, "2026-01-31T22:00:00Z");
  await c.checkAccessibility(page);
  await c.screenshot("sandbox-clock", page);

  await button("Back to real time").click();
  await page.getByText("Real time", { exact: true }).waitFor();
  assert.equal((await c.operator("GET", "clock")).mode, "real");
});

test("a quota is set, holds, and goes back", async () => {
  await open("quotas");
  await page.getByLabel("UsersPerAccount").fill("0");
  await page.getByLabel("GroupsPerAccount").fill("2");
  await button("Set 2 of them").click();
  await told("Set UsersPerAccount, GroupsPerAccount").waitFor();
  const { UsersPerAccount, GroupsPerAccount } = await c.operator("GET", `quotas?account=${kAccount}`);
  assert.deepEqual([UsersPerAccount, GroupsPerAccount], [0, 2]);
  assert.match((await c.aws("CreateUser", { UserName: "Ada" }, { fails: true })).body, /LimitExceeded/);
  await c.checkAccessibility(page);
  await c.screenshot("sandbox-quotas", page);

  await button("Back to AWS's defaults").click();
  await in_dialog("Set the defaults").click();
  await told("The quotas are AWS's defaults").waitFor();
  await c.aws("CreateUser", { UserName: "Ada" });
});

test("a fault is added with the keyboard alone, strikes and is counted, and is removed", async () => {
  await open("faults");
  await page.getByText("There are no faults").waitFor();
  await page.getByLabel("Fault", { exact: true }).focus();
  await page.keyboard.type("An error of your own");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Teapot");
  await page.keyboard.press("Tab");
  await page.keyboard.type("418");
  await page.getByLabel("Operation").focus();
  await page.keyboard.type("ListUsrs");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").getByText("ListUsers").waitFor();
  await page.getByLabel("Operation").fill("ListUsers");
  await page.getByLabel("How often").fill("2");
  await page.keyboard.press("Enter");
  await cell("iam, sts: ListUsers").waitFor();
  await cell("Teapot, 418").waitFor();

  assert.equal((await c.aws("ListUsers", {}, { fails: true })).status, 418);
  const row = page.getByRole("row", { name: "ListUsers" });
  await row.getByRole("cell", { name: "1", exact: true }).first().waitFor();
  await page.getByLabel("Fault", { exact: true }).selectOption("slow");
  await page.getByLabel("Operation").fill("Get*");
  await button("Add the fault").click();
  await cell("One to three seconds late").waitFor();
  await c.checkAccessibility(page);
  await c.screenshot("sandbox-faults", page);

  await button("Remove fault 1").click();
  await cell("Teapot, 418").waitFor({ state: "detached" });
  const { faults } = await c.operator("GET", "faults");
  assert.deepEqual(faults.map(({ operation, preset }) => [operation, preset]), [["Get*", "slow"]]);
  await button("Remove all").click();
  await page.getByText("There are no faults").waitFor();
});

test("changes become known late, and at once again", async () => {
  await open("consistency");
  await page.getByRole("combobox", { name: "Changes are known" }).selectOption("aws");
  await page.getByLabel("At most, seconds").fill("30");
  await page.getByLabel("What IAM gets and lists").selectOption("lagging");
  await button("Set").click();
  await page.getByText("1 to 30 seconds late by the server's clock").waitFor();
  const { pending: _, ...settings } = await c.operator("GET", "consistency");
  assert.deepEqual(settings, { mode: "aws", delay_s: [1, 30], reads: "lagging" });
  await c.checkAccessibility(page);
  await page.getByRole("combobox", { name: "Changes are known" }).selectOption("immediate");
  await button("Set").click();
  await page.getByText("Changes are known at once").first().waitFor();
  assert.deepEqual(await c.operator("GET", "consistency"), { mode: "immediate" });
});

test("a savepoint is made, restored after a question, and deleted", async () => {
  await open("savepoints");
  await page.getByText("There is no savepoint").waitFor();
  await c.checkAccessibility(page);
  for (const name of ["clean", "later"]) {
    await page.getByLabel("Name", { exact: true }).fill(name);
    await button("Make").click();
    await cell(name).waitFor();
  }
  await page.getByLabel("Name", { exact: true }).fill("mine");
  await page.getByLabel("Of", { exact: true }).selectOption("one");
  await button("Make").click();
  await cell(kAccount).waitFor();
  await c.aws("CreateUser", { UserName: "Bob" });

  await button("Restore clean of all accounts").click();
  await page.getByRole("dialog").getByText("later, mine").waitFor();
  await c.checkAccessibility(page);
  await c.screenshot("sandbox-restore", page);
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  assert.equal((await c.aws("GetUser", { UserName: "Bob" })).status, 200);

  await button("Restore clean of all accounts").click();
  await in_dialog("Restore").click();
  await told("Restored clean; 2 later savepoints ended").waitFor();
  await cell("later").waitFor({ state: "detached" });
  assert.equal((await c.aws("GetUser", { UserName: "Bob" }, { fails: true })).status, 404);

  await button("Delete clean of all accounts").click();
  await in_dialog("Delete").click();
  await page.getByText("There is no savepoint").waitFor();
  assert.deepEqual(await c.operator("GET", "savepoints"), { savepoints: [] });
});

test("an organization is stated as JSON, shown as a tree, changed and ended", async () => {
  await open("organization");
  await button("State an organization").click();
  await page.getByRole("textbox", { name: "Organization" }).waitFor();
  await c.checkAccessibility(page);
  await button("State it").click();

  const tree = page.getByRole("region", { name: "The tree" });
  await tree.getByText("Sandbox", { exact: true }).waitFor();
  await tree.getByText("management account").waitFor();
  await tree.getByRole("button", { name: "SCP KeepBuckets" }).click();
  await page.getByText("Attached to Sandbox.").waitFor();
  await page.getByText('"s3:DeleteBucket"').waitFor();
  await c.checkAccessibility(page);
  await c.screenshot("sandbox-organization", page);
  const stated = await c.operator("GET", `organization?account=${kAccount}`);
  assert.deepEqual(stated.root.units[0].scps, ["FullAWSAccess", "KeepBuckets"]);

  // What is shown can be stated again as it is, byte for byte.
  await button("Edit as JSON").click();
  await page.getByRole("textbox", { name: "Organization" }).waitFor();
  await button("State it").click();
  await told("Stated the organization").first().waitFor();
  await tree.waitFor();
  assert.deepEqual(await c.operator("GET", `organization?account=${kAccount}`), stated);

  await button("Edit as JSON").click();
  await page.getByRole("textbox", { name: "Organization" }).click();
  await page.keyboard.press("Control+A");
  await page.keyboard.insertText('{"management_account": "123456789012", "scp": {}}');
  await button("State it").click();
  await page.getByRole("alert").getByText("scp").waitFor();
  await button("Cancel").click();

  await tree.getByRole("link", { name: "222222222222" }).click();
  await page.getByText("of account 222222222222").waitFor();
  await button("End the organization").click();
  await in_dialog("End it").click();
  await page.getByText("Account 222222222222 is in no organization").waitFor();
});

test("a document is seeded from a file or refused whole, and the account is exported", async () => {
  await open("state");
  await page.getByLabel("File").setInputFiles({
    name: "seed.yaml",
    mimeType: "application/yaml",
    buffer: Buffer.from("Users: [{UserName: Eve}, {UserName: Mia}]"),
  });
  await button("Carry it out").click();
  await page.getByText(`Account ${kAccount}: 2 users`).waitFor();
  await button("Carry it out").click();
  await page.getByRole("alert").getByText("User with name Eve already exists").waitFor();
  assert.equal((await c.aws("GetUser", { UserName: "Mia" })).status, 200);

  await page.getByLabel("Document").fill(
    "Parameters: {Name: {Type: String}}\nResources:\n  U: {Type: 'AWS::IAM::User', Properties: {UserName: !Ref Name}}",
  );
  await page.getByLabel("Parameters").fill("Name=Zoe");
  await button("Carry it out").click();
  await page.getByText(`Account ${kAccount}: 1 user`).waitFor();
  assert.equal((await c.aws("GetUser", { UserName: "Zoe" })).status, 200);

  await page.getByRole("region", { name: "Export" }).getByLabel("As").selectOption("terraform");
  await button("Show").click();
  await page.getByText('resource "aws_iam_user" "Zoe"').waitFor();
  await c.checkAccessibility(page);
  await c.screenshot("sandbox-state", page);
  const saving = page.waitForEvent("download");
  await button("Download").click();
  const saved = await saving;
  assert.equal(saved.suggestedFilename(), `${kAccount}-iam.tf`);
  assert.match(await readFile(await saved.path(), "utf8"), /name += "Eve"/);
});

test("ids repeat from a seed", async () => {
  await open("state");
  await page.getByText("No seed for all accounts").waitFor();
  await page.getByRole("textbox", { name: "Seed", exact: true }).fill("9007199254740993");
  await button("Set the seed").click();
  await page.getByText("All accounts: seed").waitFor();
  await button("Take all away").click();
  await page.getByText("No seed for all accounts").waitFor();
  assert.equal((await c.operator("GET", "random")).seed, null);
});

test("an account is emptied, and everything is reset, after a question", async () => {
  await open("state");
  await c.aws("CreateUser", { UserName: "Other" }, { key: "111122223333" });
  await button(`Empty account ${kAccount}`).click();
  await in_dialog("Empty it").click();
  await told(`Account ${kAccount} is empty`).waitFor();
  assert.equal((await c.aws("GetUser", { UserName: "Eve" }, { fails: true })).status, 404);
  assert.equal((await c.aws("GetUser", { UserName: "Other" }, { key: "111122223333" })).status, 200);
  await button("Reset everything").click();
  await in_dialog("Reset").click();
  await told("The server is as it was at its start").waitFor();
  const other = await c.aws("GetUser", { UserName: "Other" }, { key: "111122223333", fails: true });
  assert.equal(other.status, 404);
});

test("every part fits a narrow and dark window", async () => {
  await c.operator("PUT", "organization?account=123456789012", {
    root: { units: [{ name: "A", units: [{ name: "B", accounts: ["222222222222"] }] }] },
  });
  await c.operator("PUT", "faults", [{ preset: "slow", principal: "arn:aws:sts::*:assumed-role/Deploy/*" }]);
  await c.operator("POST", "savepoints", { name: "a".repeat(64) });
  const small = await c.newPage({ width: 320, height: 640, colorScheme: "dark" });
  for (const part of ["clock", "quotas", "faults", "consistency", "savepoints", "organization", "state"]) {
    await small.goto(c.url(`sandbox/${part}`));
    await small.getByRole("heading", { level: 2 }).or(small.getByText("Root", { exact: true })).first().waitFor();
    await c.checkFits(small);
    await c.checkAccessibility(small);
    await c.screenshot(`sandbox-${part}-320-dark`, small);
  }
});
