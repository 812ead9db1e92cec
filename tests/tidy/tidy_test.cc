// The rules of the house that no compiler checks, as tests over the text of the sources. rooms_test.cc has those about
// what may include what.
#include "tree.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace iam::tidy {
namespace {

constexpr std::size_t kLineLengthMax = 120;
// One idea for each file. The largest so far have 400 lines; a file this long holds two ideas.
constexpr std::size_t kFileLinesMax = 600;
// A shallow checkout or a wrong path would make every test below pass on nothing.
constexpr std::size_t kFilesMin = 40;

// In characters: a line of German or Greek may have more bytes.
std::size_t length_of(std::string_view line) {
  return static_cast<std::size_t>(
      std::ranges::count_if(line, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

bool has_word(std::string_view line, std::string_view word) {
  auto const is_letter = [&](std::size_t at) {
    return at < line.size() && (std::isalnum(static_cast<unsigned char>(line[at])) != 0 || line[at] == '_');
  };
  for (std::size_t at = line.find(word); at != std::string_view::npos; at = line.find(word, at + 1)) {
    if (!is_letter(at - 1) && !is_letter(at + word.size())) return true;
  }
  return false;
}

// The code or text in which one of the words stands. This file is passed over: it names what it forbids.
std::vector<std::string> lines_with(std::vector<std::string_view> const& words) {
  return lines_where([&](SourceFile const& file, std::string_view line) {
    return !file.path.starts_with("tests/tidy/") &&
           std::ranges::any_of(words, [&](std::string_view word) { return has_word(line, word); });
  });
}

using ::testing::IsEmpty;

TEST(Tidy, the_sources_are_found) { EXPECT_GE(cpp_files().size(), kFilesMin) << IAM_SOURCE_DIR; }

// GCC's implementation recurses for each character: some ten thousand of them overflow the stack.
TEST(Tidy, nobody_uses_the_standard_regular_expressions) {
  EXPECT_THAT(lines_with({"#include <regex>", "std::regex_match", "std::regex_search", "std::regex_replace",
                          "std::basic_regex"}),
              IsEmpty());
}

// The benchmarks wait for processes that cannot tell when they are ready; nothing else may.
TEST(Tidy, tests_do_not_sleep) {
  std::vector<std::string> found = lines_with({"sleep_for", "sleep_until", "usleep", "nanosleep"});
  std::erase_if(found, [](std::string const& line) {
    return !line.starts_with("tests/") || line.starts_with("tests/benchmarks/");
  });
  EXPECT_THAT(found, IsEmpty());
}

TEST(Tidy, lines_fit_the_page) {
  EXPECT_THAT(lines_where([](SourceFile const&, std::string_view line) { return length_of(line) > kLineLengthMax; }),
              IsEmpty());
}

TEST(Tidy, lines_end_with_a_visible_character) {
  EXPECT_THAT(lines_where([](SourceFile const&, std::string_view line) {
                return line.ends_with(' ') || line.find('\t') != std::string_view::npos || line.ends_with('\r');
              }),
              IsEmpty());
}

TEST(Tidy, nothing_is_left_for_later) { EXPECT_THAT(lines_with({"TODO", "FIXME", "XXX"}), IsEmpty()); }

TEST(Tidy, headers_are_guarded_by_pragma_once) {
  std::vector<std::string> unguarded;
  for (SourceFile const& file : cpp_files()) {
    if (file.path.ends_with(".h") && std::ranges::find(file.lines, "#pragma once") == file.lines.end()) {
      unguarded.push_back(file.path);
    }
  }
  EXPECT_THAT(unguarded, IsEmpty());
}

TEST(Tidy, files_hold_one_idea) {
  std::vector<std::string> long_files;
  for (SourceFile const& file : cpp_files()) {
    if (file.lines.size() > kFileLinesMax) {
      long_files.push_back(file.path + " has " + std::to_string(file.lines.size()) + " lines");
    }
  }
  EXPECT_THAT(long_files, IsEmpty());
}

// The type that a line at the left edge begins to define, behind its namespaces; nothing for any other line, and in an
// unnamed namespace.
std::optional<std::string> type_defined_by(std::string_view line, std::vector<std::string> const& namespaces) {
  if (!line.ends_with('{') || std::ranges::count(namespaces, "") != 0) return std::nullopt;
  for (std::string_view keyword : {"struct ", "class ", "enum class "}) {
    if (!line.starts_with(keyword)) continue;
    auto const name = line.substr(keyword.size());
    std::string full;
    for (auto const& each : namespaces) full.append(each).append("::");
    return full.append(name.substr(0, name.find_first_of(" {")));
  }
  return std::nullopt;
}

// Two types of one name link without a word, and one's destructor runs over the other.
// https://en.cppreference.com/w/cpp/language/definition
TEST(Tidy, every_type_has_one_definition) {
  std::map<std::string, std::set<std::string>> places;
  for (SourceFile const& file : cpp_files()) {
    if (!floor_of(file.path)) continue;
    std::vector<std::string> namespaces;
    for (std::string_view const line : file.lines) {
      if (line.starts_with("namespace ") && line.ends_with('{')) {
        auto const name = line.substr(std::string_view("namespace ").size());
        namespaces.emplace_back(name == "{" ? "" : name.substr(0, name.find(' ')));
      } else if (line.starts_with("}  // namespace") && !namespaces.empty()) {
        namespaces.pop_back();
      } else if (auto const type = type_defined_by(line, namespaces)) {
        places[*type].insert(file.path);
      }
    }
  }
  EXPECT_GT(places.size(), 100U);
  std::erase_if(places, [](auto const& each) { return each.second.size() == 1; });
  EXPECT_THAT(places, IsEmpty());
}

// A lock file that records where a package was fetched works only on the machine that wrote it.
TEST(Tidy, lock_files_name_no_registry) {
  std::vector<std::string> found;
  for (SourceFile const& file : files_under({"src", "tests"}, {".json"})) {
    if (!file.path.ends_with("package-lock.json")) continue;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      if (file.lines[i].find("\"resolved\"") != std::string::npos) found.push_back(place(file, i));
    }
  }
  EXPECT_THAT(found, IsEmpty());
}

}  // namespace
}  // namespace iam::tidy
