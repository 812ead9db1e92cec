// What is known of a request besides who asks for what: the keys that conditions and variables look at.
//
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace iam::policy {

// One key of a request. A list of no values is present, and so is one empty text: absent is only what was never set.
struct ContextEntry {
  // Keys that AWS documents as multivalued can be no variables, even while they have one value.
  enum class Kind { kSingle, kList };

  std::string key;  // in lower case
  Kind kind = Kind::kSingle;
  std::vector<std::string> values;
};

// Keys in any case: `aws:RequestTag/Team` and `AWS:requesttag/team` are one. Setting a key again replaces it.
// Values are text as requests carry them: "true", "3600", "2026-03-05T10:11:12Z", base-64 for bytes.
class Context {
 public:
  void set(std::string_view key, std::string value);
  void set_list(std::string_view key, std::vector<std::string> values);
  // One value stands alone, any other number of them is a list.
  void set_values(std::string_view key, std::vector<std::string> values);
  void set_unless_there(std::string_view key, std::string value);
  // Its key may be in any case, too.
  void add(ContextEntry entry);
  void add(Context others);
  // What is there already stays.
  void add_unless_there(Context others);
  void erase(std::string_view key);

  // REQUIRES: `key` is in lower case.
  ContextEntry const* find_lowered(std::string_view key) const;
  ContextEntry const* find(std::string_view key) const;

  // In the order of the keys.
  std::vector<ContextEntry> const& entries() const { return entries_; }

 private:
  void put(ContextEntry entry);

  std::vector<ContextEntry> entries_;
};

}  // namespace iam::policy
