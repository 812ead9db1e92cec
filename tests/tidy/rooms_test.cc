// What may include what: the floors, the rooms on one floor, and the libraries.
#include "tree.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace iam::tidy {
namespace {

namespace fs = std::filesystem;

using ::testing::IsEmpty;

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

// A room is a source and its header, wherever that is: "store/users" of include/iam/store/users.h and
// src/store/users.cc.
std::optional<std::string> room_of(std::string_view path) {
  if (!floor_of(path).has_value()) return std::nullopt;
  for (std::string_view prefix : {"include/iam/", "src/"}) {
    if (path.starts_with(prefix)) path.remove_prefix(prefix.size());
  }
  return std::string(path.substr(0, path.rfind('.')));
}

// The room that a file of `floor` includes from. Headers of other floors, libraries and generated ones are in none.
std::optional<std::string> included_room(std::string const& floor, std::string_view included) {
  std::string const own =
      included.starts_with("iam/") ? "include/" + std::string(included) : "src/" + floor + "/" + std::string(included);
  if (floor_of(own) != floor || !fs::exists(fs::path(IAM_SOURCE_DIR) / own)) return std::nullopt;
  return room_of(own);
}

using Rooms = std::set<std::string>;
using Arrows = std::map<std::string, Rooms>;

// From each room to those of the same floor that it includes from.
Arrows read_arrows() {
  Arrows arrows;
  for (SourceFile const& file : cpp_files()) {
    auto const room = room_of(file.path);
    if (!room.has_value()) continue;
    for (auto const& line : file.lines) {
      auto const included = included_by(line);
      auto const target = included ? included_room(*floor_of(file.path), *included) : std::nullopt;
      if (target.has_value() && target != room) arrows[*room].insert(*target);
    }
  }
  return arrows;
}

void add_reached(Arrows const& arrows, std::string const& room, Rooms& reached) {
  auto const found = arrows.find(room);
  if (found == arrows.end()) return;
  for (auto const& each : found->second) {
    if (reached.insert(each).second) add_reached(arrows, each, reached);
  }
}

// The largest sets of rooms each of which leads to every other.
std::set<Rooms> circles_in(Arrows const& arrows) {
  std::map<std::string, Rooms> reached;
  for (auto const& [room, direct] : arrows) add_reached(arrows, room, reached[room]);
  std::set<Rooms> circles;
  for (auto const& [room, all] : reached) {
    if (!all.contains(room)) continue;
    Rooms circle;
    for (auto const& each : all) {
      if (reached[each].contains(room)) circle.insert(each);
    }
    circles.insert(std::move(circle));
  }
  return circles;
}

// Rooms that know each other, and why they may.
Rooms const kCircles[] = {
    // One part of a reader, in a file of its own, fills in what the header of the whole describes.
    {"federation/xml", "federation/xml_reader"},
    {"federation/claims", "federation/jwt"},
    {"federation/saml", "federation/saml_assertion"},
    {"policy/document", "policy/json", "policy/reader"},
    // The rules make findings, and lint() asks every rule.
    {"lint/codes", "lint/lint", "lint/rules"},
    // evaluate.h has both the types that a policy is compiled to and evaluated with, and the functions that do so.
    {"policy/comparand", "policy/compile", "policy/compiled", "policy/condition_program", "policy/decide",
     "policy/evaluate", "policy/evaluation", "policy/layers", "policy/principal_match"},
    // The engine behind the repositories: store.h opens what the kinds of store are made of.
    {"store/call", "store/engine", "store/grouped_store", "store/server_store", "store/sqlite/database_file",
     "store/sqlite/file_store", "store/sqlite/memory_store", "store/sqlite/migrations", "store/sqlite/recording",
     "store/sqlite/schema_check", "store/sqlite/sqlite_connection", "store/sqlite/sqlite_error",
     "store/sqlite/sqlite_statement", "store/sqlite/transaction", "store/store"},
    // A connection makes statements, which are run through it.
    {"store/postgres/postgres_connection", "store/postgres/postgres_statement"},
};

// Every name that a build file says, with what stands around it taken off: "sts/callers.cc", "iam_fuzz", "form".
std::set<std::string> words_of(fs::path const& build_file) {
  std::ifstream file(build_file);
  std::ostringstream read;
  read << file.rdbuf();
  auto text = read.str();
  std::ranges::replace_if(
      text, [](char c) { return c == '(' || c == ')'; }, ' ');
  std::istringstream words(text);
  std::set<std::string> all;
  for (std::string word; words >> word;) all.insert(word);
  return all;
}

// Whether a build file in one of the folders above names the source, by its path from there.
bool is_built(fs::path const& source) {
  auto const stem = source.stem().string();
  // iam_fuzz(form …) stands for form_fuzz.cc.
  auto const named = stem.ends_with("_fuzz") ? source.parent_path() / stem.substr(0, stem.size() - 5) : source;
  for (auto folder = source.parent_path(); folder != fs::path(IAM_SOURCE_DIR); folder = folder.parent_path()) {
    if (words_of(folder / "CMakeLists.txt").contains(named.lexically_relative(folder).generic_string())) return true;
  }
  return false;
}

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
  EXPECT_THAT(includes_outside({"store"}, {"sqlite3", "SQLiteCpp", "libpq-fe"}), IsEmpty());
}

// Values in, values out: neither files, nor threads, nor the time of day.
TEST(Tidy, pure_floors_stay_pure) {
  std::set<std::string> const pure = {"policy", "sigv4", "federation", "formats", "catalogue"};
  std::set<std::string> everyone_else;
  for (auto const& [floor, below] : floors()) {
    if (!pure.contains(floor)) everyone_else.insert(floor);
  }
  std::vector<std::string> found =
      includes_outside(everyone_else, {"fstream", "iostream", "filesystem", "thread", "mutex", "atomic", "sys/",
                                       "unistd.h", "iam/base/log.h", "boost/asio"});
  // The catalogue is unpacked when it is first asked for, by whichever thread asks.
  std::erase_if(found, [](std::string const& line) {
    return line.ends_with("#include <mutex>") && (line.starts_with("include/iam/catalogue/packed_texts.h:") ||
                                                  line.starts_with("src/catalogue/services.cc:"));
  });
  EXPECT_THAT(found, IsEmpty());
}

TEST(Tidy, rooms_of_one_floor_do_not_include_each_other_in_a_circle) {
  auto const circles = circles_in(read_arrows());
  for (auto const& circle : circles) {
    bool const is_excepted =
        std::ranges::any_of(kCircles, [&](Rooms const& known) { return std::ranges::includes(known, circle); });
    EXPECT_TRUE(is_excepted) << testing::PrintToString(circle);
  }
  for (auto const& known : kCircles) {
    bool const is_there =
        std::ranges::any_of(circles, [&](Rooms const& circle) { return std::ranges::includes(known, circle); });
    EXPECT_TRUE(is_there) << "no longer a circle: " << testing::PrintToString(known);
  }
}

// A file in a folder of its floor is included as from the floor's root, so that one line means the same everywhere.
TEST(Tidy, headers_beside_their_sources_are_included_by_path_from_the_floor) {
  EXPECT_THAT(lines_where([](SourceFile const& file, std::string_view line) {
                auto const floor = floor_of(file.path);
                auto const included = included_by(line);
                bool const is_own =
                    floor && included && line.starts_with("#include \"") && !included->starts_with("iam/");
                return is_own && !fs::exists(fs::path(IAM_SOURCE_DIR) / "src" / *floor / *included);
              }),
              IsEmpty());
}

// The constants that a file declares for a whole namespace, or, without a name, for itself, as "iam::store kAccount".
std::set<std::string> constants_of(SourceFile const& file, bool are_its_own) {
  static std::regex const kConstant(
      R"(^(inline |static )?(constexpr|const|\S+ const)\b.*?\b(k[A-Z]\w*)(\[\w*\])? ?[={(].*)");
  constexpr std::string_view kNamespace = "namespace ";
  std::set<std::string> constants;
  std::string space;
  bool is_unnamed = false;
  for (std::string const& line : file.lines) {
    if (line == "namespace {") {
      is_unnamed = true;
    } else if (line == "}  // namespace") {
      is_unnamed = false;
    } else if (line.starts_with(kNamespace) && line.ends_with(" {")) {
      space = line.substr(kNamespace.size(), line.size() - kNamespace.size() - 2);
    }
    std::smatch parts;
    if (is_unnamed != are_its_own || !std::regex_match(line, parts, kConstant)) continue;
    constants.insert(space + " " + parts.str(3));
  }
  return constants;
}

// Sources are compiled together. A constant in an anonymous namespace would be taken by all of them for the one in a
// header, silently where both have one type.
TEST(Tidy, a_source_gives_no_constant_of_its_own_the_name_of_one_in_a_header) {
  std::set<std::string> shared;
  for (SourceFile const& file : cpp_files()) {
    if (file.path.ends_with(".h")) shared.merge(constants_of(file, false));
  }
  ASSERT_TRUE(shared.contains("iam::store kAccount"));
  std::vector<std::string> hiding;
  for (SourceFile const& file : cpp_files()) {
    for (std::string const& constant : constants_of(file, true)) {
      if (shared.contains(constant)) hiding.push_back(file.path + ": " + constant);
    }
  }
  EXPECT_THAT(hiding, IsEmpty());
}

// An explicit list forgets silently: a source that is in none is never compiled.
TEST(Tidy, every_source_is_named_in_its_build_file) {
  std::vector<std::string> forgotten;
  for (SourceFile const& file : cpp_files()) {
    if (file.path.ends_with(".cc") && !is_built(fs::path(IAM_SOURCE_DIR) / file.path)) forgotten.push_back(file.path);
  }
  EXPECT_THAT(forgotten, IsEmpty());
}

}  // namespace
}  // namespace iam::tidy
