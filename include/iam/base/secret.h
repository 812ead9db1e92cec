// A string that must never reach a log.
#pragma once

#include <string>
#include <utility>

namespace iam {

// Holds a password, key or token. It cannot be formatted, streamed or compared by accident: the only
// way to the text is reveal(), which a reader can search for.
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string text) : text_(std::move(text)) {}

  std::string const& reveal() const { return text_; }

 private:
  std::string text_;
};

}  // namespace iam
