// Templates of policies and of what goes with them: `@{Name}` stands for the values of a parameter.
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagTemplate.html
#pragma once

#include <tl/expected.hpp>

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace iam::policy {

// No parameter has an empty list.
using TemplateValues = std::map<std::string, std::vector<std::string>, std::less<>>;

// The parameters that the text names, whether or not it is JSON.
std::set<std::string> template_parameters(std::string_view text);

// The text with a parameter's values in its place, joined by commas; otherwise the name of the parameter that has none.
tl::expected<std::string, std::string> fill_text(std::string_view text, TemplateValues const& values);

// What a policy template became.
struct FilledPolicy {
  // Nothing: every statement was left out.
  std::optional<std::string> document;
};

// As fill_text for a policy, as AWS was seen to do it. A string that is nothing but a parameter with several values
// becomes a list, or part of the list it is in. A statement with `"@Enabled": "Name"` stays, without that member, when
// the parameter is `true` in any case, and is left out otherwise: parameters that only it names need no values.
// REQUIRES: `text` is JSON that iam/policy/document.h can read as such.
tl::expected<FilledPolicy, std::string> fill_policy(std::string_view text, TemplateValues const& values);

// Whether `text` is JSON: what fill_policy requires. A template is no policy yet.
bool is_policy_template(std::string_view text);

// The permissions boundaries that the policy demands of roles where it lets create them, each once.
std::vector<std::string> demanded_boundaries(std::string_view document);

}  // namespace iam::policy
