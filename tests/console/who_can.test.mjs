// Who can: an action and a resource lead to who may, and to the statement; the graph of who can assume whom.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openConsole } from "./harness.mjs";

const kAccount = "123456789012";
const arn = (name) => `arn:aws:iam::${kAccount}:${name}`;
const policy = (...statements) => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const trust = (Principal) => policy({ Effect: "Allow", Principal, Action: "sts:AssumeRole" });

let c, page;

before(async () => {
  c = await openConsole();
  page = c.page;
  for (const UserName of ["Bob", "Eve"]) await c.aws("CreateUser", { UserName });
  await c.aws("PutUserPolicy", {
    UserName: "Bob",
    PolicyName: "read",
    PolicyDocument: policy(
      { Sid: "Read", Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::logs/*" },
      { Effect: "Allow", Action: "sqs:SendMessage", Resource: "*", Condition: { IpAddress: { "aws:SourceIp": "192.0.2.0/24" } } },
      { Effect: "Allow", Action: "sts:AssumeRole", Resource: arn("role/Deploy") },
    ),
  });
  // Bob → Deploy (through the account) → Target, and roles that nothing tells apart.
  const roles = [
    ["Deploy", { AWS: kAccount }],
    ["Target", { AWS: arn("role/Deploy") }],
    ...Array.from({ length: 30 }, (_, index) => [`fn-${index}`, { Service: "lambda.amazonaws.com" }]),
  ];
  for (const [RoleName, principal] of roles)
    await c.aws("CreateRole", { RoleName, AssumeRolePolicyDocument: trust(principal) });
});
after(() => c.close());

const button = (name) => page.getByRole("button", { name, exact: true });
const row = (name) => page.getByRole("region", { name: "Who can" }).getByRole("row", { name });
const graph = () => page.getByRole("group", { name: "Graph of who can assume whom" });

test("a question that is typed leads to who may, each with the statement that allows it", async () => {
  await page.goto(c.url("who-can"));
  await page.getByText("Say an action").waitFor();
  await c.checkAccessibility(page);
  await page.getByLabel("Action").focus();
  await page.keyboard.type("s3:GetObj");
  await page.locator('option[value="s3:GetObject"]').waitFor({ state: "attached" });
  await page.keyboard.type("ect");
  await page.keyboard.press("Tab");
  await page.locator('option[value="arn:aws:s3:::${BucketName}/${ObjectName}"]').waitFor({ state: "attached" });
  await page.keyboard.type("arn:aws:s3:::logs/a");
  await page.keyboard.press("Enter");

  await row("user/Bob").getByText("statement 1 “Read”").waitFor();
  await row("root").waitFor();
  assert.equal(await row("user/Eve").count(), 0);
  const { searchParams } = new URL(page.url());
  assert.deepEqual([searchParams.get("action"), searchParams.get("resource")], ["s3:GetObject", "arn:aws:s3:::logs/a"]);
  await c.checkAccessibility(page);
  await c.screenshot("who-can", page);
  assert.match(await page.getByRole("link", { name: "user/Bob" }).getAttribute("href"), /entities\/user\/Bob\?account=/);

  await button("Why Bob").click();
  await page.getByRole("heading", { name: "Why user/Bob" }).waitFor();
  await page.getByText("allows this").first().waitFor();
  await c.checkAccessibility(page);
});

test("those who may not are listed on demand, and one who is let in appears", async () => {
  await page.goto(c.url("who-can?action=s3:GetObject&resource=arn:aws:s3:::logs/a"));
  await page.getByLabel("List those who may not, too").check();
  await row("user/Eve").getByText("Implicitly denied").waitFor();
  await c.aws("PutUserPolicy", {
    UserName: "Eve",
    PolicyName: "all",
    PolicyDocument: policy({ Effect: "Allow", Action: "s3:*", Resource: "*" }),
  });
  await page.getByLabel("List those who may not, too").uncheck();
  await row("user/Eve").getByText("statement 1").waitFor();
});

test("condition keys decide, too", async () => {
  await page.goto(c.url("who-can?action=sqs:SendMessage"));
  await row("root").waitFor();
  assert.equal(await row("user/Bob").count(), 0);
  await page.getByLabel("Condition keys").fill("aws:SourceIp=192.0.2.7");
  await button("Who can?").click();
  await row("user/Bob").getByText("statement 2").waitFor();
});

test("a question that makes no sense is refused in words", async () => {
  await page.goto(c.url(`who-can?action=s3:${"a".repeat(128)}`));
  await page.getByRole("alert").getByText("Could not load who can").waitFor();
  await button("Try again").waitFor();
});

test("roles that nothing tells apart are one box, opened by the keyboard", async () => {
  await page.goto(c.url("who-can/graph"));
  const group = graph().getByRole("button", { name: "30 roles" });
  await group.focus();
  await c.checkAccessibility(page);
  await c.screenshot("who-can-graph", page);
  await page.keyboard.press("Enter");
  await graph().getByRole("link", { name: "role fn-29" }).waitFor();
  await page.locator(":focus", { hasText: /fn-\d+/ }).waitFor();
  await button("Close the groups").click();
  await group.waitFor();

  await graph().focus();
  const width = async () => (await group.boundingBox()).width;
  const before_zoom = await width();
  await page.keyboard.press("-");
  await page.waitForFunction((was) => document.querySelector("button.box").getBoundingClientRect().width < was, before_zoom);
});

test("around a role: who can become it, what it can become, by which way", async () => {
  await page.goto(c.url("who-can/graph"));
  await page.getByLabel("Around").fill("target");
  await page.keyboard.press("Enter");
  await graph().getByRole("link", { name: "role Deploy" }).waitFor();
  await graph().getByRole("link", { name: "user Bob" }).waitFor();
  assert.equal(await graph().getByText("fn-").count(), 0);
  const becomes = page.getByRole("region", { name: "Who can become Target" });
  await becomes.getByRole("row", { name: "Bob" }).getByText("Bob → Deploy → Target").waitFor();
  await c.checkAccessibility(page);
  await c.screenshot("who-can-graph-around", page);

  await page.getByLabel("As far as").selectOption("1");
  await graph().getByRole("link", { name: "user Bob" }).waitFor({ state: "detached" });
  await becomes.getByRole("link", { name: "Bob" }).click();
  await page.getByRole("region", { name: "What Bob can become" }).getByText("Bob → Deploy → Target").waitFor();
  assert.equal(new URL(page.url()).searchParams.get("focus"), arn("user/Bob"));
  await page.goBack();
  await page.getByRole("heading", { name: "Who can become Target" }).waitFor();
});

test("both parts fit a narrow and dark window, and an account without roles says so", async () => {
  const small = await c.newPage({ width: 320, height: 640, colorScheme: "dark" });
  await small.goto(c.url("who-can?action=s3:GetObject&all=1"));
  await small.getByRole("link", { name: "user/Bob" }).waitFor();
  await c.checkFits(small);
  await c.checkAccessibility(small);
  await c.screenshot("who-can-320-dark", small);
  await small.goto(c.url(`who-can/graph?focus=${arn("role/Deploy")}`));
  await small.getByRole("heading", { name: "Who can become Deploy" }).waitFor();
  await c.checkFits(small);
  await c.checkAccessibility(small);
  await c.screenshot("who-can-graph-320-dark", small);
  await small.goto(c.url("who-can/graph?account=999999999999"));
  await small.getByText("Account 999999999999 has no roles").waitFor();
  await c.checkAccessibility(small);
});
