// iamlocal import and export: what an account holds, into a server or a database and out of it.
#pragma once

#include "options.h"

#include <optional>
#include <string>
#include <vector>

namespace iam::program {

struct TransferOptions {
  std::string file;                     // kImport: `-` is stdin; empty: the profile's account
  std::string profile;                  // of the AWS CLI
  std::vector<std::string> parameters;  // kImport: of a template, each NAME=VALUE
  std::string as = "json";
  std::optional<AccountId> account;
  bool is_offline = false;  // into, or out of, the database that --db names
};

// Hands a state document to the server that runs, or to a database, and says what came of it and what the document
// could not say. Throws UsageError, and std::runtime_error with file and line when the document is refused.
int import_state(Options const& options, TransferOptions const& transfer);

// Writes the account's document to stdout.
int export_state(Options const& options, TransferOptions const& transfer);

}  // namespace iam::program
