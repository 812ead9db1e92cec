// The source tree, as the tidy tests read it.
#pragma once

#include <cstddef>
#include <functional>
#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace iam::tidy {

// Each floor, and those below it that it may include from: all that it uses, and all that these use.
using Floors = std::map<std::string, std::set<std::string>, std::less<>>;
Floors const& floors();

struct SourceFile {
  std::string path;  // from the root, with `/`
  std::vector<std::string> lines;
};

// Neither what npm brings nor what the generator is expected to write is among them.
std::vector<SourceFile> files_under(std::initializer_list<std::string_view> folders,
                                    std::initializer_list<std::string_view> extensions);
std::vector<SourceFile> const& cpp_files();

// "store" of include/iam/store/users.h and of src/store/users.cc; nothing for tests and build tools.
std::optional<std::string> floor_of(std::string_view path);

// What `#include "iam/store/users.h"` or `#include <sqlite3.h>` names.
std::optional<std::string_view> included_by(std::string_view line);

// "src/store/users.cc:12", counted from one.
std::string place(SourceFile const& file, std::size_t index);

// Every line of the C++ sources that is bad.
using LinePredicate = std::function<bool(SourceFile const& file, std::string_view line)>;
std::vector<std::string> lines_where(LinePredicate const& is_bad);

}  // namespace iam::tidy
