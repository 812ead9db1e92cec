#include "iam/store/inline_policies.h"

#include "iam/base/text.h"
#include "rows_of_entities.h"

namespace iam::store {
namespace {

constexpr Literal kSelectInlinePolicies = "SELECT name, document, size FROM inline_policies";

// Reads a row of kSelectInlinePolicies.
InlinePolicy read_policy(Statement const& row) { return {row.text(0), row.text(1), row.integer(2)}; }

}  // namespace

void InlinePolicies::put(EntityId entity, InlinePolicy const& policy) {
  auto const folded_name = to_lower_ascii(policy.name);
  session_
      .prepare(
          "INSERT INTO inline_policies (entity, position, name, folded_name, document, size)"
          " VALUES (?1, (SELECT coalesce(max(position), 0) + 1 FROM inline_policies WHERE entity = ?1), ?2, ?3, ?4, ?5)"
          " ON CONFLICT (entity, folded_name) DO UPDATE SET document = excluded.document, size = excluded.size")
      .bind(entity, policy.name, folded_name, policy.document, policy.size)
      .run();
}

bool InlinePolicies::remove(EntityId entity, std::string_view name) {
  auto const folded_name = to_lower_ascii(name);
  session_.prepare("DELETE FROM inline_policies WHERE entity = ? AND folded_name = ?").bind(entity, folded_name).run();
  return session_.changes() == 1;
}

std::optional<InlinePolicy> InlinePolicies::find(EntityId entity, std::string_view name) {
  auto const folded_name = to_lower_ascii(name);
  Statement statement = session_.prepare(kJoined<kSelectInlinePolicies, " WHERE entity = ? AND folded_name = ?">);
  if (!statement.bind(entity, folded_name).step()) return std::nullopt;
  return read_policy(statement);
}

std::vector<InlinePolicy> InlinePolicies::all(EntityId entity) {
  Statement statement = session_.prepare(kJoined<kSelectInlinePolicies, " WHERE entity = ? ORDER BY position">);
  statement.bind(entity);
  std::vector<InlinePolicy> policies;
  while (statement.step()) policies.push_back(read_policy(statement));
  return policies;
}

ByEntity<InlinePolicy> InlinePolicies::of(std::span<EntityId const> entities) {
  return rows_of(session_,
                 "SELECT name, document, size, entity FROM inline_policies WHERE entity BETWEEN ? AND ?"
                 " ORDER BY entity, folded_name",
                 entities, 3, read_policy);
}

std::vector<std::string> InlinePolicies::page(EntityId entity, std::string_view after, std::int64_t limit) {
  auto const folded_after = to_lower_ascii(after);
  Statement statement = session_.prepare(
      "SELECT name FROM inline_policies WHERE entity = ? AND folded_name > ? ORDER BY folded_name LIMIT ?");
  statement.bind(entity, folded_after, limit);
  std::vector<std::string> names;
  while (statement.step()) names.push_back(statement.text(0));
  return names;
}

bool InlinePolicies::any(EntityId entity) {
  Statement statement = session_.prepare("SELECT 1 FROM inline_policies WHERE entity = ? LIMIT 1");
  return statement.bind(entity).step();
}

std::int64_t InlinePolicies::total_size(EntityId entity) {
  Statement statement = session_.prepare("SELECT coalesce(sum(size), 0) FROM inline_policies WHERE entity = ?");
  statement.bind(entity).step();
  return statement.integer(0);
}

}  // namespace iam::store
