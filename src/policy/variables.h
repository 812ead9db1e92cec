// `${aws:username}` and its kin.
//
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
#pragma once

#include "iam/policy/context.h"

#include <functional>
#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::policy {

// Text that is whole only with the context of a request.
class VariableText {
 public:
  // A variable, or the plain text before the next one.
  struct Piece {
    std::string text;  // of a variable: its key in lower case
    bool is_variable = false;
    std::optional<std::string> fallback;  // `${aws:username, 'nobody'}`
  };

  void add_text(std::string_view text);
  void add_variable(Piece variable);

  bool has_variables() const { return has_variables_; }
  // REQUIRES: no variables.
  std::string const& text() const;

  // The text for this request, in `buffer`; nothing when a variable has no single value. A value is taken literally.
  std::optional<std::string_view> expand(Context const& context, std::pmr::string& buffer) const;

 private:
  std::vector<Piece> pieces_;
  bool has_variables_ = false;
};

// What becomes of the characters outside variables. `${*}`, `${?}` and `${$}` are plain characters in any case.
enum class Wildcards { kPlain, kActive };
// Documents older than 2012-10-17 have no variables: `${aws:username}` is text.
enum class Variables { kNone, kReplaced };

// With active wildcards the text is a compiled glob.
VariableText parse_variable_text(std::string_view text, Wildcards wildcards, Variables variables);

// The keys of the variables in `text`, as they are spelled.
std::vector<std::string_view> variables_in(std::string_view text);

// The text with a star in the place of each variable that is not known: `home/${aws:username}/*` is `home/*/*`.
std::string with_any_text(std::string_view text, std::function<bool(std::string_view key)> const& is_known);

}  // namespace iam::policy
