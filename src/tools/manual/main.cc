// iam_manual FOLDER DATE: writes the man page and the completions into the folder, under the names by which man and the
// shells look for them. DATE is that of the page, as 2026-11-29.

#include "pages.h"

#include <cstdio>
#include <filesystem>
#include <fstream>

namespace {

bool write(std::filesystem::path const& path, std::string const& text) {
  std::ofstream file(path);
  file << text;
  file.close();
  if (!file) std::fprintf(stderr, "iam_manual: cannot write %s\n", path.c_str());
  return !file.fail();
}

}  // namespace

int main(int argc, char** argv) {
  using namespace iam::manual;
  if (argc != 3) {
    std::fputs("usage: iam_manual FOLDER DATE\n", stderr);
    return 2;
  }
  std::filesystem::path const folder = argv[1];
  auto const all = commands();
  bool const is_written = write(folder / "iamlocal.1", man_page(all, IAM_VERSION, argv[2])) &&
                          write(folder / "iamlocal", bash_completion(all)) &&
                          write(folder / "_iamlocal", zsh_completion(all)) &&
                          write(folder / "iamlocal.fish", fish_completion(all));
  return is_written ? 0 : 1;
}
