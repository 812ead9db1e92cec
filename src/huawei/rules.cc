#include "rules.h"

#include "iam/base/encoding.h"
#include "iam/base/text.h"
#include "iam/base/whole_number.h"

#include <algorithm>
#include <optional>

namespace iam::gateway::huawei {
namespace {

constexpr std::size_t kTagsMax = 20;
constexpr std::size_t kTagKeyMax = 64;
constexpr std::size_t kTagValueMax = 128;
constexpr std::size_t kDescriptionMax = 255;
constexpr std::size_t kPolicyDescriptionMax = 1000;  // AWS's limit; Huawei's documentation has none
constexpr std::size_t kPathMax = 512 - 1;            // AWS's limit, which counts the slash that Huawei leaves out
constexpr std::size_t kLoginInformationMax = 64;
constexpr std::size_t kAddressesMax = 100;  // documented for neither list
constexpr std::size_t kAddressTextMax = 64;
constexpr std::int64_t kLimitMax = 200;
constexpr std::string_view kForbiddenInDescriptions = "@#%&<>\\$^*";
constexpr std::string_view kReservedTagPrefix = "_sys_";

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

// Letters and digits of ASCII and `others`.
bool consists_of(std::string_view text, std::string_view others) {
  return std::ranges::all_of(
      text, [others](char c) { return is_alphanumeric(c) || others.find(c) != std::string_view::npos; });
}

bool has_length(std::string_view text, std::size_t min, std::size_t max) {
  auto const length = count_code_points(text);
  return length >= min && length <= max;
}

template <bool (*predicate)(std::string_view)>
bool text_is(json::value const& value) {
  auto const* text = value.if_string();
  return text != nullptr && predicate(*text);
}

bool is_user_name(std::string_view text) {
  return has_length(text, 1, 64) && consists_of(text, "_-.") && !is_digit(text.front());
}

bool is_group_name(std::string_view text) { return has_length(text, 1, 128) && consists_of(text, "_-"); }

bool is_policy_name(std::string_view text) { return has_length(text, 1, 128) && consists_of(text, "_+=.@-"); }

bool is_path(std::string_view text) {
  return text.size() <= kPathMax && (text.empty() || text.ends_with('/')) && !text.starts_with('/') &&
         text.find("//") == std::string_view::npos && consists_of(text, ".,+@=_-/");
}

bool is_path_prefix(std::string_view text) {
  return text.size() <= kPathMax && !text.starts_with('/') && consists_of(text, ".,+@=_-/");
}

template <std::size_t length_max>
bool is_description(std::string_view text) {
  return has_length(text, 0, length_max) && text.find_first_of(kForbiddenInDescriptions) == std::string_view::npos;
}

// Huawei documents no rule; AWS keeps no control characters.
bool is_policy_description(std::string_view text) {
  return has_length(text, 0, kPolicyDescriptionMax) &&
         std::ranges::none_of(text, [](unsigned char c) { return c < ' ' || c == 0x7f; });
}

bool is_password(std::string_view text) {
  return has_length(text, 8, 32) && std::ranges::all_of(text, [](char c) { return c > ' ' && c <= '~'; });
}

bool is_old_password(std::string_view text) { return has_length(text, 1, 128); }

bool is_status(std::string_view text) { return text == "active" || text == "inactive"; }

// Beyond ASCII everything passes here: that they are letters is for AWS's rule to say, which is the same.
bool consists_of_tag_characters(std::string_view text, std::string_view others) {
  return std::ranges::all_of(text, [others](char c) {
    return !is_ascii(c) || is_alphanumeric(c) || others.find(c) != std::string_view::npos;
  });
}

bool is_tag_key(std::string_view text) {
  return has_length(text, 1, kTagKeyMax) && consists_of_tag_characters(text, " _.:=+-@") && text.front() != ' ' &&
         text.back() != ' ' && !text.starts_with(kReservedTagPrefix);
}

bool is_tag_value(std::string_view text) {
  return has_length(text, 0, kTagValueMax) && consists_of_tag_characters(text, " _.:=+-@/");
}

bool is_tag(json::value const& value) {
  auto const* tag = value.if_object();
  if (tag == nullptr) return false;
  auto const* key = tag->if_contains("tag_key");
  auto const* tag_value = tag->if_contains("tag_value");
  return key != nullptr && tag_value != nullptr && text_is<is_tag_key>(*key) && text_is<is_tag_value>(*tag_value);
}

template <bool (*element)(json::value const&), std::size_t min, std::size_t max>
bool list_of(json::value const& value) {
  auto const* list = value.if_array();
  return list != nullptr && list->size() >= min && list->size() <= max && std::ranges::all_of(*list, element);
}

bool is_old_tag_key(std::string_view text) { return has_length(text, 1, kTagKeyMax); }

bool is_any(std::string_view) { return true; }

// What one may come from: its address stands under `name`, beside a description.
template <char const* name>
bool is_allowed_address(json::value const& value) {
  auto const* allowed = value.if_object();
  if (allowed == nullptr) return false;
  auto const* address = allowed->if_contains(name);
  if (address == nullptr || !address->is_string() || address->get_string().empty() ||
      address->get_string().size() > kAddressTextMax || !consists_of(address->get_string(), ".:/-")) {
    return false;
  }
  auto const* description = allowed->if_contains("description");
  return description == nullptr || text_is<is_description<kDescriptionMax>>(*description);
}

constexpr char kNetmask[] = "address_netmask";
constexpr char kRange[] = "ip_range";

bool is_asymmetric_signature(json::value const& value) {
  auto const* signature = value.if_object();
  auto const* is_on = signature == nullptr ? nullptr : signature->if_contains("asymmetric_signature_switch");
  return is_on != nullptr && is_on->is_bool() && signature->size() == 1;
}

bool is_limit(std::string_view text) { return whole_number<std::int64_t>(text, 1, kLimitMax).has_value(); }

bool is_marker(std::string_view text) { return has_length(text, 4, 400) && consists_of(text, "+/=-_"); }
bool is_flag_text(std::string_view text) { return text == "true" || text == "false"; }
bool is_entity_type(std::string_view text) { return text == "user" || text == "group" || text == "agency"; }
bool is_policy_type(std::string_view text) { return text == "custom" || text == "system"; }

Error parameter_broken(std::string_view name, std::string_view) { return errors::invalid_parameter(name); }

template <Error (*refusal)()>
Error always(std::string_view, std::string_view) {
  return refusal();
}

}  // namespace

namespace rules {

Rule const kId{text_is<is_any>};
Rule const kFlag{[](json::value const& value) { return value.is_bool(); }};
Rule const kUserName{text_is<is_user_name>, always<errors::invalid_user_name>};
Rule const kUserDescription{text_is<is_description<kDescriptionMax>>, always<errors::invalid_user_description>};
Rule const kGroupName{text_is<is_group_name>};
Rule const kGroupDescription{text_is<is_description<kDescriptionMax>>};
Rule const kPassword{text_is<is_password>, always<errors::weak_password>};
Rule const kOldPassword{text_is<is_old_password>, always<errors::incorrect_password>};
Rule const kAccessKeyStatus{text_is<is_status>};
Rule const kTags{list_of<is_tag, 1, kTagsMax>};
Rule const kTagKeys{list_of<text_is<is_old_tag_key>, 1, kTagsMax>};
Rule const kPolicyName{text_is<is_policy_name>};
Rule const kPolicyPath{text_is<is_path>, always<errors::invalid_path>};
Rule const kPolicyDescription{text_is<is_policy_description>};
Rule const kPolicyDocument{text_is<is_any>, always<errors::malformed_policy_document>};
Rule const kLoginInformation{text_is<is_description<kLoginInformationMax>>};
Rule const kAllowedNetmasks{list_of<is_allowed_address<kNetmask>, 0, kAddressesMax>};
Rule const kAsymmetricSignature{is_asymmetric_signature};
Rule const kAllowedRanges{list_of<is_allowed_address<kRange>, 0, kAddressesMax>};

Rule const kLimit{text_is<is_limit>, parameter_broken};
Rule const kMarker{text_is<is_marker>, always<errors::invalid_marker>};
Rule const kFlagText{text_is<is_flag_text>, parameter_broken};
Rule const kIdText{text_is<is_any>, parameter_broken};
Rule const kEntityType{text_is<is_entity_type>, parameter_broken};
Rule const kPolicyType{text_is<is_policy_type>, parameter_broken};
Rule const kPathPrefix{text_is<is_path_prefix>, parameter_broken};

}  // namespace rules
}  // namespace iam::gateway::huawei
