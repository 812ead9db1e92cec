// Why denied: from the list, as it grows, to one request, to a policy that is put and the request decided again.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { element, openConsole } from "./harness.mjs";

let c, page, bob;

const policy = (...statements) => ({ Version: "2012-10-17", Statement: statements });

async function key_of(user) {
  const { body } = await c.aws("CreateAccessKey", { UserName: user });
  return { key: element(body, "AccessKeyId"), secret: element(body, "SecretAccessKey") };
}

before(async () => {
  c = await openConsole({ flags: ["--auth", "enforce"] });
  page = c.page;
  for (const UserName of ["Bob", "Eve"]) await c.aws("CreateUser", { UserName });
  bob = await key_of("Bob");
});
after(() => c.close());

// Bob may not.
async function denied(action, parameters, how = {}) {
  assert.equal((await c.aws(action, parameters, { ...bob, ...how, fails: true })).status, 403);
}

/** The page of the newest denial, opened by its link. */
async function open_newest(operation) {
  await page.goto(c.url("why"));
  await page.getByRole("link", { name: operation }).first().click();
  await page.getByRole("heading", { name: "What would allow it" }).waitFor();
}

test("nothing denied: the page says so, and what to do", async () => {
  await page.goto(c.url("why"));
  await page.getByText("Nothing was denied yet").waitFor();
  await c.checkAccessibility(page);
});

test("a denial appears by itself, and leads to a policy that allows it", async () => {
  await c.aws("PutUserPolicy", {
    UserName: "Bob",
    PolicyName: "read",
    PolicyDocument: policy(
      { Sid: "Tagged", Effect: "Allow", Action: "iam:Get*", Resource: "*", Condition: { StringEquals: { "aws:PrincipalTag/team": "blue" } } },
      { Effect: "Allow", Action: "iam:ListGroups", Resource: "*" },
    ),
  });
  await denied("GetUser", { UserName: "Eve" });
  await page.getByRole("link", { name: "iam:GetUser" }).click();

  await page.getByText("is not authorized to perform: iam:GetUser").first().waitFor();
  const layers = page.getByRole("region", { name: "The layers of the decision" });
  await layers.getByText("comes nearest").waitFor();
  await layers.getByText("Statement 1 “Tagged”").waitFor();
  await layers.getByRole("cell", { name: "no such key" }).waitFor();
  await page.getByText("a policy asks for it, and the request does not have it").waitFor();
  await c.checkAccessibility(page);
  await c.screenshot("why", page);

  await page.getByRole("button", { name: "Apply and try again" }).click();
  await page.getByText("aws iam put-user-policy").waitFor();
  await page.getByLabel("Name of the policy").fill("read");
  await page.getByRole("button", { name: "Put the policy" }).click();
  await page.getByRole("alert").getByText("has a policy of this name already").waitFor();
  await page.getByLabel("Name of the policy").fill("look");
  await c.checkAccessibility(page);
  await page.getByRole("button", { name: "Put the policy" }).click();
  await page.getByText("The same request, asked again: Allowed").waitFor();
  await layers.getByText("allows this").first().waitFor();
  assert.equal(await page.getByRole("button", { name: "Apply and try again" }).count(), 0);

  assert.equal((await c.aws("GetUser", { UserName: "Eve" }, bob)).status, 200);
  const { body } = await c.aws("GetUserPolicy", { UserName: "Bob", PolicyName: "look" });
  assert.match(decodeURIComponent(body), /"Resource": "arn:aws:iam::123456789012:user\/Eve"/);
});

test("an explicit deny is marked, and no policy is offered", async () => {
  await c.aws("PutUserPolicy", {
    UserName: "Bob",
    PolicyName: "never",
    PolicyDocument: policy({ Sid: "Never", Effect: "Deny", Action: "iam:Delete*", Resource: "*" }),
  });
  await denied("DeleteUser", { UserName: "Eve" });
  await open_newest("iam:DeleteUser");
  await page.getByText("A statement denies it explicitly").waitFor();
  await page.getByText("denies this", { exact: true }).waitFor();
  assert.equal(await page.getByRole("button", { name: "Apply and try again" }).count(), 0);
});

test("a boundary that does not allow it either is told beforehand, and is widened next", async () => {
  const { body } = await c.aws("CreatePolicy", {
    PolicyName: "Edge",
    PolicyDocument: policy({ Effect: "Allow", Action: "iam:List*", Resource: "*" }),
  });
  const PolicyArn = element(body, "Arn");
  await c.aws("PutUserPermissionsBoundary", { UserName: "Bob", PermissionsBoundary: PolicyArn });
  await denied("CreateGroup", { GroupName: "Admins" });
  await open_newest("iam:CreateGroup");
  await page.getByText("by the permissions boundary, which must allow it as well").waitFor();
  await page.getByRole("button", { name: "Apply and try again" }).click();
  await page.getByRole("button", { name: "Put the policy" }).click();
  await page.getByText("The same request, asked again: Implicitly denied").waitFor();
  await page.getByText("in the permissions boundary, which does not").waitFor();
  await page.getByRole("button", { name: "Apply and try again" }).click();
  await page.getByText("aws iam create-policy-version").waitFor();
  await c.checkAccessibility(page);
  await page.getByRole("button", { name: "Make the version" }).click();
  await page.getByText("The same request, asked again: Allowed").waitFor();
  await c.aws("CreateGroup", { GroupName: "Admins" }, bob);
  assert.equal(element((await c.aws("GetPolicy", { PolicyArn })).body, "DefaultVersionId"), "v2");
  await c.aws("DeleteUserPermissionsBoundary", { UserName: "Bob" });
});

test("a role's trust policy is shown with what it wants beside what the request had", async () => {
  await c.aws("CreateRole", {
    RoleName: "Partner",
    AssumeRolePolicyDocument: policy({
      Sid: "Known",
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::123456789012:user/Bob" },
      Action: "sts:AssumeRole",
      Condition: { StringEquals: { "sts:ExternalId": "right" } },
    }),
  });
  const role = { RoleArn: "arn:aws:iam::123456789012:role/Partner", RoleSessionName: "me", ExternalId: "wrong" };
  await denied("AssumeRole", role, { service: "sts" });
  await open_newest("sts:AssumeRole");
  await page.getByText("The role's trust policy decides who may assume it").waitFor();
  const row = page.getByRole("row", { name: "sts:ExternalId" }).first();
  await row.getByRole("cell", { name: "right", exact: true }).waitFor();
  await row.getByRole("cell", { name: "wrong", exact: true }).waitFor();
});

test("where the principal's policies allow it already, no other of them is offered", async () => {
  await c.aws("CreateRole", {
    RoleName: "Limited",
    AssumeRolePolicyDocument: policy({ Effect: "Allow", Principal: { AWS: "123456789012" }, Action: "sts:AssumeRole" }),
  });
  const all = policy({ Effect: "Allow", Action: "*", Resource: "*" });
  await c.aws("PutRolePolicy", { RoleName: "Limited", PolicyName: "all", PolicyDocument: all });
  await c.aws("PutUserPolicy", { UserName: "Bob", PolicyName: "all", PolicyDocument: all });
  const { body } = await c.aws(
    "AssumeRole",
    {
      RoleArn: "arn:aws:iam::123456789012:role/Limited",
      RoleSessionName: "me",
      Policy: policy({ Effect: "Allow", Action: "iam:List*", Resource: "*" }),
    },
    { ...bob, service: "sts" },
  );
  await c.aws("DeleteUserPolicy", { UserName: "Bob", PolicyName: "all" });
  await denied("GetGroup", { GroupName: "Admins" }, {
    key: element(body, "AccessKeyId"),
    secret: element(body, "SecretAccessKey"),
    token: element(body, "SessionToken"),
  });
  await open_newest("iam:GetGroup");
  await page.getByText("No identity-based policy is missing. The session's own policies do not allow it").waitFor();
  await page.getByRole("button", { name: "Copy the policy" }).waitFor();
  assert.equal(await page.getByRole("button", { name: "Apply and try again" }).count(), 0);
});

test("denials are listed without a journal", async () => {
  const other = await openConsole({ flags: ["--auth", "enforce", "--requests", "off"] });
  try {
    await other.aws("CreateUser", { UserName: "Amy" });
    const { body } = await other.aws("CreateAccessKey", { UserName: "Amy" });
    const amy = { key: element(body, "AccessKeyId"), secret: element(body, "SecretAccessKey") };
    await other.aws("ListRoles", {}, { ...amy, fails: true });
    await other.page.goto("why");
    await other.page.getByText("no requests are kept").waitFor();
    await other.page.getByRole("link", { name: "iam:ListRoles" }).click();
    await other.page.getByRole("heading", { name: "What would allow it" }).waitFor();
  } finally {
    await other.close();
  }
});

test("a signature that differs, and a name that is not there, are explained", async () => {
  await denied("ListUsers", {}, { secret: "wrong" });
  await c.aws("GetUser", { UserName: "Bobb" }, { fails: true });
  await page.goto(c.url("why"));
  await page.getByRole("link", { name: "iam:ListUsers" }).click();
  await page.getByRole("heading", { name: "The signature differs" }).waitFor();
  await page.getByText("AWS4-HMAC-SHA256").waitFor();
  await c.checkAccessibility(page);
  await page.getByRole("link", { name: "All denials" }).click();
  await page.getByRole("link", { name: "iam:GetUser" }).first().click();
  await page.getByRole("heading", { name: "Did you mean" }).waitFor();
  await page.getByRole("strong").getByText("Bob", { exact: true }).waitFor();
});

test("the page is usable at 320 pixels, dark", async () => {
  await denied("DeleteUser", { UserName: "Eve" });
  const small = await c.newPage({ width: 320, height: 640, colorScheme: "dark" });
  await small.goto(c.url("why"));
  await small.getByRole("link", { name: "iam:DeleteUser" }).first().click();
  await small.getByRole("heading", { name: "What would allow it" }).waitFor();
  await c.checkFits(small);
  await c.checkAccessibility(small);
  await c.screenshot("why-320-dark", small);
});
