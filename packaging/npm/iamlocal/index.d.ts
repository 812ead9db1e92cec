/** Flags of `iamlocal exec`, whose meaning `npx iamlocal exec --help` tells. */
export interface StartOptions {
  accountId?: string;
  allowedHosts?: string;
  auth?: "off" | "verify" | "soft" | "enforce";
  config?: string;
  console?: "on" | "off" | boolean;
  consistency?: "immediate" | "aws";
  corsOrigins?: string;
  credentialsRole?: string;
  credentialsToken?: string;
  /** A file; without it, what is stored ends with the server. */
  db?: string;
  denialLinks?: "off" | "aws" | "local";
  durability?: "normal" | "full";
  faces?: string;
  faults?: Fault | Fault[] | string;
  host?: string | string[];
  logFormat?: "text" | "json";
  logLevel?: "trace" | "debug" | "info" | "warning" | "error" | "off";
  metadataTokens?: "required" | "optional";
  oidcKeys?: string;
  operator?: "open" | "token";
  operatorToken?: string;
  partition?: string;
  port?: number;
  randomSeed?: number;
  region?: string;
  requests?: number | "off";
  scopeRegion?: string;
  /** State documents, or folders of them, that are there before the server answers. */
  seed?: string | string[];
  strictness?: "strict" | "loose";
  testIdp?: "on" | "off" | boolean;
  threads?: number;
  tls?: "off" | "self-signed";
  tlsCert?: string;
  tlsCertOut?: string;
  tlsKey?: string;
}

/** Calls that fail, wait or lose their answer on purpose. */
export interface Fault {
  service?: "iam" | "sts";
  /** A name, or a pattern such as `Create*`. */
  operation?: string;
  account?: string;
  principal?: string;
  probability?: number;
  times?: number;
  error?: { code: string; status: number; message?: string };
  latency_ms?: [number, number];
  drop?: "before" | "after";
  preset?: string;
}

export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
}

/** What a client of the AWS SDK is made of. */
export interface ClientConfig {
  endpoint: string;
  region: string;
  credentials: Credentials;
}

/** By what requests are found. */
interface RequestFilter {
  operation?: string;
  service?: string;
  status?: string | number;
  principal?: string;
  since?: string | Date;
  source?: string;
}

/** What `requests` may ask for. */
export interface RequestQuery extends RequestFilter {
  request_id?: string;
  limit?: number;
}

/** What `verify` expects. */
export interface Expectation extends RequestFilter {
  parameters?: Record<string, unknown>;
  /** Exactly so many; without it, and without the other two, at least one. */
  count?: number;
  at_least?: number;
  at_most?: number;
}

/** A request as the journal has it. */
export interface JournalRequest {
  at: string;
  request_id: string;
  service: string;
  operation: string;
  parameters: Record<string, unknown>;
  account: string;
  principal: string;
  status: number;
  [more: string]: unknown;
}

/** What all accounts, and one of them, can be asked for. */
interface Place {
  readonly url: string;
  readonly region: string;
  /** Those of the account's root. */
  readonly credentials: Credentials;
  /** `new IAMClient(server.config)` */
  readonly config: ClientConfig;
  /** The environment of a child process whose clients are to reach this, and cannot reach AWS. */
  readonly env: Record<string, string | undefined>;
  /** Changes this process's environment to `env`. Returns a function that puts back what was there. */
  applyEnv(): () => void;
  /** Forgets everything. */
  reset(): Promise<void>;
  /** Keeps what is stored. Resolves to the savepoint's name, which is made up unless it is given. */
  savepoint(name?: string): Promise<string>;
  /** Goes back to the savepoint of that name, or to the one made last. */
  restore(name?: string): Promise<void>;
  /** Adds what a state document says: an object, or its text in JSON or YAML. */
  seed(document: string | object): Promise<{
    status: string;
    accounts: string[];
    made: Record<string, number>;
    notes: string[];
  }>;
  /** What is stored, as a state document: credentials included. */
  state(): Promise<Record<string, unknown>>;
  /** The latest requests, the newest first. */
  requests(query?: RequestQuery): Promise<JournalRequest[]>;
  /** Rejects unless as many requests were sent as expected, and says which came nearest. */
  verify(expectation: Expectation): Promise<{ verified: true; count: number }>;
  /** The latest denials, each with the statement that would have allowed it. */
  denials(): Promise<Record<string, unknown>[]>;
}

/** An account of its own: nothing of it is visible in another. */
export interface Account extends Place {
  /** Its twelve digits. */
  readonly id: string;
}

/** A server that runs. */
export interface Server extends Place {
  /** An account that nobody has used. */
  account(): Account;
  /** Replaces the faults that calls meet; without any, all are removed. */
  faults(faults?: Fault | Fault[]): Promise<(Fault & { struck: number })[]>;
  /** Sets the clock; without a change, back to real time. Resolves to the time. */
  clock(change?: { now: string | Date } | { advance_s: number }): Promise<Date>;
  /** Sends a request to an endpoint under /_iam/. A body that is no text goes as JSON. */
  operator(
    method: string,
    path: string,
    request?: { query?: Record<string, string | number | Date | undefined>; body?: unknown },
  ): Promise<any>;
  /** The latest lines that the server logged; the option `logLevel` says how much that is. */
  log(): string;
  /** Ends the server, unless it is somebody else's. */
  stop(): Promise<void>;
}

/** An answer of the operator's endpoints that is no success. */
export class OperatorError extends Error {
  /** That of HTTP. */
  readonly status: number;
  readonly body: any;
}

/** Starts a server on a free port, which ends with this process at the latest. */
export function start(options?: StartOptions): Promise<Server>;

/** The server that an environment leads to: below `iamlocal exec`, and in the workers of a global set-up. */
export function connect(environment?: Record<string, string | undefined>): Server;

/** The path of the program. Throws an Error that says why there is none. */
export function binaryPath(): string;
