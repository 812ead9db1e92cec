#include "iam/operator/fault_rules.h"

#include "iam/base/strict_json.h"
#include "iam/base/suggestion.h"
#include "iam/policy/glob.h"
#include "json_fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace iam::gateway {
namespace {

namespace json = boost::json;
using std::chrono::milliseconds;

constexpr std::size_t kRulesMax = 100;
constexpr std::int64_t kLatencyMaxMs = 5 * 60 * 1000;  // longer than any client waits
constexpr std::size_t kCodeLengthMax = 128;
constexpr std::size_t kMessageLengthMax = 1024;
constexpr std::size_t kArnLengthMax = 2048;
constexpr int kErrorStatusMin = 400;
constexpr int kErrorStatusMax = 599;
constexpr std::string_view kWantedFaults = R"(send a list of faults such as [{"preset": "throttle", "times": 2}])";

struct Preset {
  std::string_view name;
  void (*fill)(FaultRule& rule);
};

// What IAM and STS answer over their rate: https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html names
// the code and its status, clients' reports the text. Of `unavailable` other query services were seen without a text.
constexpr std::array kPresets = {
    Preset{"throttle",
           [](FaultRule& rule) {
             rule.error = Error{.code = "Throttling", .http_status = 400, .message = "Rate exceeded"};
           }},
    Preset{"unavailable",
           [](FaultRule& rule) {
             rule.error = Error{
                 .code = "ServiceUnavailable", .http_status = 503, .message = std::nullopt, .fault = Fault::kReceiver};
           }},
    Preset{"reset", [](FaultRule& rule) { rule.drop = Drop::kBefore; }},
    Preset{"slow",
           [](FaultRule& rule) {
             rule.latency_min = milliseconds(1000);
             rule.latency_max = milliseconds(3000);
           }},
};

bool has_wildcard(std::string_view pattern) { return pattern.find_first_of("*?") != std::string_view::npos; }

std::string meant_by(std::string_view word, std::vector<std::string_view> const& known) {
  auto const meant = nearest(word, known);
  return meant ? fmt::format("; did you mean `{}`?", *meant) : "";
}

class RuleReader {
 public:
  explicit RuleReader(json::object const& object) : object_(object) {}

  tl::expected<FaultRule, std::string> read() {
    fields_.expect_members("a fault", object_,
                           {"service", "operation", "account", "principal", "probability", "times", "preset", "error",
                            "latency_ms", "drop"});
    read_service();
    read_operation();
    read_account();
    read_principal();
    read_probability();
    read_times();
    if (object_.contains("preset")) {
      read_preset();
    } else {
      read_error();
      read_latency();
      read_drop();
    }
    if (!fields_.fault().empty()) return tl::unexpected(fields_.fault());
    return rule_;
  }

 private:
  void read_service() {
    auto const name = fields_.text(object_, "service");
    if (!name) return;
    for (auto const service : {service::Service::kIam, service::Service::kSts}) {
      if (*name == service::service_prefix(service)) rule_.service = service;
    }
    if (!rule_.service) fields_.refuse("`service` is iam or sts");
  }

  void read_operation() {
    rule_.operation = fields_.text(object_, "operation").value_or("");
    if (!object_.contains("operation")) return;
    std::vector<std::string_view> known;
    for (auto const* operation : service::operations()) {
      if (!rule_.service || *rule_.service == operation->service) known.push_back(operation->name);
    }
    auto const is_meant = [this](std::string_view name) { return policy::glob_matches(rule_.operation, name); };
    if (std::ranges::any_of(known, is_meant)) return;
    auto const owner = rule_.service ? service::service_prefix(*rule_.service) : "AWS";
    fields_.refuse(
        fmt::format("`operation`: {} has no operation {}{}", owner, rule_.operation, meant_by(rule_.operation, known)));
  }

  void read_account() {
    rule_.account = fields_.text(object_, "account").value_or("");
    if (!object_.contains("account")) return;
    bool const is_fit = has_wildcard(rule_.account)
                            ? rule_.account.find_first_not_of("0123456789*?") == std::string::npos
                            : AccountId::parse(rule_.account).has_value();
    if (!is_fit) fields_.refuse("`account` is an account id of twelve digits, or a pattern of some with * and ?");
  }

  void read_principal() {
    rule_.principal = fields_.text(object_, "principal").value_or("");
    if (!object_.contains("principal")) return;
    bool const is_fit = rule_.principal.starts_with("arn:") || rule_.principal.starts_with('*');
    if (!is_fit || rule_.principal.size() > kArnLengthMax) {
      fields_.refuse("`principal` is the ARN of a caller, or a pattern of some with * and ?");
    }
  }

  void read_probability() {
    auto const* value = object_.if_contains("probability");
    if (value == nullptr) return;
    json::error_code error;
    rule_.probability = value->to_number<double>(error);
    if (error || !(rule_.probability > 0 && rule_.probability <= 1)) {
      fields_.refuse("`probability` is a number above 0 and at most 1");
    }
  }

  void read_times() {
    auto const times = fields_.integer(object_, "times");
    if (!times) return;
    if (*times < 1) fields_.refuse("`times` is at least 1");
    rule_.times = static_cast<std::uint64_t>(*times);
  }

  void read_preset() {
    rule_.preset = fields_.text(object_, "preset").value_or("");
    for (auto const* other : {"error", "latency_ms", "drop"}) {
      if (object_.contains(other)) fields_.refuse(fmt::format("`preset` says what happens: leave out `{}`", other));
    }
    auto const preset = std::ranges::find(kPresets, std::string_view(rule_.preset), &Preset::name);
    if (preset != kPresets.end()) return preset->fill(rule_);
    std::vector<std::string_view> known;
    for (auto const& each : kPresets) known.push_back(each.name);
    fields_.refuse(fmt::format("`preset` is throttle, unavailable, reset or slow{}", meant_by(rule_.preset, known)));
  }

  void read_error() {
    auto const* value = object_.if_contains("error");
    if (value == nullptr) return;
    auto const* error = value->if_object();
    if (error == nullptr) return fields_.refuse("`error` is an object");
    fields_.expect_members("`error`", *error, {"code", "status", "message"});
    auto code = fields_.bounded_text(*error, "code", 1, kCodeLengthMax);
    auto const is_plain = [](char c) { return c > ' ' && c < '\x7f'; };
    if (!std::ranges::all_of(code, is_plain)) fields_.refuse("`code` is one word of ASCII");
    auto const status = fields_.integer(*error, "status").value_or(0);
    if (status < kErrorStatusMin || status > kErrorStatusMax) {
      fields_.refuse(fmt::format("`status` is an HTTP status from {} to {}", kErrorStatusMin, kErrorStatusMax));
    }
    std::optional<std::string> message;
    if (error->contains("message")) message = fields_.bounded_text(*error, "message", 0, kMessageLengthMax);
    rule_.error = Error{.code = std::move(code),
                        .http_status = static_cast<int>(status),
                        .message = std::move(message),
                        .fault = status < 500 ? Fault::kSender : Fault::kReceiver};
  }

  void read_latency() {
    auto const* value = object_.if_contains("latency_ms");
    if (value == nullptr) return;
    auto const* range = value->if_array();
    bool const is_range = range != nullptr && range->size() == 2 && range->at(0).is_int64() && range->at(1).is_int64();
    auto const least = is_range ? range->at(0).as_int64() : -1;
    auto const most = is_range ? range->at(1).as_int64() : -1;
    if (least < 0 || most < least || most < 1 || most > kLatencyMaxMs) {
      return fields_.refuse(fmt::format("`latency_ms` is [min, max], two whole numbers from 0 to {}", kLatencyMaxMs));
    }
    rule_.latency_min = milliseconds(least);
    rule_.latency_max = milliseconds(most);
  }

  void read_drop() {
    auto const when = fields_.text(object_, "drop");
    if (when) {
      if (*when != "before" && *when != "after") fields_.refuse("`drop` is before or after");
      if (rule_.error) fields_.refuse("an `error` is an answer: leave out `drop`");
      rule_.drop = *when == "before" ? Drop::kBefore : Drop::kAfter;
    }
    bool const does_something = rule_.error || rule_.latency_max.count() > 0 || rule_.drop != Drop::kNever;
    if (!does_something) fields_.refuse("a fault has a `preset`, an `error`, `latency_ms` or `drop`");
  }

  json::object const& object_;
  JsonFields fields_;
  FaultRule rule_;
};

}  // namespace

tl::expected<std::vector<FaultRule>, std::string> read_fault_rules(std::string_view json) {
  auto body = parse_strict_json(json);
  if (body && body->is_object()) body = json::array{*std::move(body)};
  if (!body || !body->is_array()) return tl::unexpected(wrong_body(std::string(kWantedFaults), json));
  auto const& list = body->get_array();
  if (list.size() > kRulesMax) return tl::unexpected(fmt::format("there are at most {} faults", kRulesMax));
  std::vector<FaultRule> rules;
  for (auto const& each : list) {
    auto const* object = each.if_object();
    if (object == nullptr) return tl::unexpected(std::string(kWantedFaults));
    auto rule = RuleReader(*object).read();
    if (!rule) return tl::unexpected(fmt::format("fault {}: {}", rules.size() + 1, rule.error()));
    rules.push_back(*std::move(rule));
  }
  return rules;
}

std::string faults_told(std::size_t count) {
  return fmt::format("{} on purpose", count == 1
                                          ? "1 fault makes calls fail, wait or lose their answer"
                                          : fmt::format("{} faults make calls fail, wait or lose their answer", count));
}

}  // namespace iam::gateway
