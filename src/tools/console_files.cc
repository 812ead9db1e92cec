// Host tool: packs the console's files, whose paths begin below the folder of index.html. src/console/files.cc reads
// them.
#include "packing.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;
using iam::tools::checksum;
using iam::tools::literal;
using iam::tools::Packer;
using iam::tools::Place;

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

// The small ones first: they are what a first look needs, and fit into one block; the editor is far larger.
std::map<std::string, Place> pack(std::vector<File> files, Packer& packer) {
  std::ranges::stable_sort(files, {}, [](File const& file) { return file.contents.size(); });
  std::map<std::string, Place> places;
  for (auto const& file : files) places.emplace(file.path, packer.add(file.contents));
  return places;
}

void write_table(std::vector<File> const& files, std::ostream& out) {
  Packer packer;
  auto const places = pack(files, packer);
  out << "#include \"files_table.h\"\n#include \"iam/console/files.h\"\n\nnamespace iam::console {\nnamespace {\n\n"
         "using namespace std::literals;\nusing catalogue::PackedBlock;\n\nconstexpr File kFiles[] = {\n";
  for (auto const& file : files) {
    out << "    {\"" << literal(file.path) << "\"sv, \"" << checksum(file.contents) << "\"sv, " << places.at(file.path)
        << "},\n";
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
