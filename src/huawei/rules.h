// What a value of a request must be like, and how it is refused when it is not. Lengths are counted in code points.
// Where Huawei's rule lets pass what AWS's names cannot hold, the narrower rule stands here: such a name is refused and
// not bent.
#pragma once

#include "errors.h"
#include "json.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace iam::gateway::huawei {

struct Rule {
  bool (*holds)(json::value const& value);
  // `shown` is the value as text, of which messages quote the beginning.
  Error (*broken)(std::string_view name, std::string_view shown) = errors::invalid_field;
};

namespace rules {

extern Rule const kId;  // anything: whether there is such a thing is another question
extern Rule const kFlag;
extern Rule const kUserName;
extern Rule const kUserDescription;
extern Rule const kGroupName;
extern Rule const kGroupDescription;
extern Rule const kPassword;
extern Rule const kOldPassword;
extern Rule const kAccessKeyStatus;
extern Rule const kTags;
extern Rule const kTagKeys;
extern Rule const kPolicyName;
extern Rule const kPolicyPath;
extern Rule const kPolicyDescription;
extern Rule const kPolicyDocument;
extern Rule const kLoginInformation;
extern Rule const kAllowedNetmasks;
extern Rule const kAllowedRanges;
extern Rule const kAsymmetricSignature;

// Of query strings, where every value is text.
extern Rule const kLimit;
extern Rule const kMarker;
extern Rule const kFlagText;
extern Rule const kIdText;
extern Rule const kEntityType;
extern Rule const kPolicyType;
extern Rule const kPathPrefix;

template <std::int64_t min, std::int64_t max>
inline constexpr Rule kIntegerWithin{[](json::value const& value) {
  auto const* number = value.if_int64();
  return number != nullptr && *number >= min && *number <= max;
}};

}  // namespace rules
}  // namespace iam::gateway::huawei
