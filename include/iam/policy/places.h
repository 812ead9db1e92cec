// Where the parts of a document stand in its text, for people who have to find them: the first character of each.
// AWS's own positions of statements (iam/policy/document.h) say where its reader stood, which is somewhere before.
#pragma once

#include "iam/policy/document.h"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::policy {

// A value by what leads to it.
struct Located {
  struct Step {
    std::string name;                  // of a member
    std::optional<std::size_t> index;  // or of an item of a list
  };

  std::vector<Step> path;
  Position begin;
  Position end;  // behind its last character
};

// From the beginning of the text: bytes, and UTF-16 units, as editors and JavaScript count.
struct Point {
  Position position;
  std::size_t byte = 0;
  std::size_t unit = 0;
};

struct Span {
  Point begin;
  Point end;  // behind the last character
};

class Places {
 public:
  // REQUIRES: `text` is JSON, and outlives this.
  explicit Places(std::string_view text);

  // Whatever is not written out by itself stands where that stands which it is part of: the only action of a statement
  // is the element Action.
  Position of(std::size_t statement) const;
  Position of(std::size_t statement, std::string_view element) const;
  Position of(std::size_t statement, std::string_view element, std::size_t item) const;
  Position of(std::size_t statement, Condition const& condition) const;

  // The statement as it is written, with its braces.
  Span const& span_of(std::size_t statement) const;
  std::string_view text_of(std::size_t statement) const;

  // The value that begins there. Where none does, what the place is a part of, and nothing of it but the place.
  Located at(Position place) const;

  // Whether it is written at all. An element that is there may be empty.
  bool has(std::string_view element) const;
  bool has(std::size_t statement, std::string_view element) const;
  bool has(std::size_t statement, std::string_view element, std::string_view member) const;

 private:
  Span const& nearest(std::string path) const;
  std::string path_of(std::size_t statement) const;
  std::vector<Located::Step> steps_to(std::string_view path) const;

  std::string_view text_;
  // By the names and numbers that lead there, each behind a separator.
  std::map<std::string, Span> places_;
};

}  // namespace iam::policy
