// Entities: who and what is there, and the everyday changes, from a click to what the server then holds.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { element, openConsole } from "./harness.mjs";

let c, page;

const policy = (...statements) => ({ Version: "2012-10-17", Statement: statements });
const allow = (Action, Resource = "*") => policy({ Effect: "Allow", Action, Resource });
const kTrust = policy({ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" });

before(async () => {
  c = await openConsole({ flags: ["--auth", "enforce"] });
  page = c.page;
});
after(() => c.close());

const button = (name) => page.getByRole("button", { name });
const dialog = () => page.getByRole("dialog");
const submit = (name) => dialog().getByRole("button", { name, exact: true }).click();
const told = (text) => page.getByRole("status").getByText(text, { exact: true }).waitFor();

/** Replaces what an editor of the dialog has, as a person would. */
async function write(document) {
  const editor = dialog().getByRole("textbox", { name: /Document|Trust policy/ });
  await editor.click();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(JSON.stringify(document));
}

/** Waits until the page shows the text in this document. A dialog's editor has the same text before it is stored. */
const stored = (document, text) => page.getByRole("group", { name: document, exact: true }).getByText(text).waitFor();

/** An account of a test's own, with these users. */
let accounts = 0;
async function account(...users) {
  const id = String(100000000001 + accounts++);
  const call = (action, parameters, options) => c.aws(action, parameters, { key: id, ...options });
  for (const UserName of users) await call("CreateUser", { UserName });
  return {
    call,
    arn: (resource) => `arn:aws:iam::${id}:${resource}`,
    show: (path) => page.goto(c.url(`entities/${path}?account=${id}`)),
    url: (path) => c.url(`entities/${path}?account=${id}`),
    seed: (document) => c.operator("POST", `seed?account=${id}`, document),
    /** The answer of a call; null when the server knows no such thing. */
    async asked(action, parameters) {
      const { status, body } = await call(action, parameters, { fails: true });
      return status === 404 ? null : decodeURIComponent(body);
    },
  };
}

test("an empty account: each list says so, and how to make one", async () => {
  const a = await account();
  for (const [list, command] of [
    ["users", "create-user"],
    ["groups", "create-group"],
    ["roles", "create-role"],
    ["policies", "create-policy"],
    ["providers", "create-open-id-connect-provider"],
  ]) {
    await a.show(list);
    await page.getByText(`There are no ${list} here yet`).waitFor();
    await page.getByText(`aws iam ${command}`).waitFor();
  }
  await c.checkAccessibility(page);
});

test("a user is created, and its page shows the error of a name that is taken", async () => {
  const a = await account();
  await a.show("users");
  await button("Create a user…").click();
  await dialog().getByLabel("Name").fill("Bob");
  await dialog().getByLabel("Path").fill("/team/");
  await c.checkAccessibility(page);
  await submit("Create");
  await page.getByRole("heading", { name: "Bob" }).waitFor();
  await page.getByText(a.arn("user/team/Bob")).waitFor();
  assert.equal(element(await a.asked("GetUser", { UserName: "Bob" }), "Path"), "/team/");

  await a.show("users");
  await button("Create a user…").click();
  await dialog().getByLabel("Name").fill("Bob");
  await submit("Create");
  await dialog().getByRole("alert").getByText("EntityAlreadyExists: User with name Bob already exists.").waitFor();
});

test("inline policies are put, edited and deleted", async () => {
  const a = await account("Bob");
  await a.show("user/Bob");
  await button("Put a policy…").click();
  await dialog().getByLabel("Name").fill("logs");
  await write(allow("logs:GetLogEvents"));
  await c.checkAccessibility(page);
  await submit("Put");
  await told("Put the policy");
  const named = { UserName: "Bob", PolicyName: "logs" };
  assert.match(await a.asked("GetUserPolicy", named), /"logs:GetLogEvents"/);

  await page.getByText("logs", { exact: true }).click();
  await button("Edit… logs").click();
  await write({ Version: "2012-10-17", Statement: [{ Effect: "Perhaps" }] });
  await submit("Put");
  await dialog().getByRole("alert").getByText("MalformedPolicyDocument").waitFor();
  await write(allow("logs:StartQuery"));
  await submit("Put");
  await told("Put logs");
  await stored("Document of logs", '"logs:StartQuery"');
  assert.match(await a.asked("GetUserPolicy", named), /"logs:StartQuery"/);

  await button("Delete… logs").click();
  await submit("Delete");
  await page.getByText("There are no inline policies.").waitFor();
  assert.equal(await a.asked("GetUserPolicy", named), null);
});

test("a managed policy is found by a part of its name, attached, and detached", async () => {
  const a = await account("Bob");
  await a.show("user/Bob");
  await button("Attach…").click();
  const field = dialog().getByLabel("ARN of the policy");
  await field.fill("amazons3readonly");
  const found = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess";
  await dialog().locator(`option[value="${found}"]`).waitFor({ state: "attached" });
  await field.fill(found);
  await submit("Attach");
  const row = page.getByRole("row", { name: "AmazonS3ReadOnlyAccess" });
  await row.waitFor();
  assert.match(await a.asked("ListAttachedUserPolicies", { UserName: "Bob" }), /AmazonS3ReadOnlyAccess/);

  await row.getByRole("button", { name: "Detach" }).click();
  await submit("Detach");
  await page.getByText("No managed policy is attached.").waitFor();
  assert.doesNotMatch(await a.asked("ListAttachedUserPolicies", { UserName: "Bob" }), /AmazonS3/);
});

test("tags are added, changed and removed, and a value may be empty", async () => {
  const a = await account("Bob");
  await a.show("user/Bob");
  await button("Add a tag…").click();
  await dialog().getByLabel("Key").fill("team");
  await submit("Tag");
  const row = page.getByRole("row", { name: "team" });
  await row.getByRole("button", { name: "Change" }).click();
  await dialog().getByLabel("Value").fill("blue");
  await submit("Tag");
  await row.getByRole("cell", { name: "blue" }).waitFor();
  assert.equal(element(await a.asked("ListUserTags", { UserName: "Bob" }), "Value"), "blue");
  await row.getByRole("button", { name: "Remove" }).click();
  await submit("Remove");
  await page.getByText("There are no tags.").waitFor();
  assert.equal(element(await a.asked("ListUserTags", { UserName: "Bob" }), "Key"), null);
});

test("an access key: its secret is shown once and works; it is deactivated, and deleted", async () => {
  const a = await account("Bob");
  await a.show("user/Bob");
  await button("Create a key…").click();
  await submit("Create");
  await dialog().getByText("The secret is shown only now").waitFor();
  await c.checkAccessibility(page);
  const [key, secret] = await dialog().locator("code").allTextContents();
  const own = { key, secret, service: "sts" };
  assert.equal(element((await a.call("GetCallerIdentity", {}, own)).body, "Arn"), a.arn("user/Bob"));
  await button("Close").first().click();
  assert.equal(await page.getByText(secret).count(), 0);

  const row = page.getByRole("row", { name: key });
  await row.getByRole("button", { name: "Deactivate" }).click();
  await submit("Deactivate");
  await row.getByText("Inactive").waitFor();
  assert.equal((await a.call("GetCallerIdentity", {}, { ...own, fails: true })).status, 403);

  await row.getByRole("button", { name: "Delete" }).click();
  await submit("Delete");
  await page.getByText("There are no access keys.").waitFor();
  assert.equal(element(await a.asked("ListAccessKeys", { UserName: "Bob" }), "AccessKeyId"), null);
});

test("groups: a user joins by its page, and leaves by the group's", async () => {
  const a = await account("Bob");
  await a.show("groups");
  await button("Create a group…").click();
  await dialog().getByLabel("Name").fill("Developers");
  await submit("Create");
  await page.getByRole("heading", { name: "Developers" }).waitFor();

  await a.show("user/Bob");
  await button("Add…").click();
  await dialog().getByLabel("Group").fill("Developers");
  await submit("Add");
  await page.getByRole("link", { name: "Developers" }).click();
  const row = page.getByRole("row", { name: "Bob" });
  await row.waitFor();
  assert.match(await a.asked("ListGroupsForUser", { UserName: "Bob" }), /Developers/);
  await c.checkAccessibility(page);

  await row.getByRole("button", { name: "Remove" }).click();
  await submit("Remove");
  await page.getByText("The group has no members.").waitFor();
  assert.doesNotMatch(await a.asked("ListGroupsForUser", { UserName: "Bob" }), /Developers/);
});

test("a policy is created and gets a second version; its page tells who has it, also as a boundary", async () => {
  const a = await account("Bob");
  await a.show("policies");
  await button("Create a policy…").click();
  await dialog().getByLabel("Name").fill("Edge");
  await write(allow("iam:Get*"));
  await submit("Create");
  await page.getByRole("heading", { name: "Edge" }).waitFor();
  await page.getByText("Nobody has it.").waitFor();

  await button("New version…").click();
  await write(allow("iam:List*"));
  await submit("Create");
  await stored("Document of v2", '"iam:List*"');
  assert.equal(element(await a.asked("GetPolicy", { PolicyArn: a.arn("policy/Edge") }), "DefaultVersionId"), "v2");

  await page.getByLabel("Version").selectOption("v1");
  await stored("Document of v1", '"iam:Get*"');
  await button("Set as default…").click();
  await submit("Set as default");
  await told("v1 is the default");
  assert.equal(element(await a.asked("GetPolicy", { PolicyArn: a.arn("policy/Edge") }), "DefaultVersionId"), "v1");

  await a.show("user/Bob");
  await button("Set… the permissions boundary").click();
  await dialog().getByLabel("ARN of the policy").fill(a.arn("policy/Edge"));
  await submit("Set");
  await page.getByRole("link", { name: "Edge" }).click();
  await page.getByRole("row", { name: "Bob" }).getByRole("cell", { name: "boundary" }).waitFor();
  await c.checkAccessibility(page);
  await c.screenshot("entities-policy", page);

  await page.getByRole("link", { name: "Bob" }).click();
  await button("Remove… the permissions boundary").click();
  await submit("Remove");
  await page.getByText("There is none.").waitFor();
  assert.doesNotMatch(await a.asked("GetUser", { UserName: "Bob" }), /PermissionsBoundary/);
});

test("a role is created, and its trust policy changed", async () => {
  const a = await account();
  await a.show("roles");
  await button("Create a role…").click();
  await dialog().getByLabel("Name").fill("App");
  await dialog().getByLabel("Description").fill("runs the jobs");
  await write(kTrust);
  await submit("Create");
  await page.getByText("runs the jobs").waitFor();
  await stored("Trust policy", '"lambda.amazonaws.com"');

  await button("Edit… the trust policy").click();
  await write(policy({ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }));
  await submit("Update");
  await stored("Trust policy", '"ec2.amazonaws.com"');
  assert.match(await a.asked("GetRole", { RoleName: "App" }), /"ec2\.amazonaws\.com"/);
  await c.checkAccessibility(page);
  await c.screenshot("entities-role", page);
});

test("what AWS refuses to delete stays, with its reason; what is empty goes", async () => {
  const a = await account("Bob");
  const attached = { UserName: "Bob", PolicyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" };
  await a.call("AttachUserPolicy", attached);
  await a.show("user/Bob");
  await button("Delete… Bob").click();
  await submit("Delete");
  const conflict = "DeleteConflict: Cannot delete entity, must detach all policies first.";
  await dialog().getByRole("alert").getByText(conflict).waitFor();
  await submit("Cancel");
  await a.call("DetachUserPolicy", attached);
  await button("Delete… Bob").click();
  await submit("Delete");
  await page.getByText("There are no users here yet").waitFor();
  assert.equal(await a.asked("GetUser", { UserName: "Bob" }), null);

  await a.show("user/Bob");
  await page.getByRole("alert").getByText("NoSuchEntity: The user with name Bob cannot be found.").waitFor();
  await button("Try again").waitFor();
});

test("a provider is shown, with its audiences", async () => {
  const a = await account();
  await a.call("CreateOpenIDConnectProvider", {
    Url: "https://issuer.example/tenant",
    "ThumbprintList.member.1": "a".repeat(40),
  });
  await a.show("providers");
  await page.getByRole("link", { name: "issuer.example/tenant" }).click();
  await page.getByText("There are no client ids.").waitFor();
  await button("Add…").click();
  await dialog().getByLabel("Client id").fill("my-app");
  await submit("Add");
  await page.getByRole("cell", { name: "my-app", exact: true }).waitFor();
  const provider = { OpenIDConnectProviderArn: a.arn("oidc-provider/issuer.example/tenant") };
  assert.match(await a.asked("GetOpenIDConnectProvider", provider), /<member>my-app<\/member>/);
  await c.checkAccessibility(page);
});

test("a user who may not sees AWS's refusal in place of what is hidden", async () => {
  const a = await account("Eve");
  await a.call("PutUserPolicy", { UserName: "Eve", PolicyName: "look", PolicyDocument: allow("iam:GetUser") });
  const { body } = await a.call("CreateAccessKey", { UserName: "Eve" });
  const own = await c.newPage();
  await own.addInitScript(
    (credentials) => sessionStorage.setItem("iamlocal.session", JSON.stringify({ credentials })),
    { access_key_id: element(body, "AccessKeyId"), secret_access_key: element(body, "SecretAccessKey") },
  );
  await own.goto(a.url("user/Eve"));
  await own.getByText(a.arn("user/Eve"), { exact: true }).waitFor();
  const refusal = `AccessDenied: User: ${a.arn("user/Eve")} is not authorized to perform: iam:ListUserTags`;
  await own.getByText(refusal).waitFor();
  await c.checkAccessibility(own);
});

test("thousands of users: few rows exist, all can be reached, and a part of a name finds one", async () => {
  const a = await account();
  const Users = Array.from({ length: 3000 }, (_, at) => ({
    UserName: `user-${String(at).padStart(4, "0")}`,
    Path: `/team${at % 7}/`,
  }));
  await a.seed({ Users });
  await a.show("users");
  await page.getByText("3000 users", { exact: true }).waitFor();
  assert.ok((await page.getByRole("row").count()) < 100);
  await page.getByRole("region", { name: "Users" }).press("End");
  await page.getByRole("link", { name: "user-2999" }).waitFor();
  await c.checkAccessibility(page);
  await c.screenshot("entities", page);

  await page.getByLabel("Filter the users").fill("TEAM3/user-0010");
  await page.getByText("1 of 3000 users").waitFor();
  assert.match(page.url(), /q=TEAM3/);
  await page.getByRole("link", { name: "user-0010" }).press("Enter");
  await page.getByRole("heading", { name: "user-0010" }).waitFor();
});

test("the pages are usable at 320 pixels, dark", async () => {
  const a = await account("Eve");
  await a.call("PutUserPolicy", { UserName: "Eve", PolicyName: "look", PolicyDocument: allow("iam:GetUser") });
  const small = await c.newPage({ width: 320, height: 640, colorScheme: "dark" });
  await small.goto(a.url("users"));
  await small.getByRole("link", { name: "Eve" }).click();
  await small.getByRole("heading", { name: "Access keys" }).waitFor();
  await small.getByText("look", { exact: true }).click();
  await small.getByRole("button", { name: "Edit… look" }).waitFor();
  await c.checkFits(small);
  await c.checkAccessibility(small);
  await c.screenshot("entities-320-dark", small);
});
