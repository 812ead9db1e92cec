// The members of a request, wherever they stand: described once for each operation, read and checked by one reader.
#pragma once

#include "iam/base/result.h"
#include "json.h"
#include "rules.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace iam::gateway::huawei {

enum class Place {
  kQuery,
  kBody,       // a member of the object that is the body
  kWholeBody,  // the body itself, which is no object
};

enum class Presence { kOptional, kRequired };

struct Member {
  std::string_view name;
  Place place;
  Presence presence;
  Rule const* rule;
};

// A segment of the path that stands for a name in the operation's path template.
struct PathValue {
  std::string_view name;
  std::string value;  // decoded
};

// What a request has to say to its operation. INVARIANT: every rule holds, and what is required is there.
class Parameters {
 public:
  // Reads and checks, in the order of `members`.
  static Result<Parameters> read(std::span<Member const> members, std::vector<PathValue> const& path,
                                 std::string_view query, std::string_view body);

  // Null when it was not sent.
  json::value const* find(std::string_view name) const { return values_.if_contains(name); }

  json::object const& all() const { return values_; }

  // REQUIRES: of the type that the member's rule asks for; and, but for the optional ones, that it was sent.
  std::string text(std::string_view name) const { return std::string(values_.at(name).get_string()); }
  std::optional<std::string> optional_text(std::string_view name) const;
  std::optional<bool> optional_flag(std::string_view name) const;
  bool flag(std::string_view name) const { return values_.at(name).get_bool(); }
  json::array const& list(std::string_view name) const { return values_.at(name).get_array(); }

 private:
  json::object values_;
};

}  // namespace iam::gateway::huawei
