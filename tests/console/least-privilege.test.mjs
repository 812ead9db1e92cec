// Least privilege: what a principal may beside what it used, and the smallest policy, put from the page.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { element, openConsole } from "./harness.mjs";

let c, page, bob;

const allow = (Action) => ({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource: "*" }] });
const kBob = "arn:aws:iam::123456789012:user/Bob";
const kReadOnly = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess";

before(async () => {
  c = await openConsole({ flags: ["--auth", "enforce"] });
  page = c.page;
  for (const UserName of ["Bob", "Eve"]) await c.aws("CreateUser", { UserName });
  const put = (PolicyName, Action) =>
    c.aws("PutUserPolicy", { UserName: "Bob", PolicyName, PolicyDocument: allow(Action) });
  await put("wide", ["iam:Get*", "iam:*Group"]);
  await put("queue", "sqs:SendMessage");
  await c.aws("AttachUserPolicy", { UserName: "Bob", PolicyArn: kReadOnly });
  const { body } = await c.aws("CreateAccessKey", { UserName: "Bob" });
  bob = { key: element(body, "AccessKeyId"), secret: element(body, "SecretAccessKey") };
  await c.aws("GetUser", { UserName: "Bob" }, bob);
});
after(() => c.close());

const of_principal = (principal) => `least-privilege?principal=${principal}`;
const button = (name) => page.getByRole("button", { name });
const dialog = () => page.getByRole("dialog");

async function inline_policies(UserName) {
  const { body } = await c.aws("ListUserPolicies", { UserName });
  return [...body.matchAll(/<member>([^<]*)</g)].map(([, name]) => name);
}

test("a principal is chosen from those there are", async () => {
  await page.goto(c.url("least-privilege"));
  await page.getByRole("link", { name: "user/Eve" }).waitFor();
  await c.checkAccessibility(page);
  await page.getByLabel("ARN of a user or a role").fill("Bo");
  await page.getByRole("link", { name: "user/Eve" }).waitFor({ state: "detached" });
  await page.getByRole("link", { name: "user/Bob" }).click();
  await page.waitForURL(/principal=arn/);
});

test("what was used stands beside what was not, service by service", async () => {
  await page.goto(c.url(of_principal(kBob)));
  await page.getByText(/^It used 1 action of 1 service\. It may do \d+ actions more, of 4 services/).waitFor();
  await page.locator("summary", { hasText: "iam" }).click();
  await page.getByRole("row", { name: /^iam:GetRole / }).getByText("unused").waitFor();
  assert.equal(await page.getByRole("row", { name: /^iam:GetUser / }).getByText("unused").count(), 0);
  assert.equal(await page.getByRole("row", { name: /^iam:ListUsers / }).count(), 0);
  await c.checkAccessibility(page);
  await c.screenshot("least-privilege", page);

  await page.getByLabel("Show", { exact: true }).selectOption("unused");
  await page.waitForURL(/show=unused/);
  await page.getByRole("row", { name: /^iam:GetUser / }).waitFor({ state: "detached" });
  await page.getByRole("row", { name: /^iam:GetRole / }).waitFor();
  await page.getByLabel("Show", { exact: true }).selectOption("used");
  await page.getByRole("row", { name: /^iam:GetUser / }).waitFor();
  assert.equal(await page.locator("summary").count(), 1);
  await page.getByLabel("Filter the services").fill("sqs");
  await page.locator("summary").waitFor({ state: "detached" });
});

test("the smallest policy is put beside what there is", async () => {
  await page.goto(c.url(of_principal(kBob)));
  await page.getByText('"iam:GetUser"').waitFor();
  await button("Apply…").click();
  await dialog().getByLabel("Name of the inline policy").fill("wide");
  await dialog().getByText("There is one of this name, which is replaced.").waitFor();
  await dialog().getByLabel("Name of the inline policy").fill("no such name?");
  await button("Put the policy").click();
  await dialog().getByRole("alert").getByText("ValidationError").waitFor();
  await c.checkAccessibility(page);
  await dialog().getByLabel("Name of the inline policy").fill("least");
  await button("Put the policy").click();
  await page.getByText("Put the policy least on Bob").waitFor();
  assert.deepEqual(await inline_policies("Bob"), ["least", "queue", "wide"]);
  const { body } = await c.aws("GetUserPolicy", { UserName: "Bob", PolicyName: "least" });
  const stored = JSON.parse(decodeURIComponent(element(body, "PolicyDocument")));
  assert.deepEqual(stored, await c.operator("GET", `policy?principal=${kBob}`));
});

test("or in place of it: the rest goes, and what was used is still allowed", async () => {
  await page.goto(c.url(of_principal(kBob)));
  await button("Apply…").click();
  await dialog().getByLabel("Name of the inline policy").fill("least");
  await dialog().getByLabel("How", { exact: true }).selectOption("instead");
  await dialog().getByText(`detached: ${kReadOnly}`).waitFor();
  assert.deepEqual(await dialog().getByRole("listitem").allTextContents(), [
    `detached: ${kReadOnly}`,
    "deleted: queue",
    "deleted: wide",
  ]);
  await c.checkAccessibility(page);
  await c.screenshot("least-privilege-apply", page);
  await button("Replace").click();
  await page.getByText(/It may do 0 actions more/).waitFor();
  assert.deepEqual(await inline_policies("Bob"), ["least"]);
  assert.doesNotMatch((await c.aws("ListAttachedUserPolicies", { UserName: "Bob" })).body, /AmazonS3/);
  assert.equal((await c.aws("GetUser", { UserName: "Bob" }, bob)).status, 200);
  assert.equal((await c.aws("CreateGroup", { GroupName: "Admins" }, { ...bob, fails: true })).status, 403);
});

test("who did nothing and may nothing is told so; who is not there is an error", async () => {
  await page.goto(c.url(of_principal("arn:aws:iam::123456789012:user/Eve")));
  await page.getByText("Eve has done nothing since the server began.").waitFor();
  await page.getByText("No policy allows it anything.").waitFor();
  await c.checkAccessibility(page);
  await page.goto(c.url(of_principal("arn:aws:iam::123456789012:user/Nobody")));
  await page.getByRole("alert").getByText("Could not load what it may").waitFor();
});

test("an entity's page shows the same permissions, with the policies they come from", async () => {
  await c.aws("CreateGroup", { GroupName: "Developers" });
  await c.aws("PutGroupPolicy", { GroupName: "Developers", PolicyName: "tables", PolicyDocument: allow("dynamodb:*") });
  await c.aws("AddUserToGroup", { GroupName: "Developers", UserName: "Eve" });
  await page.goto(c.url("entities/user/Eve"));
  await page.getByRole("link", { name: "Effective permissions" }).click();
  await page.getByText("From 1 policy").click();
  await page.getByText('"dynamodb:*"').waitFor();
  await page.getByLabel("Filter the services").fill("s3");
  await page.locator("summary", { hasText: "dynamodb" }).waitFor({ state: "detached" });
  await page.getByLabel("Filter the services").fill("getitem");
  await page.locator("summary", { hasText: "dynamodb" }).click();
  await page.getByRole("row", { name: /^dynamodb:GetItem / }).getByText("every resource").waitFor();
  await c.checkAccessibility(page);
  await c.screenshot("entities-permissions", page);
  await page.getByRole("link", { name: "Least privilege" }).last().click();
  await page.getByRole("heading", { name: "The smallest policy that is enough" }).waitFor();
});

test("the page is usable at 320 pixels, dark", async () => {
  const small = await c.newPage({ width: 320, height: 640, colorScheme: "dark" });
  await small.goto(c.url(of_principal(kBob)));
  await small.locator("summary", { hasText: "iam" }).click();
  await small.getByRole("row", { name: /^iam:GetUser / }).waitFor();
  await c.checkFits(small);
  await c.checkAccessibility(small);
  await c.screenshot("least-privilege-320-dark", small);
});
