#include "iam/state/make_plan.h"

#include "account_answer.h"
#include "planner.h"

#include <fmt/format.h>

#include <optional>
#include <set>
#include <string>
#include <utility>

namespace iam::state {
namespace {

constexpr std::string_view kAccountId = "AccountId";
constexpr std::string_view kAccounts = "Accounts";

class Reader {
 public:
  Reader(Target const& target, Mistakes& mistakes) : target_(target), mistakes_(mistakes) {}

  // With everything that several accounts have.
  Plan read(Node const& document) {
    Fields fields(document, "the document", mistakes_);
    if (auto const* accounts = fields.find(kAccounts)) {
      read_each(*accounts);
    } else {
      auto const said = fields.text(kAccountId);
      auto const owner = said.has_value() ? parsed(*said, fields.line_of(kAccountId)) : account_of_answer(document);
      read_account(fields, owner.value_or(target_.account.value_or(target_.default_account)));
    }
    fields.finish();
    return std::move(plan_);
  }

 private:
  void read_each(Node const& accounts) {
    if (accounts.kind != Node::Kind::kMap) return mistakes_.add(accounts.line, "`Accounts` is an object");
    for (auto const& [id, part] : accounts.members) {
      Fields members(part, fmt::format("account {}", id), mistakes_);
      if (auto const account = parsed(id, part.line)) read_account(members, *account);
      members.finish();
    }
  }

  std::optional<AccountId> parsed(std::string_view id, std::size_t line) {
    auto const account = AccountId::parse(id);
    if (!account.has_value()) mistakes_.add(line, fmt::format("`{}` is no account id of twelve digits", id));
    return account;
  }

  void read_account(Fields& members, AccountId account) {
    if (target_.account.has_value() && *target_.account != account) {
      mistakes_.add(members.line(),
                    fmt::format("the document is about account {}, not {}", account.text(), target_.account->text()));
    }
    Planner(plan_, mistakes_, target_.partition, account).account(members);
  }

  Target const& target_;
  Mistakes& mistakes_;
  Plan plan_;
};

}  // namespace

tl::expected<Plan, Mistake> plan_of(Node const& document, Target const& target) {
  if (auto const* tagged = document.find_tagged()) {
    return tl::unexpected(Mistake{
        .line = tagged->line, .message = fmt::format("the tag {} is for templates of CloudFormation", tagged->tag)});
  }
  if (document.kind != Node::Kind::kMap) {
    return tl::unexpected(Mistake{.line = document.line,
                                  .message = "the document is no object: it is one of JSON or YAML, as the AWS CLI "
                                             "prints answers with `--output json`"});
  }
  bool const is_answer = is_account_answer(document);
  Mistakes mistakes(is_answer ? Author::kAws : Author::kPerson);
  if (is_answer) refuse_half(document, mistakes);
  auto plan = Reader(target, mistakes).read(document);
  if (mistakes.first().has_value()) return tl::unexpected(*mistakes.first());
  if (is_answer) note_what_it_does_not_say(document, plan.notes);
  return plan;
}

}  // namespace iam::state
