// What an account holds, as a state document of our own form.
#pragma once

#include "iam/base/account.h"
#include "iam/base/arn.h"
#include "iam/state/node.h"
#include "iam/store/session.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace iam::state {

// All that a plan can make again, credentials included: whoever reads it can act as everybody in the account. What it
// makes of an empty server is exported as the same. Policies are trees where they are JSON, so that their white space
// is not kept.
Node export_account(AccountId account, Partition partition, store::Session& session);

// What the account has and its export does not: "delegation requests". Of what only tells what happened, such as last
// uses and reports, nothing is told.
std::vector<std::string_view> left_out_of_export(AccountId account, store::Session& session);

// A form in which what was exported is written.
struct ExportForm {
  std::string_view name;  // as `--as` calls it
  std::string_view content_type;
  std::string (*write)(Node const& exported, Partition partition);
};

std::span<ExportForm const> export_forms();
// Null when there is none of that name.
ExportForm const* find_export_form(std::string_view name);

// Indented, a line for each member: for people and for diffs.
std::string to_pretty_json(Node const& node);

}  // namespace iam::state
