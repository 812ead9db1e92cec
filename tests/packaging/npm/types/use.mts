// What a test in TypeScript writes, which has to compile; what it must not write is expected to be an error.
import { IAMClient } from "@aws-sdk/client-iam";
import { OperatorError, connect, start, type Account, type Server } from "iamlocal";
import setup from "iamlocal/vitest";
import { spawn } from "node:child_process";

const server: Server = await start({ auth: "enforce", logLevel: "debug", seed: ["a.yaml"], faults: [{ times: 1 }] });
// @ts-expect-error: no such mode
await start({ auth: "sometimes" });
// @ts-expect-error: no such flag
await start({ port: 0, noSuchFlag: 1 });

const account: Account = server.account();
new IAMClient(account.config);
new IAMClient({ endpoint: server.url, region: server.region, credentials: server.credentials });
spawn("terraform", ["apply"], { env: account.env });

const name: string = await account.savepoint();
await account.restore(name);
await account.reset();
const { made } = await server.seed({ Users: [] });
const users: number | undefined = made.users;
const { count } = await account.verify({ operation: "CreateUser", count: users ?? 0 });
const now: Date = await server.clock({ advance_s: count });
await server.clock({ now });
await server.faults();
// @ts-expect-error: the clock is the server's
await account.clock();
const status: number = new OperatorError("…").status;
const putBack: () => void = connect().applyEnv();
putBack();
await server.operator("GET", "health", { query: { status } });
await setup();
await server.stop();
