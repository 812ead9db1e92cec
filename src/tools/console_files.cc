// Host tool: packs the console's files, whose paths begin below the folder of index.html. src/console/files.cc reads
// them.
#include "packing.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

struct File {
  std::string path;  // below the folder
  std::string contents;
};

std::string contents_of(fs::path const& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<File> read_files(std::vector<fs::path> const& paths) {
  auto const index = std::ranges::find(paths, "index.html", &fs::path::filename);
  if (index == paths.end()) throw std::runtime_error("there is no index.html");
  std::vector<File> files;
  for (auto const& path : paths) {
    files.push_back({path.lexically_relative(index->parent_path()).generic_string(), contents_of(path)});
  }
  std::ranges::sort(files, {}, &File::path);
  return files;
}

void write_table(std::vector<File> const& files, std::ostream& out) {
  using iam::tools::literal;
  iam::tools::Packer packer;
  out << "#include \"files_table.h\"\n#include \"iam/console/files.h\"\n\nnamespace iam::console {\nnamespace {\n\n"
         "using namespace std::literals;\nusing catalogue::PackedBlock;\n\nconstexpr File kFiles[] = {\n";
  for (auto const& file : files) {
    out << "    {\"" << literal(file.path) << "\"sv, \"" << iam::tools::checksum(file.contents) << "\"sv, "
        << packer.add(file.contents) << "},\n";
  }
  out << "};\n\n";
  packer.write("kBlocks", out);
  out << "\n}  // namespace\n\n"
         "std::span<File const> files() { return kFiles; }\n"
         "std::span<PackedBlock const> blocks() { return kBlocks; }\n\n"
         "}  // namespace iam::console\n";
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc < 3) {
    std::cerr << "usage: iam_console_files FILE… OUT.cc\n";
    return 2;
  }
  auto const files = read_files({argv + 1, argv + argc - 1});
  std::ofstream out(argv[argc - 1]);
  write_table(files, out);
  return out.flush() ? 0 : 1;
} catch (std::exception const& error) {
  std::cerr << "iam_console_files: " << error.what() << '\n';
  return 1;
}
