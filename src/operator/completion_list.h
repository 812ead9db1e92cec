// What was found to complete a word, the best first.
#pragma once

#include <boost/json.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace iam::gateway {

// Words that begin with what was typed come before those that only contain it, ignoring case; each kind in the order in
// which they were offered. A word is taken once.
class CompletionList {
 public:
  CompletionList(std::string_view typed, std::size_t limit);

  std::string const& typed() const { return typed_; }  // in lower case

  void offer(std::string_view text, std::string_view detail);
  // Found by either of both.
  void offer_named(std::string_view text, std::string_view name);
  // Taken whatever was typed.
  void take(std::string_view text, std::string_view detail);

  // {"completions": [{"text": …, "detail": …}], "truncated": …}
  boost::json::object told() &&;

 private:
  struct Completion {
    std::string text;
    std::string_view detail;
  };

  void put(std::vector<Completion>& list, std::string_view text, std::string_view detail);

  std::string typed_;
  std::size_t limit_;
  std::vector<Completion> begin_so_;
  std::vector<Completion> contain_it_;
};

}  // namespace iam::gateway
