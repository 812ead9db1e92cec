#!/usr/bin/env node
// Runs the program as if it had been called itself: with these arguments, signals and this exit status.
"use strict";

const { spawn } = require("node:child_process");
const { readFileSync } = require("node:fs");
const { constants } = require("node:os");

const { binaryPath, programEnvironment } = require("../lib/binary.js");

const kStatusNotStarted = 126;

// Of a process in the foreground of its terminal, the whole group gets what the keyboard sends. To pass it on would
// make two signals of one, and a second one tells the server to drop what is in flight.
// https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: pgrp is the fifth field, tpgid the eighth.
function isInForeground() {
  try {
    const text = readFileSync("/proc/self/stat", "utf8");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return fields[2] === fields[5];
  } catch {
    return false;
  }
}

function fail(message) {
  process.stderr.write(`iamlocal: ${message}\n`);
  process.exit(kStatusNotStarted);
}

function main() {
  let binary;
  try {
    binary = binaryPath();
  } catch (error) {
    fail(error.message);
  }
  const child = spawn(binary, process.argv.slice(2), { stdio: "inherit", env: programEnvironment() });
  child.on("error", (error) => fail(`cannot run ${binary}: ${error.message}`));
  const signals = ["SIGINT", "SIGQUIT", "SIGTERM", "SIGHUP", "SIGUSR2"];
  for (const signal of signals) {
    process.on(signal, () => {
      const isFromKeyboard = (signal === "SIGINT" || signal === "SIGQUIT") && isInForeground();
      if (!isFromKeyboard) child.kill(signal);
    });
  }
  child.on("exit", (status, signal) => {
    if (signal === null) process.exit(status);
    for (const each of signals) process.removeAllListeners(each);
    process.kill(process.pid, signal);
    // Reached by a signal that ends nobody here, as a shell would tell it.
    setImmediate(() => process.exit(128 + constants.signals[signal]));
  });
}

main();
