// The members of one map of a state document, asked for one by one. The first fault of a document is kept; what is read
// after it is of no account.
#pragma once

#include "iam/base/time.h"
#include "iam/state/node.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iam::state {

// Who wrote a document. A member that nobody knows is a person's mistake, and news of AWS's.
enum class Author { kPerson, kAws };

class Mistakes {
 public:
  explicit Mistakes(Author author) : author_(author) {}

  void add(std::size_t line, std::string message);
  std::optional<Mistake> const& first() const { return first_; }
  Author author() const { return author_; }

 private:
  Author author_;
  std::optional<Mistake> first_;
};

// "2026-03-05T10:11:12Z", with +00:00 or another offset instead of Z, or with a blank for the T, as clients print
// times.
std::optional<Time> parse_time(std::string_view text);

class Fields {
 public:
  // `what` is the map's name in sentences. Anything but a map is a fault. The node and mistakes outlive this.
  Fields(Node const& node, std::string what, Mistakes& mistakes);

  Node const* find(std::string_view name);
  // Of a member with two names, the one that is there.
  Node const* find(std::string_view name, std::string_view other);

  // Each answers nothing, or an empty list, when the member is absent or null.
  std::optional<std::string> text(std::string_view name);
  std::optional<bool> boolean(std::string_view name);
  std::optional<Time> time(std::string_view name);
  std::vector<std::string> texts(std::string_view name);
  // A policy: an object, or its text, which may be percent-encoded as the API's answers are.
  std::optional<std::string> document(std::string_view name);
  void each(Node const* list, std::function<void(Node const& item)> const& visit);

  // Members that are known and of no use here.
  void pass_over(std::initializer_list<std::string_view> names);

  // A text that must be there.
  std::string required(std::string_view name);

  // Refuses what nobody asked for, with the nearest name. Called last.
  void finish();

  std::size_t line() const { return node_.line; }
  std::size_t line_of(std::string_view name) const;  // of the map itself when it has no such member

 private:
  void refuse(Node const& at, std::string_view name, std::string_view expected);

  Node const& node_;
  std::string what_;
  Mistakes& mistakes_;
  std::vector<std::string_view> known_;
};

}  // namespace iam::state
