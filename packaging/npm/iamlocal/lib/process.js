// A server as a child of this process, which never outlives it.
"use strict";

const { spawn } = require("node:child_process");
const { once } = require("node:events");

const { binaryPath, programEnvironment } = require("./binary.js");

// How much of the server's log is remembered, in characters.
const kLogMax = 64 * 1024;
// What ends the environment of `cat`, and then what is sent through it: no environment has an empty entry.
const kEnd = "\0\0";

/** The flags that stand for an object of options: { logLevel: "debug" } is --log-level debug. */
function flagsOf(options) {
  const flags = [];
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || value === null) continue;
    const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    // A list of texts is the flag several times; faults are a list of objects, and JSON.
    const isRepeated = Array.isArray(value) && value.every((each) => typeof each !== "object");
    for (const each of isRepeated ? value : [value]) {
      if (typeof each === "boolean") flags.push(flag, each ? "on" : "off");
      else if (each instanceof Object) flags.push(flag, JSON.stringify(each));
      else flags.push(flag, String(each));
    }
  }
  return flags;
}

function unreference(child) {
  for (const each of [child, child.stdin, child.stdout, child.stderr]) each.unref();
}

/**
 * Starts `iamlocal exec`, whose command is `cat`: that shows the environment in which clients reach the server and
 * nothing else, and ends with its standard input. So the server ends with this process, whatever ends that.
 * Resolves to { child, environment, log() } once the server answers; rejects with what the program said.
 */
async function launch(options) {
  const binary = binaryPath();
  const flags = flagsOf({ db: ":memory:", port: 0, ...options });
  const child = spawn(binary, ["exec", ...flags, "--", "cat", "/proc/self/environ", "-"], {
    stdio: ["pipe", "pipe", "pipe"],
    env: programEnvironment(),
    // In a session of its own, so that the keyboard's interrupt leaves it to tests that still tidy up.
    detached: true,
  });
  let log = "";
  child.stderr.setEncoding("utf8").on("data", (text) => (log = (log + text).slice(-kLogMax)));
  child.stdin.on("error", () => {}); // told by the exit
  child.stdin.write("\0");
  const shown = new Promise((resolve) => {
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text) => {
      output += text;
      if (output.endsWith(kEnd)) resolve(output.slice(0, -kEnd.length));
    });
  });
  const ended = once(child, "close").then(
    ([status]) => {
      throw new Error(log.trim() || `${binary} ended with ${status}`);
    },
    (error) => {
      throw new Error(`cannot run ${binary}: ${error.message}`);
    },
  );
  const text = await Promise.race([shown, ended]);
  ended.catch(() => {}); // from here on, it is stop() that wants to know
  unreference(child);
  const environment = {};
  for (const entry of text.split("\0")) {
    const equals = entry.indexOf("=");
    environment[entry.slice(0, equals)] = entry.slice(equals + 1);
  }
  return { child, environment, log: () => log };
}

/** Ends the server, and resolves when it is gone. */
async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.ref();
  const gone = once(child, "exit");
  child.stdin.end();
  // A forked process may hold the other end of that pipe.
  child.kill("SIGTERM");
  await gone;
}

module.exports = { end, launch };
