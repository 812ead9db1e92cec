#include "seed.h"

#include "iam/base/log.h"
#include "iam/state/cloudformation.h"
#include "iam/state/seed.h"
#include "text_file.h"
#include "usage_error.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iam::program {
namespace {

constexpr std::array<std::string_view, 3> kExtensions = {".json", ".yaml", ".yml"};

// What the operator named: files, and of folders those in them that look like documents, by name. A folder may be
// empty; a container's is, until something is mounted there.
std::vector<std::string> files_of(std::vector<std::string> const& named) {
  std::vector<std::string> files;
  for (auto const& name : named) {
    if (!std::filesystem::is_directory(name)) {
      files.push_back(name);
      continue;
    }
    std::vector<std::string> found;
    for (auto const& entry : std::filesystem::directory_iterator(name)) {
      bool const is_hidden = entry.path().filename().string().starts_with('.');
      bool const is_document = std::ranges::find(kExtensions, entry.path().extension().string()) != kExtensions.end();
      if (!is_hidden && is_document && entry.is_regular_file()) found.push_back(entry.path().string());
    }
    std::ranges::sort(found);
    std::ranges::move(found, std::back_inserter(files));
  }
  return files;
}

struct ReadSeed {
  state::StartDocument document;
  state::Plan plan;
};

[[noreturn]] void refuse(state::Mistake const& mistake, std::string const& file) {
  throw UsageError(state::sentence(mistake, file));
}

std::vector<ReadSeed> read_seeds(Options const& options) {
  std::vector<ReadSeed> seeds;
  for (auto& file : files_of(options.seeds)) {
    auto text = text_of_file(file, "seed", state::kTextBytesMax);
    auto plan = state::read_plan(text, {.partition = options.partition,
                                        .default_account = options.account,
                                        .account = std::nullopt,
                                        .stack_name = state::stack_name_of(file)});
    if (!plan.has_value()) refuse(plan.error(), file);
    seeds.push_back({{.file = std::move(file), .text = std::move(text)}, *std::move(plan)});
  }
  return seeds;
}

}  // namespace

void apply_seeds(Options const& options, Calls& calls) {
  auto const seeds = read_seeds(options);
  if (seeds.empty()) return;
  std::vector<std::optional<std::vector<std::string>>> started;
  std::optional<std::pair<state::Mistake, std::string>> refused;
  calls.write([&](store::Session& session) {
    for (auto const& [document, plan] : seeds) {
      auto done = state::start_with(document, plan, options.partition, calls.surroundings(), session);
      if (!done.has_value()) {
        refused.emplace(std::move(done.error()), document.file);
        return store::Verdict::kRollback;
      }
      started.push_back(*std::move(done));
    }
    return store::Verdict::kCommit;
  });
  if (refused.has_value()) refuse(refused->first, refused->second);

  for (std::size_t i = 0; i < seeds.size(); ++i) {
    auto const& [document, plan] = seeds[i];
    if (!started[i].has_value()) {
      log::info("seed {}: the database has it already", document.file);
      continue;
    }
    log::info("seed {}: {}", document.file, state::made_by(plan));
    for (auto const& note : *started[i]) log::info("seed {}: {}", document.file, note);
  }
}

}  // namespace iam::program
