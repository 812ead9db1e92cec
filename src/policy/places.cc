#include "iam/policy/places.h"

#include "steps.h"

#include <algorithm>
#include <charconv>
#include <utility>
#include <vector>

namespace iam::policy {
namespace {

// No name in a document holds it: JSON has it escaped in strings.
constexpr char kSeparator = '\n';
constexpr std::string_view kStatement = "\nStatement";

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

// Goes through the tokens of a text that is known to be JSON.
class Walker {
 public:
  explicit Walker(std::string_view text) : text_(text) {}

  // Calls visit(path, span) for every value once it has ended.
  template <class Visit>
  void walk(Visit visit) {
    while (here_.byte < text_.size()) {
      char const c = text_[here_.byte];
      if (is_space(c) || c == ':') {
        advance(1);
      } else if (c == ',') {
        advance(1);
        next_item();
      } else if (c == '{' || c == '[') {
        open_.push_back({.is_object = c == '{', .path = path_, .begin = here_});
        advance(1);
        expects_name_ = c == '{';
        if (c == '[') path_ += std::string(1, kSeparator) + "0";
      } else if (c == '}' || c == ']') {
        advance(1);
        auto const closed = std::move(open_.back());
        open_.pop_back();
        path_ = closed.path;
        expects_name_ = false;
        visit(path_, Span{closed.begin, here_});
      } else {
        auto const begin = here_;
        advance(scalar_length());
        if (expects_name_) {
          auto const length = here_.byte - begin.byte;
          path_ = open_.back().path + kSeparator + std::string(text_.substr(begin.byte + 1, length - 2));
          expects_name_ = false;
        } else {
          visit(path_, Span{begin, here_});
        }
      }
    }
  }

 private:
  struct Open {
    bool is_object;
    std::string path;
    Point begin;
    std::size_t item = 0;
  };

  void next_item() {
    auto& open = open_.back();
    expects_name_ = open.is_object;
    if (!open.is_object) path_ = open.path + kSeparator + std::to_string(++open.item);
  }

  std::size_t scalar_length() const {
    auto const at = here_.byte;
    std::size_t end = at + 1;
    if (text_[at] != '"') {
      auto const stop = text_.find_first_of(" \t\r\n,]}", end);
      return (stop == std::string_view::npos ? text_.size() : stop) - at;
    }
    while (end < text_.size() && text_[end] != '"') end += text_[end] == '\\' ? 2 : 1;
    return end + 1 - at;
  }

  // Columns are UTF-16 units, as everywhere in a document.
  void advance(std::size_t bytes) {
    for (char const c : text_.substr(here_.byte, bytes)) {
      auto const byte = static_cast<unsigned char>(c);
      std::uint32_t units = 1;
      if ((byte & 0xC0) == 0x80) units = 0;
      if (byte >= 0xF0) units = 2;
      here_.unit += units;
      here_.position.column += units;
      if (c == '\n') here_.position = {here_.position.line + 1, 1};
    }
    here_.byte += bytes;
  }

  std::string_view text_;
  Point here_;
  std::vector<Open> open_;
  std::string path_;
  bool expects_name_ = false;
};

std::string below(std::string path, std::string_view name) {
  return std::move(path.append(1, kSeparator).append(name));
}

}  // namespace

Places::Places(std::string_view text) : text_(text) {
  constexpr std::uint64_t kStepsOfValue = 300;
  Walker(text).walk([&](std::string const& path, Span const& span) { places_.emplace(path, span); });
  steps += kStepsOfValue * places_.size();
}

Position Places::of(std::size_t statement) const { return span_of(statement).begin.position; }

Position Places::of(std::size_t statement, std::string_view element) const {
  return nearest(below(path_of(statement), element)).begin.position;
}

Position Places::of(std::size_t statement, std::string_view element, std::size_t item) const {
  return nearest(below(below(path_of(statement), element), std::to_string(item))).begin.position;
}

Position Places::of(std::size_t statement, Condition const& condition) const {
  return nearest(below(below(below(path_of(statement), "Condition"), condition.op), condition.key)).begin.position;
}

Span const& Places::span_of(std::size_t statement) const { return nearest(path_of(statement)); }

std::string_view Places::text_of(std::size_t statement) const {
  auto const& span = span_of(statement);
  return text_.substr(span.begin.byte, span.end.byte - span.begin.byte);
}

Located Places::at(Position place) const {
  auto innermost = places_.end();
  for (auto each = places_.begin(); each != places_.end(); ++each) {
    auto const& [begin, end] = each->second;
    if (begin.position == place) return {steps_to(each->first), begin.position, end.position};
    bool const is_around = begin.position < place && place < end.position;
    if (is_around && (innermost == places_.end() || innermost->second.begin.byte < begin.byte)) innermost = each;
  }
  return {innermost == places_.end() ? std::vector<Located::Step>() : steps_to(innermost->first), place, place};
}

bool Places::has(std::string_view element) const { return places_.contains(below({}, element)); }

bool Places::has(std::size_t statement, std::string_view element) const {
  return places_.contains(below(path_of(statement), element));
}

bool Places::has(std::size_t statement, std::string_view element, std::string_view member) const {
  return places_.contains(below(below(path_of(statement), element), member));
}

// A name that is written with escapes is not found, and what it is part of is told.
Span const& Places::nearest(std::string path) const {
  for (;;) {
    if (auto const found = places_.find(path); found != places_.end()) return found->second;
    path.resize(path.rfind(kSeparator));
  }
}

// What is in a list has a number.
std::vector<Located::Step> Places::steps_to(std::string_view path) const {
  std::vector<Located::Step> taken;
  for (std::size_t at = 0; at < path.size();) {
    auto const end = std::min(path.find(kSeparator, at + 1), path.size());
    auto const word = path.substr(at + 1, end - at - 1);
    auto const list = places_.find(std::string(path.substr(0, at)));
    std::size_t index = 0;
    bool const is_item = list != places_.end() && text_[list->second.begin.byte] == '[';
    if (is_item) std::from_chars(word.data(), word.data() + word.size(), index);
    taken.push_back(is_item ? Located::Step{{}, index} : Located::Step{std::string(word), {}});
    at = end;
  }
  return taken;
}

// A statement by itself has no number.
std::string Places::path_of(std::size_t statement) const {
  auto numbered = below(std::string(kStatement), std::to_string(statement));
  return places_.contains(numbered) ? numbered : std::string(kStatement);
}

}  // namespace iam::policy
