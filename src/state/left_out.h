// What a form of export cannot say, as sentences, each once.
#pragma once

#include "iam/state/node.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iam::state {

class LeftOut {
 public:
  void add(std::string sentence) {
    if (std::ranges::find(sentences_, sentence) == sentences_.end()) sentences_.push_back(std::move(sentence));
  }
  // When the node has a member of that name.
  void add_if(Node const& node, std::string_view member, std::string sentence) {
    if (node.find(member) != nullptr) add(std::move(sentence));
  }

  std::vector<std::string> const& sentences() const { return sentences_; }

 private:
  std::vector<std::string> sentences_;
};

}  // namespace iam::state
