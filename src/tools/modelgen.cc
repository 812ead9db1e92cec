// Host tool: turns the API model under schema/api into C++ and into the table of coverage in docs/.
#include "coverage.h"
#include "emit.h"

#include <fmt/format.h>

#include <fstream>
#include <iostream>
#include <iterator>
#include <map>

namespace iam::modelgen {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kUsage =
    "usage: iam_modelgen generate --model DIRECTORY --out DIRECTORY\n"
    "       iam_modelgen coverage --model DIRECTORY --paper FILE [--check]\n";

std::string read_file(fs::path const& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Leaves a file alone that holds the text already, so that nothing is compiled again for nothing.
void write_if_changed(fs::path const& path, std::string const& text) {
  if (fs::exists(path) && read_file(path) == text) return;
  if (path.has_parent_path()) fs::create_directories(path.parent_path());
  std::ofstream out(path, std::ios::binary);
  out << text;
  if (!out.flush()) throw std::runtime_error(path.string() + ": cannot be written");
}

void generate(Model const& model, fs::path const& out) {
  for (auto const& service : model.services) {
    for (auto const& family : service.families) {
      write_if_changed(out / "iam/api" / (family.name + ".h"), shapes_header(service, family));
      write_if_changed(out / "api" / (family.name + ".cc"), shapes_source(service, family));
      write_if_changed(out / "iam/service/handlers" / (family.name + ".h"), handlers_header(service, family));
      write_if_changed(out / "service" / ("operations_" + family.name + ".cc"), operations_source(service, family));
    }
  }
  write_if_changed(out / "iam/api/error_codes.h", error_codes_header(model));
  write_if_changed(out / "api/secret_members.cc", secret_members_source(model));
  write_if_changed(out / "service/operation_table.cc", operation_table_source(model));
}

int coverage(Model const& model, fs::path const& paper, bool only_check) {
  auto const before = read_file(paper);
  auto const after = with_coverage(before, model);
  if (!only_check) {
    write_if_changed(paper, after);
  } else if (after != before) {
    std::cerr << "iam_modelgen: the coverage table of " << paper.string()
              << " is out of date: run iam_modelgen coverage without --check\n";
    return 1;
  }
  return 0;
}

int run(int argc, char** argv) {
  std::string const command = argc > 1 ? argv[1] : "";
  std::map<std::string, std::string> options;
  bool only_check = false;
  for (int i = 2; i < argc; ++i) {
    std::string const option = argv[i];
    if (option == "--check" && command == "coverage") {
      only_check = true;
    } else if (option.starts_with("--") && i + 1 < argc) {
      options[option] = argv[++i];
    } else {
      std::cerr << kUsage;
      return 2;
    }
  }
  std::string const target = command == "generate" ? "--out" : "--paper";
  bool const is_known = command == "generate" || command == "coverage";
  if (!is_known || options.size() != 2 || !options.contains("--model") || !options.contains(target)) {
    std::cerr << kUsage;
    return 2;
  }
  auto const model = load_model(options["--model"]);
  if (command == "coverage") return coverage(model, options[target], only_check);
  generate(model, options[target]);
  return 0;
}

}  // namespace
}  // namespace iam::modelgen

int main(int argc, char** argv) {
  try {
    return iam::modelgen::run(argc, argv);
  } catch (std::exception const& error) {
    std::cerr << "iam_modelgen: " << error.what() << "\n";
    return 1;
  }
}
