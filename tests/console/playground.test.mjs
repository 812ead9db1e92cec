// The playground: documents with marks and completion, a decision while they are typed, an address that holds it all.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { openConsole } from "./harness.mjs";

let c, page;
before(async () => {
  c = await openConsole();
  page = c.page;
  await page.goto(c.url("playground"));
  // What the page copies, for a browser that gives no page its clipboard.
  await page.addInitScript(() => {
    Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => void (window.copied = text) } });
  });
  await page.reload();
});
after(() => c.close());

const decision = () => page.getByRole("region", { name: "The decision" });
const editor = (name) => page.getByRole("textbox", { name });

async function write(name, text) {
  await editor(name).click();
  await page.keyboard.press("Control+A");
  await page.keyboard.insertText(text);
}

const { IAMLOCAL_BINARY: binary, ...env } = process.env;
const bash = async (command) => (await promisify(execFile)("bash", ["-c", command], { env })).stdout;

const policy = (...statements) => JSON.stringify({ Version: "2012-10-17", Statement: statements }, null, 2);

test("it begins with an example that is allowed, and a change is decided at once", async () => {
  await decision().getByText("Allowed").first().waitFor();
  await decision().getByText("allows this", { exact: true }).waitFor();
  await page.getByLabel("Value 1").fill("198.51.100.1");
  await decision().getByText("because no identity-based policy allows the s3:GetObject action").waitFor();
  const row = decision().getByRole("row", { name: "IpAddress aws:SourceIp" });
  await row.getByText("203.0.113.0/24").waitFor();
  await row.getByText("198.51.100.1").waitFor();
  await c.checkAccessibility(page);
  await c.screenshot("playground", page);
});

test("the address holds everything", async () => {
  await page.waitForURL(/playground.*#./);
  const other = await c.newPage({ width: 320, height: 800, colorScheme: "dark" });
  await other.goto(page.url());
  assert.equal(await other.getByLabel("Value 1").inputValue(), "198.51.100.1");
  await other.getByText("Implicitly denied").first().waitFor();
  await c.checkFits(other);
  await c.checkAccessibility(other);
  await c.screenshot("playground-320-dark", other);
});

test("what is wrong is marked, and actions are completed", async () => {
  await write("Identity-based 1", policy({ Effect: "Allow", Action: "s3:GetObjct", Resource: "*" }));
  await page.locator(".cm-lintRange").first().waitFor();
  await page.keyboard.press("Control+Home");
  for (let i = 0; i < 5; i++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
  for (let i = 0; i < 5; i++) await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Control+Space");
  await page.locator(".cm-tooltip-autocomplete").getByText("s3:GetObject", { exact: true }).click();
  await page.locator(".cm-line").getByText('"s3:GetObject"', { exact: true }).waitFor();
});

test("the keyboard gets out of an editor as out of any field", async () => {
  await editor("Identity-based 1").click();
  await page.keyboard.press("Tab");
  await page.locator("button:focus").getByText("Remove").waitFor();
});

test("a document that is no policy is told with its place", async () => {
  await write("Identity-based 1", "{");
  await decision().getByText("It cannot be decided").waitFor();
});

test("a control policy that denies decides above the others", async () => {
  await write("Identity-based 1", policy({ Effect: "Allow", Action: "*", Resource: "*" }));
  await decision().getByText("Allowed").first().waitFor();
  await page.getByRole("button", { name: "Add to Service control policies" }).click();
  await write("Service control policies 1", policy({ Sid: "No", Effect: "Deny", Action: "s3:*", Resource: "*" }));
  await decision().getByText("Explicitly denied").first().waitFor();
  await decision().getByText("denies this", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Remove Service control policies 1" }).click();
  await decision().getByText("Explicitly denied").first().waitFor({ state: "detached" });
});

test("a stored principal is asked with its own policies", async () => {
  await c.aws("CreateUser", { UserName: "Stored" });
  await c.aws("PutUserPolicy", { UserName: "Stored", PolicyName: "own", PolicyDocument: policy({ Effect: "Allow", Action: "sqs:*", Resource: "*" }) });
  await page.getByRole("button", { name: "Remove Identity-based 1" }).click();
  await page.getByLabel("Who").selectOption("stored");
  await page.getByLabel("Principal's ARN").fill("arn:aws:iam::123456789012:user/Stored");
  await page.getByLabel("Action", { exact: true }).fill("sqs:SendMessage");
  await page.getByLabel("Resource", { exact: true }).fill("arn:aws:sqs:us-east-1:123456789012:jobs");
  await decision().getByText("user_Stored_own").waitFor();
  await decision().getByText("Allowed").first().waitFor();
});

test("the copied commands decide the same", async () => {
  await page.getByRole("button", { name: "Copy as curl" }).click();
  const curl = await page.evaluate(() => window.copied);
  assert.equal(JSON.parse(await bash(curl)).decision, "allowed");
  await page.getByRole("button", { name: "Copy as AWS CLI" }).click();
  assert.match(await page.evaluate(() => window.copied), /^aws iam simulate-principal-policy .*--policy-source-arn arn:aws:iam::/s);
  await page.getByLabel("Who").selectOption("user");
  await page.getByRole("button", { name: "Add to Identity-based" }).click();
  await page.getByRole("button", { name: "Copy as iamlocal simulate" }).click();
  const simulate = await page.evaluate(() => window.copied);
  const answer = await bash(simulate.replace(/^iamlocal/m, binary));
  assert.match(answer, /^allowed sqs:SendMessage/);
});
