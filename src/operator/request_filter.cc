#include "request_filter.h"

#include "iam/base/text.h"
#include "iam/base/whole_number.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace iam::gateway {
namespace {

namespace json = boost::json;

constexpr std::string_view kSources[] = {"alexa", "aws", "huawei", "toolbox"};
constexpr std::string_view kServices[] = {"a4b", "iam", "sts"};
constexpr std::string_view kSuccess = "success";
constexpr std::string_view kError = "error";

bool is_number(std::string_view text) { return std::ranges::all_of(text, is_digit); }

// AWS's codes are words, Huawei's have dots.
bool is_status(std::string_view text) {
  if (is_number(text)) return whole_number<int>(text, 100, 599).has_value();
  return std::ranges::all_of(text, [](char c) { return is_alphanumeric(c) || c == '.'; });
}

// Numbers and flags are text in form data.
std::string text_of(json::value const& value) {
  return value.is_string() ? std::string(value.get_string()) : json::serialize(value);
}

bool is_plain(json::value const& value) { return !value.is_object() && !value.is_array(); }

bool is_same(json::value const& expected, json::value const& seen) {
  if (is_plain(expected) && is_plain(seen)) return text_of(expected) == text_of(seen);
  if (auto const* list = expected.if_array()) {
    auto const* others = seen.if_array();
    return others != nullptr && std::ranges::equal(*list, *others, is_same);
  }
  auto const* object = expected.if_object();
  auto const* other = seen.if_object();
  if (object == nullptr || other == nullptr) return false;
  return std::ranges::all_of(*object, [&](auto const& member) {
    auto const* found = other->if_contains(member.key());
    return found != nullptr && is_same(member.value(), *found);
  });
}

}  // namespace

std::optional<std::string> RequestFilter::set(std::string_view name, std::string_view text) {
  if (text.empty()) return fmt::format("`{}` is empty", name);
  if (name == "account") {
    account_ = AccountId::parse(text);
    if (!account_.has_value()) return "`account` is an account id of twelve digits";
  } else if (name == "since") {
    since_ = parse_iso8601(text);
    if (!since_.has_value()) return "`since` is a time of the server's clock such as 2026-01-31T00:00:00Z";
  } else if (name == "status") {
    if (!is_status(text)) return "`status` is a number such as 404, success, error, or an error's code";
    status_ = text;
  } else if (name == "source") {
    if (std::ranges::find(kSources, text) == std::end(kSources)) return "`source` is aws, huawei, alexa or toolbox";
    source_ = text;
  } else if (name == "operation") {
    operation_ = text;
  } else if (name == "principal") {
    principal_ = text;
  } else if (name == "request_id") {
    request_id_ = text;
  } else if (name == "service") {
    if (std::ranges::find(kServices, text) == std::end(kServices)) return "`service` is iam, sts or a4b";
    service_ = text;
  }
  return std::nullopt;
}

bool RequestFilter::is_in_scope(RecordedRequest const& recorded) const {
  return (!account_.has_value() || recorded.account() == *account_) &&
         (!since_.has_value() || recorded.at() >= *since_) && (source_.empty() || recorded.source() == source_);
}

std::vector<RequestFilter::Difference> RequestFilter::differences(RecordedRequest const& recorded) const {
  std::vector<Difference> found;
  auto const differ = [&](std::string what, std::string_view expected, std::string_view seen) {
    found.push_back({std::move(what), json::value(expected), seen.empty() ? json::value() : json::value(seen)});
  };
  if (!has_operation(recorded)) differ(std::string(kOperation), operation_, recorded.operation());
  if (!service_.empty() && recorded.service() != service_) differ("service", service_, recorded.service());
  if (!has_principal(recorded)) differ("principal", principal_, recorded.caller());
  if (!request_id_.empty() && recorded.request_id() != request_id_) {
    differ("request_id", request_id_, recorded.request_id());
  }
  if (!has_status(recorded)) {
    auto seen = std::to_string(recorded.status());
    if (!recorded.code().empty()) seen.append(" ").append(recorded.code());
    differ("status", status_, seen);
  }
  if (parameters_.empty()) return found;
  auto const read = readable_parameters(recorded.form(), recorded.parameters(), recorded.operation());
  auto const* sent = read.if_object();
  for (auto const& [name, expected] : parameters_) {
    auto const* seen = sent == nullptr ? nullptr : sent->if_contains(name);
    if (seen != nullptr && is_same(expected, *seen)) continue;
    found.push_back({"parameters." + std::string(name), expected, seen == nullptr ? json::value() : *seen});
  }
  return found;
}

std::size_t RequestFilter::demands() const {
  std::size_t count = parameters_.size();
  for (auto const* text : {&operation_, &principal_, &request_id_, &service_, &status_}) count += text->empty() ? 0 : 1;
  return count;
}

bool RequestFilter::has_operation(RecordedRequest const& recorded) const {
  std::string_view wanted = operation_;
  if (auto const colon = wanted.find(':'); colon != std::string_view::npos) {
    if (wanted.substr(0, colon) != recorded.service()) return false;
    wanted.remove_prefix(colon + 1);
  }
  return wanted.empty() || wanted == recorded.operation();
}

bool RequestFilter::has_principal(RecordedRequest const& recorded) const {
  auto const caller = recorded.caller();
  if (principal_.empty() || caller == principal_) return true;
  if (!caller.ends_with(principal_)) return false;
  char const before = caller[caller.size() - principal_.size() - 1];
  return before == '/' || before == ':';
}

bool RequestFilter::has_status(RecordedRequest const& recorded) const {
  if (status_.empty()) return true;
  if (status_ == kSuccess || status_ == kError) return (recorded.status() < 400) == (status_ == kSuccess);
  if (is_number(status_)) return std::to_string(recorded.status()) == status_;
  return recorded.code() == status_;
}

}  // namespace iam::gateway
