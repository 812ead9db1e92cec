#include "names.h"

#include "errors.h"
#include "iam/base/ids.h"
#include "iam/face/hex_ids.h"

#include <utility>

namespace iam::gateway::alexa {
namespace {

std::string kind_beginning(AccountId account) { return "arn:aws:a4b:us-east-1:" + account.text() + ":user/"; }

// All users of the account have it.
std::string arn_beginning(AccountId account) {
  return kind_beginning(account) + hex_id_of("organization", account) + "/";
}

Error no_such_user() { return errors::not_found("user"); }

}  // namespace

std::string user_arn(AccountId account, std::string_view unique_id) {
  return arn_beginning(account) + hex_id_of(unique_id);
}

std::string every_user_arn(AccountId account) { return kind_beginning(account) + "*"; }

Result<store::User> find_user(service::Call& call, std::string_view arn) {
  auto const beginning = arn_beginning(call.account());
  if (!arn.starts_with(beginning)) return fail(no_such_user());
  auto const unique_id = unique_id_of(arn.substr(beginning.size()), id_prefix::kUser);
  if (!unique_id.has_value()) return fail(no_such_user());
  auto user = store::Users(call.store).find_by_unique_id(call.account(), *unique_id);
  if (!user.has_value()) return fail(no_such_user());
  return *std::move(user);
}

Result<Enrolled> find_enrolled(service::Call& call, std::optional<std::string> const& arn,
                               std::string_view enrollment_id) {
  store::AlexaUsers all_kept(call.store);
  if (arn.has_value()) {
    auto user = find_user(call, *arn);
    if (!user.has_value()) return fail(std::move(user.error()));
    auto kept = all_kept.find(user->id);
    bool const fits = enrollment_id.empty() || (kept.has_value() && kept->enrollment_id == enrollment_id);
    if (!fits) return fail(errors::not_found("enrollment"));
    return Enrolled{*std::move(user), std::move(kept)};
  }
  auto kept = all_kept.find_by_enrollment(enrollment_id);
  if (!kept.has_value()) return fail(no_such_user());
  auto user = store::Users(call.store).find_by_id(call.account(), kept->user);
  if (!user.has_value()) return fail(no_such_user());
  return Enrolled{*std::move(user), std::move(kept)};
}

}  // namespace iam::gateway::alexa
