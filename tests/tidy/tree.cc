#include "tree.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace iam::tidy {
namespace {

namespace fs = std::filesystem;

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

bool has_extension(fs::path const& path, std::initializer_list<std::string_view> extensions) {
  return std::ranges::find(extensions, path.extension().string()) != extensions.end();
}

}  // namespace

Floors const& floors() {
  static Floors const all = read_floors();
  return all;
}

std::vector<SourceFile> files_under(std::initializer_list<std::string_view> folders,
                                    std::initializer_list<std::string_view> extensions) {
  fs::path const root(IAM_SOURCE_DIR);
  std::vector<SourceFile> files;
  for (std::string_view folder : folders) {
    for (auto entry = fs::recursive_directory_iterator(root / folder); entry != fs::recursive_directory_iterator();
         ++entry) {
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

std::optional<std::string> floor_of(std::string_view path) {
  for (std::string_view prefix : {"include/iam/", "src/"}) {
    if (!path.starts_with(prefix)) continue;
    std::string_view const rest = path.substr(prefix.size());
    std::string const floor(rest.substr(0, std::min(rest.find('/'), rest.size())));
    if (floors().contains(floor)) return floor;
  }
  return std::nullopt;
}

std::optional<std::string_view> included_by(std::string_view line) {
  if (!line.starts_with("#include ")) return std::nullopt;
  std::string_view const name = line.substr(10);
  return name.substr(0, name.find_first_of("\">"));
}

std::string place(SourceFile const& file, std::size_t index) { return file.path + ":" + std::to_string(index + 1); }

std::vector<std::string> lines_where(LinePredicate const& is_bad) {
  std::vector<std::string> found;
  for (SourceFile const& file : cpp_files()) {
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      if (is_bad(file, file.lines[i])) found.push_back(place(file, i) + ": " + file.lines[i]);
    }
  }
  return found;
}

}  // namespace iam::tidy
