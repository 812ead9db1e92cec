#include "iam/state/seed.h"

#include "iam/base/encoding.h"
#include "iam/base/hash.h"
#include "iam/state/apply.h"
#include "iam/state/cloudformation.h"
#include "iam/store/seeds.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace iam::state {

tl::expected<Plan, Mistake> read_plan(std::string_view text, Target const& target) {
  auto const document = read_node(text);
  if (!document.has_value()) return tl::unexpected(document.error());
  if (!is_template(*document)) return plan_of(*document, target);
  auto const account = target.account.value_or(target.default_account);
  auto translated = translate_template(*document, {.partition = target.partition,
                                                   .account = account,
                                                   .region = target.region,
                                                   .name = target.stack_name,
                                                   .parameters = target.parameters});
  if (!translated.has_value()) return tl::unexpected(std::move(translated.error()));
  auto plan = plan_of(translated->document, target);
  if (plan.has_value()) std::ranges::copy(translated->notes, std::back_inserter(plan->notes));
  return plan;
}

std::string sentence(Mistake const& mistake, std::string_view file) {
  if (mistake.line == 0) return file.empty() ? mistake.message : fmt::format("{}: {}", file, mistake.message);
  return file.empty() ? fmt::format("line {}: {}", mistake.line, mistake.message)
                      : fmt::format("{}:{}: {}", file, mistake.line, mistake.message);
}

std::string made_by(Plan const& plan) {
  std::string made;
  for (auto const& [name, count] : plan.counts) {
    auto words = name;
    std::ranges::replace(words, '_', ' ');
    if (count == 1) words = words == "policies" ? "policy" : words.substr(0, words.size() - 1);
    made.append(made.empty() ? "" : ", ").append(fmt::format("{} {}", count, words));
  }
  return made.empty() ? "nothing" : made;
}

tl::expected<std::optional<std::vector<std::string>>, Mistake> start_with(StartDocument const& document,
                                                                          Plan const& plan, Partition partition,
                                                                          service::Surroundings const& surroundings,
                                                                          store::Session& session) {
  store::Seeds seeds(session);
  store::Seed const seed{
      .digest = hex_encode(sha256(document.text)), .name = document.file, .applied_at = surroundings.clock.now()};
  if (seeds.contains(seed.digest)) return std::nullopt;
  if (auto const older = seeds.find(document.file)) {
    return tl::unexpected(
        Mistake{.message = fmt::format(
                    "this database has what an older text of the file said, of {}, and the new one is not "
                    "applied over it: start with another database, or put what is new into a file of its own",
                    to_iso8601(older->applied_at))});
  }
  auto done = apply(plan, partition, surroundings, session);
  if (!done.has_value()) return tl::unexpected(std::move(done.error()));
  seeds.insert(seed);
  return *std::move(done);
}

}  // namespace iam::state
