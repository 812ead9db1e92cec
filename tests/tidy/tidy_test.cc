// The rules of the house that no compiler checks, as tests over the source tree.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace iam {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLineLengthMax = 120;
// One idea for each file. The largest so far have 400 lines; a file this long holds two ideas.
constexpr std::size_t kFileLinesMax = 600;
// A shallow checkout or a wrong path would make every test below pass on nothing.
constexpr std::size_t kFilesMin = 40;

using Floors = std::map<std::string, std::set<std::string>, std::less<>>;

void add_all_below(Floors const& used, std::string const& floor, std::set<std::string>& below) {
  for (auto const& each : used.at(floor)) {
    if (below.insert(each).second) add_all_below(used, each, below);
  }
}

// The floors, and below each those that it may include from. CMake writes what each uses, as iam_floor() was told.
Floors read_floors() {
  Floors used;
  std::ifstream file(IAM_FLOORS_FILE);
  for (std::string line; std::getline(file, line);) {
    std::istringstream words(line);
    std::string floor;
    words >> floor;
    if (!floor.ends_with(':')) continue;
    floor.pop_back();
    auto& below = used[floor];
    for (std::string each; words >> each;) below.insert(each);
  }
  Floors floors;
  for (auto const& [floor, direct] : used) add_all_below(used, floor, floors[floor]);
  return floors;
}

Floors const& floors() {
  static Floors const all = read_floors();
  return all;
}

struct SourceFile {
  std::string path;  // from the root, with `/`
  std::vector<std::string> lines;
};

bool has_extension(fs::path const& path, std::initializer_list<std::string_view> extensions) {
  return std::ranges::find(extensions, path.extension().string()) != extensions.end();
}

std::vector<SourceFile> files_under(std::initializer_list<std::string_view> folders,
                                    std::initializer_list<std::string_view> extensions) {
  fs::path const root(IAM_SOURCE_DIR);
  std::vector<SourceFile> files;
  for (std::string_view folder : folders) {
    for (auto entry = fs::recursive_directory_iterator(root / folder); entry != fs::recursive_directory_iterator();
         ++entry) {
      // Neither what npm brings nor what the generator is expected to write is ours to shape.
      auto const name = entry->path().filename();
      if (name == "node_modules" || name == "golden") entry.disable_recursion_pending();
      if (!entry->is_regular_file() || !has_extension(entry->path(), extensions)) continue;
      SourceFile file{fs::relative(entry->path(), root).generic_string(), {}};
      std::ifstream stream(entry->path());
      for (std::string line; std::getline(stream, line);) file.lines.push_back(line);
      files.push_back(std::move(file));
    }
  }
  return files;
}

std::vector<SourceFile> const& cpp_files() {
  static std::vector<SourceFile> const files = files_under({"include", "src", "tests"}, {".h", ".cc"});
  return files;
}

// "store" of include/iam/store/users.h and of src/store/users.cc; nothing for tests and build tools.
std::optional<std::string> floor_of(std::string_view path) {
  for (std::string_view prefix : {"include/iam/", "src/"}) {
    if (!path.starts_with(prefix)) continue;
    std::string_view const rest = path.substr(prefix.size());
    std::string const floor(rest.substr(0, std::min(rest.find('/'), rest.size())));
    if (floors().contains(floor)) return floor;
  }
  return std::nullopt;
}

// What `#include "iam/store/users.h"` or `#include <sqlite3.h>` names.
std::optional<std::string_view> included_by(std::string_view line) {
  if (!line.starts_with("#include ")) return std::nullopt;
  std::string_view const name = line.substr(10);
  return name.substr(0, name.find_first_of("\">"));
}

std::string place(SourceFile const& file, std::size_t index) { return file.path + ":" + std::to_string(index + 1); }

// Every line of the C++ sources that `is_bad` finds.
template <class Predicate>
std::vector<std::string> lines_where(Predicate is_bad) {
  std::vector<std::string> found;
  for (SourceFile const& file : cpp_files()) {
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      if (is_bad(file, std::string_view(file.lines[i]))) found.push_back(place(file, i) + ": " + file.lines[i]);
    }
  }
  return found;
}

// Includes of anything that begins with one of `prefixes`, outside the floors that may have it.
std::vector<std::string> includes_outside(std::set<std::string> const& allowed_floors,
                                          std::vector<std::string_view> const& prefixes) {
  return lines_where([&](SourceFile const& file, std::string_view line) {
    std::optional<std::string> const floor = floor_of(file.path);
    std::optional<std::string_view> const included = included_by(line);
    if (!floor.has_value() || !included.has_value() || allowed_floors.contains(*floor)) return false;
    return std::ranges::any_of(prefixes, [&](std::string_view prefix) { return included->starts_with(prefix); });
  });
}

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

TEST(Tidy, the_floors_are_found) {
  EXPECT_THAT(floors(), ::testing::Contains(::testing::Key("base"))) << IAM_FLOORS_FILE;
}

TEST(Tidy, floors_include_only_what_lies_below) {
  EXPECT_THAT(lines_where([](SourceFile const& file, std::string_view line) {
                std::optional<std::string> const floor = floor_of(file.path);
                std::optional<std::string_view> const included = included_by(line);
                if (!floor.has_value() || !included.has_value() || !included->starts_with("iam/")) return false;
                std::string_view const rest = included->substr(4);
                std::string const target(rest.substr(0, rest.find('/')));
                return target != *floor && !floors().at(*floor).contains(target);
              }),
              IsEmpty());
}

TEST(Tidy, a_floor_does_not_reach_into_another_ones_folder) {
  EXPECT_THAT(lines_where([](SourceFile const& file, std::string_view line) {
                std::optional<std::string_view> const included = included_by(line);
                return floor_of(file.path).has_value() && included.has_value() &&
                       included->find("../") != std::string_view::npos;
              }),
              IsEmpty());
}

TEST(Tidy, only_the_server_knows_sockets_libraries) {
  EXPECT_THAT(includes_outside({"server"}, {"boost/asio", "boost/beast"}), IsEmpty());
}

TEST(Tidy, only_the_store_knows_sqlite) {
  EXPECT_THAT(includes_outside({"store"}, {"sqlite3", "SQLiteCpp"}), IsEmpty());
}

// Values in, values out: neither files, nor threads, nor the time of day.
TEST(Tidy, policy_signing_and_federation_are_pure) {
  std::set<std::string> everyone_else;
  for (auto const& [floor, below] : floors()) {
    if (floor != "policy" && floor != "sigv4" && floor != "federation") everyone_else.insert(floor);
  }
  EXPECT_THAT(includes_outside(everyone_else, {"fstream", "iostream", "filesystem", "thread", "mutex", "atomic", "sys/",
                                               "unistd.h", "iam/base/log.h", "boost/asio"}),
              IsEmpty());
}

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

// An explicit list forgets silently: a source that is in none is never compiled.
TEST(Tidy, every_source_is_named_in_its_build_file) {
  std::vector<std::string> forgotten;
  for (SourceFile const& file : cpp_files()) {
    bool const is_expectation = file.path.find("/golden/") != std::string::npos;
    if (!file.path.ends_with(".cc") || is_expectation) continue;
    fs::path const path = fs::path(IAM_SOURCE_DIR) / file.path;
    std::ostringstream named;
    for (fs::path folder = path.parent_path(); folder != fs::path(IAM_SOURCE_DIR); folder = folder.parent_path()) {
      std::ifstream build_file(folder / "CMakeLists.txt");
      if (build_file) named << build_file.rdbuf();
    }
    std::string const stem = path.stem().string();
    bool const is_fuzz_target = stem.ends_with("_fuzz");
    std::string const name = is_fuzz_target ? "iam_fuzz(" + stem.substr(0, stem.size() - 5) : stem + ".cc";
    if (named.str().find(name) == std::string::npos) forgotten.push_back(file.path);
  }
  EXPECT_THAT(forgotten, IsEmpty());
}

// A lock file that records where a package was fetched works only on the machine that wrote it.
TEST(Tidy, lock_files_name_no_registry) {
  std::vector<std::string> found;
  for (SourceFile const& file : files_under({"tests"}, {".json"})) {
    if (!file.path.ends_with("package-lock.json")) continue;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      if (file.lines[i].find("\"resolved\"") != std::string::npos) found.push_back(place(file, i));
    }
  }
  EXPECT_THAT(found, IsEmpty());
}

}  // namespace
}  // namespace iam
