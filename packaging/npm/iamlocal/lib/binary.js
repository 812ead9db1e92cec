// Which program to run.
"use strict";

const { existsSync } = require("node:fs");
const path = require("node:path");

// The platforms that have a package with a binary, as Node names them.
const kPlatforms = ["linux-x64", "linux-arm64"];

/** The path of the program: that of IAMLOCAL_BINARY, or of this platform's package. Throws an Error that says why not. */
function binaryPath() {
  if (process.env.IAMLOCAL_BINARY) return process.env.IAMLOCAL_BINARY;
  const platform = `${process.platform}-${process.arch}`;
  if (!kPlatforms.includes(platform)) {
    throw new Error(
      `there is no program for ${platform}, only for ${kPlatforms.join(", ")}: use the container image, ` +
        "or let IAMLOCAL_BINARY name a program that you built",
    );
  }
  const name = `iamlocal-${platform}`;
  let folder;
  try {
    folder = path.dirname(require.resolve(`${name}/package.json`));
  } catch {
    throw new Error(
      `the package ${name} is not installed: it is an optional dependency of iamlocal, which --omit=optional and ` +
        "lock files of other platforms leave out. Install it, or let IAMLOCAL_BINARY name the program",
    );
  }
  const binary = path.join(folder, "iamlocal");
  if (!existsSync(binary)) throw new Error(`the package ${name} has no program in it: ${binary} is not there`);
  return binary;
}

/** What the program is to find in its environment. It refuses settings that it does not know, as IAMLOCAL_BINARY. */
function programEnvironment() {
  const { IAMLOCAL_BINARY: _, ...environment } = process.env;
  return environment;
}

module.exports = { binaryPath, programEnvironment };
