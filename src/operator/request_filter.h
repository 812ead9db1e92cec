// Which requests of the journal somebody wants to see.
#pragma once

#include "iam/face/request_journal.h"

#include <boost/json.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::gateway {

class RequestFilter {
 public:
  // The names that set() knows, as URLs and bodies have them.
  static constexpr std::string_view kNames[] = {"account", "operation", "principal", "request_id",
                                                "service", "since",     "source",    "status"};

  static constexpr std::string_view kOperation = "operation";

  // Wants requests of which `name` is `text`; of `since`, what is no older. The sentence to refuse it with when it
  // makes no sense, else nothing. REQUIRES: one of kNames.
  //
  // A status is HTTP's (`404`), `success` or `error`, or the code of an error (`NoSuchEntity`). An operation may have
  // its service in front (`iam:GetUser`). A principal is an ARN, or what follows a slash or colon in it (`Bob`).
  std::optional<std::string> set(std::string_view name, std::string_view text);

  // Wants these among the parameters, as far as they are told: of an object's members that are not told any will do.
  void set_parameters(boost::json::object parameters) { parameters_ = std::move(parameters); }

  std::optional<AccountId> account() const { return account_; }
  std::string const& operation() const { return operation_; }
  std::string const& service() const { return service_; }
  bool has_source() const { return !source_.empty(); }

  // Where and when: what lies outside is not a near miss, either.
  bool is_in_scope(RecordedRequest const& recorded) const;

  struct Difference {
    std::string what;  // "status", "parameters.UserName"
    boost::json::value expected;
    boost::json::value seen;
  };
  // What keeps a request in scope from being one of those that are wanted; the operation comes first.
  std::vector<Difference> differences(RecordedRequest const& recorded) const;

  bool matches(RecordedRequest const& recorded) const { return is_in_scope(recorded) && differences(recorded).empty(); }
  // How many things differences() compares.
  std::size_t demands() const;

 private:
  bool has_operation(RecordedRequest const& recorded) const;
  bool has_principal(RecordedRequest const& recorded) const;
  bool has_status(RecordedRequest const& recorded) const;

  std::optional<AccountId> account_;
  std::optional<Time> since_;
  std::string operation_;
  std::string principal_;
  std::string request_id_;
  std::string service_;
  std::string source_;
  std::string status_;
  boost::json::object parameters_;
};

}  // namespace iam::gateway
