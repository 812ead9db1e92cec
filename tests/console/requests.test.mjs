// Requests: the journal as it grows, filters in the address, one request, and an expectation that is verified.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openConsole } from "./harness.mjs";

let c, page;
before(async () => {
  c = await openConsole();
  page = c.page;
});
after(() => c.close());

const rows = () => page.getByRole("region", { name: "Requests" }).getByRole("link");

test("requests appear by themselves", async () => {
  await page.goto(c.url("requests"));
  await page.getByText("Nothing was asked yet").waitFor();
  await page.getByText("Live", { exact: true }).waitFor();
  await c.checkAccessibility(page);
  await c.aws("CreateUser", { UserName: "Bob" });
  await page.getByRole("link", { name: "iam:CreateUser" }).waitFor();
  await c.aws("GetUser", { UserName: "Bobb" }, { fails: true });
  await page.getByText("404 NoSuchEntity").waitFor();
  await c.checkAccessibility(page);
  await c.screenshot("requests", page);
});

test("filters stand in the address, and an address brings them back", async () => {
  await page.getByLabel("Status or error").fill("error");
  await page.waitForURL(/status=error/);
  await page.getByText("1 requests, the newest first").waitFor();
  await page.goto(c.url("requests?operation=CreateUser"));
  assert.equal(await page.getByLabel("Operation").inputValue(), "CreateUser");
  await page.getByText("1 requests, the newest first").waitFor();
  await page.goto(c.url("requests?operation=CreateUser&status=error"));
  await page.getByText("No request is as the filters say").waitFor();
});

test("a filter that makes no sense is told in the server's words", async () => {
  await page.goto(c.url("requests?since=yesterday"));
  await page.getByRole("alert").getByText("since").waitFor();
});

test("without a stream the requests are there, and the page says that it does not grow", async () => {
  await c.aws("ListRoles");
  const other = await c.newPage();
  await other.route("**/_iam/requests?**", (route) =>
    route.request().headers().accept === "text/event-stream" ? route.fulfill({ status: 429, body: "{}" }) : route.continue(),
  );
  await other.goto("requests?operation=ListRoles");
  await other.getByRole("link", { name: "iam:ListRoles" }).waitFor();
  await other.getByText("Not live").waitFor();
});

test("a request becomes an expectation, and what nearly is as expected is told", async () => {
  await page.goto(c.url("requests"));
  await page.getByRole("link", { name: "iam:CreateUser" }).click();
  await page.getByRole("heading", { name: "As a test expectation" }).waitFor();
  await page.getByRole("button", { name: "Verify" }).click();
  await page.getByText("It holds: seen 1 times").waitFor();
  await page.getByRole("textbox", { name: "Expectation" }).fill('{"operation": "CreateUser", "parameters": {"UserName": "bob"}}');
  await page.getByRole("button", { name: "Verify" }).click();
  await page.getByText("It does not hold: expected at least 1, seen 0").waitFor();
  await page.getByRole("row", { name: "parameters.UserName bob Bob" }).waitFor();
  await c.checkAccessibility(page);
  await c.screenshot("request", page);
});

test("an unknown name is explained one click from the request", async () => {
  await page.goto(c.url("requests?status=NoSuchEntity"));
  await page.getByRole("link", { name: "iam:GetUser" }).click();
  await page.getByText("UserName: Bob", { exact: true }).waitFor();
  await page.getByRole("link", { name: "Why, and what would help" }).click();
  await page.getByRole("heading", { name: "Did you mean" }).waitFor();
});

test("of thousands of rows only those in sight exist, and the keyboard reaches the last", async () => {
  const many = Array.from({ length: 3000 }, (_, i) => i);
  await page.goto(c.url("requests?operation=GetGroup"));
  await page.getByText("Live", { exact: true }).waitFor();
  for (let i = 0; i < many.length; i += 100) {
    await Promise.all(many.slice(i, i + 100).map((n) => c.aws("GetGroup", { GroupName: `group-${n}` }, { fails: true })));
  }
  await page.getByText("3000 requests, the newest first").waitFor();
  assert.ok((await rows().count()) < 80, `${await rows().count()} rows`);
  await page.getByRole("region", { name: "Requests" }).focus();
  await page.keyboard.press("End");
  await page.getByText("GroupName=group-0", { exact: true }).waitFor();
  assert.ok((await rows().count()) < 80);
});

test("the page is usable at 320 pixels, dark", async () => {
  await c.aws("GetRole", { RoleName: "nobody" }, { fails: true });
  const small = await c.newPage({ width: 320, height: 640, colorScheme: "dark" });
  await small.goto(c.url("requests?operation=GetRole"));
  await small.getByRole("link", { name: "iam:GetRole" }).waitFor();
  await c.checkFits(small);
  await c.checkAccessibility(small);
  await c.screenshot("requests-320-dark", small);
});
