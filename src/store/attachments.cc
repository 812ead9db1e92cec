#include "iam/store/attachments.h"
#include "rows_of_entities.h"

namespace iam::store {

void Attachments::attach(AccountId account, EntityId entity, std::string_view policy_arn, Time now) {
  session_
      .prepare(
          "INSERT INTO attachments (entity, position, account, policy_arn, attached_at)"
          " VALUES (?1, (SELECT coalesce(max(position), 0) + 1 FROM attachments WHERE entity = ?1), ?2, ?3, ?4)"
          " ON CONFLICT (entity, policy_arn) DO NOTHING")
      .bind(entity, account.number(), policy_arn, now)
      .run();
}

bool Attachments::detach(EntityId entity, std::string_view policy_arn) {
  session_.prepare("DELETE FROM attachments WHERE entity = ? AND policy_arn = ?").bind(entity, policy_arn).run();
  return session_.changes() == 1;
}

bool Attachments::is_attached(EntityId entity, std::string_view policy_arn) {
  Statement statement = session_.prepare("SELECT 1 FROM attachments WHERE entity = ? AND policy_arn = ?");
  return statement.bind(entity, policy_arn).step();
}

std::int64_t Attachments::count(EntityId entity) {
  Statement statement = session_.prepare("SELECT count(*) FROM attachments WHERE entity = ?");
  statement.bind(entity).step();
  return statement.integer(0);
}

std::vector<std::string> Attachments::all(EntityId entity) {
  Statement statement = session_.prepare("SELECT policy_arn FROM attachments WHERE entity = ? ORDER BY position");
  statement.bind(entity);
  std::vector<std::string> arns;
  while (statement.step()) arns.push_back(statement.text(0));
  return arns;
}

ByEntity<std::string> Attachments::of(std::span<EntityId const> entities) {
  return rows_of(session_,
                 "SELECT policy_arn, entity FROM attachments WHERE entity BETWEEN ? AND ? ORDER BY entity, position",
                 entities, 1, [](Statement const& row) { return row.text(0); });
}

std::vector<Attachments::Positioned> Attachments::page(EntityId entity, std::string_view path_prefix,
                                                       std::int64_t position, std::int64_t limit) {
  // A policy's path is what follows `:policy` in its ARN.
  Statement statement = session_.prepare(
      "SELECT policy_arn, position, attached_at FROM attachments WHERE entity = ?1 AND position > ?2"
      " AND substr(policy_arn, instr(policy_arn, ':policy/') + 7, length(?3)) = ?3 ORDER BY position LIMIT ?4");
  statement.bind(entity, position, path_prefix, limit);
  std::vector<Positioned> attachments;
  while (statement.step()) attachments.push_back({statement.text(0), statement.integer(1), statement.time(2)});
  return attachments;
}

std::vector<std::string> Attachments::policies_in_use(AccountId account) {
  Statement statement =
      session_.prepare("SELECT DISTINCT policy_arn FROM attachments WHERE account = ? ORDER BY policy_arn");
  statement.bind(account.number());
  std::vector<std::string> arns;
  while (statement.step()) arns.push_back(statement.text(0));
  return arns;
}

}  // namespace iam::store
