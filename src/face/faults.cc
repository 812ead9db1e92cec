#include "iam/face/faults.h"

#include "iam/policy/glob.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace iam::gateway {
namespace {

using std::chrono::milliseconds;

// Of a call that ends before anything was done. Nobody reads it but the log.
Error connection_dropped() {
  return {.code = "ConnectionDropped", .http_status = 503, .message = std::nullopt, .fault = Fault::kReceiver};
}

bool fits(std::string const& pattern, std::string_view text) {
  return pattern.empty() || policy::glob_matches(pattern, text);
}

bool fits(FaultRule const& rule, service::Operation const& operation, service::Caller const& caller) {
  if (rule.service && *rule.service != operation.service) return false;
  return fits(rule.operation, operation.name) && fits(rule.account, caller.account.text()) &&
         fits(rule.principal, caller.arn);
}

milliseconds latency_of(FaultRule const& rule, IdSource& ids) {
  if (rule.latency_min == rule.latency_max) return rule.latency_min;
  auto const span = static_cast<double>((rule.latency_max - rule.latency_min).count() + 1);
  return rule.latency_min + milliseconds(static_cast<std::int64_t>(ids.fraction() * span));
}

std::string told_of(FaultRule const& rule, std::size_t number, milliseconds latency) {
  auto told = fmt::format("rule {}", number);
  if (!rule.preset.empty()) told += "; " + rule.preset;
  if (rule.error) told += "; error " + rule.error->code;
  if (latency.count() > 0) told += fmt::format("; latency {} ms", latency.count());
  if (rule.drop != Drop::kNever) told += rule.drop == Drop::kBefore ? "; drop before" : "; drop after";
  return told;
}

}  // namespace

std::optional<std::uint64_t> Faults::Rule::remaining() const {
  if (!asked.times) return std::nullopt;
  return *asked.times - struck;
}

Faults::Faults(IdSource& ids, std::vector<FaultRule> at_start) : ids_(ids), at_start_(std::move(at_start)) {
  restart();
}

std::shared_ptr<Strike const> Faults::strike(service::Operation const& operation, service::Caller const& caller) {
  return count() == 0 ? nullptr : drawn(operation, caller);
}

std::shared_ptr<Strike const> Faults::drawn(service::Operation const& operation, service::Caller const& caller) {
  auto ids = ids_.of(caller.account);
  std::lock_guard const lock(mutex_);
  for (auto& rule : rules_) {
    auto const& asked = rule.asked;
    if (rule.remaining() == 0 || !fits(asked, operation, caller)) continue;
    if (asked.probability < 1 && ids.fraction() >= asked.probability) continue;
    ++rule.struck;
    auto const number = static_cast<std::size_t>(&rule - rules_.data()) + 1;
    auto const latency = latency_of(asked, ids);
    return std::make_shared<Strike const>(
        Strike{.told = told_of(asked, number, latency),
               .error = asked.drop == Drop::kBefore ? connection_dropped() : asked.error,
               .latency = latency,
               .is_lost = asked.drop != Drop::kNever});
  }
  return nullptr;
}

std::vector<Faults::Rule> Faults::rules() const {
  std::lock_guard const lock(mutex_);
  return rules_;
}

void Faults::replace(std::vector<FaultRule> rules) {
  std::vector<Rule> fresh;
  for (auto& rule : rules) fresh.push_back({.asked = std::move(rule)});
  std::lock_guard const lock(mutex_);
  rules_ = std::move(fresh);
  count_.store(rules_.size(), std::memory_order_relaxed);
}

}  // namespace iam::gateway
