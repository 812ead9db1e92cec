#include "iam/store/policy_uses.h"

#include "iam/base/text.h"

namespace iam::store {

std::int64_t PolicyUses::count() {
  Statement statement = session_.prepare(
      "SELECT (SELECT count(*) FROM attachments WHERE account = ?1 AND policy_arn = ?2 AND ?3 = 1)"
      " + (SELECT count(*) FROM users WHERE account = ?1 AND permissions_boundary = ?2 AND ?4 = 1)"
      " + (SELECT count(*) FROM roles WHERE account = ?1 AND permissions_boundary = ?2 AND ?4 = 1)");
  int const attachments_count = use_ != PolicyUse::kBoundary;
  int const boundaries_count = use_ != PolicyUse::kPermissions;
  statement.bind(account_.number(), policy_arn_, attachments_count, boundaries_count).step();
  return statement.integer(0);
}

// Every other statement takes the same parameters: account, policy, whether attachments and whether boundaries count,
// path prefix, name before the page, limit.

std::vector<PolicyUses::Entity> PolicyUses::groups(std::string_view path_prefix, std::string_view after,
                                                   std::int64_t limit) {
  // Groups have no boundaries, so ?4 is not looked at.
  return read(
      session_.prepare("SELECT name, unique_id, (SELECT attached_at FROM attachments"
                       " WHERE entity = groups.id AND policy_arn = ?2) FROM groups WHERE id IN"
                       " (SELECT entity FROM attachments WHERE account = ?1 AND policy_arn = ?2 AND ?3 = 1)"
                       " AND substr(path, 1, length(?5)) = ?5 AND folded_name > ?6 ORDER BY folded_name LIMIT ?7"),
      path_prefix, after, limit);
}

std::vector<PolicyUses::Entity> PolicyUses::users(std::string_view path_prefix, std::string_view after,
                                                  std::int64_t limit) {
  return read(
      session_.prepare("SELECT name, unique_id, (SELECT attached_at FROM attachments"
                       " WHERE entity = users.id AND policy_arn = ?2) FROM users WHERE id IN"
                       " (SELECT entity FROM attachments WHERE account = ?1 AND policy_arn = ?2 AND ?3 = 1"
                       " UNION SELECT id FROM users"
                       " WHERE account = ?1 AND permissions_boundary = ?2 AND ?4 = 1)"
                       " AND substr(path, 1, length(?5)) = ?5 AND folded_name > ?6 ORDER BY folded_name LIMIT ?7"),
      path_prefix, after, limit);
}

std::vector<PolicyUses::Entity> PolicyUses::roles(std::string_view path_prefix, std::string_view after,
                                                  std::int64_t limit) {
  return read(
      session_.prepare("SELECT name, unique_id, (SELECT attached_at FROM attachments"
                       " WHERE entity = roles.id AND policy_arn = ?2) FROM roles WHERE id IN"
                       " (SELECT entity FROM attachments WHERE account = ?1 AND policy_arn = ?2 AND ?3 = 1"
                       " UNION SELECT id FROM roles"
                       " WHERE account = ?1 AND permissions_boundary = ?2 AND ?4 = 1)"
                       " AND substr(path, 1, length(?5)) = ?5 AND folded_name > ?6 ORDER BY folded_name LIMIT ?7"),
      path_prefix, after, limit);
}

std::vector<PolicyUses::Entity> PolicyUses::read(Statement statement, std::string_view path_prefix,
                                                 std::string_view after, std::int64_t limit) {
  int const attachments_count = use_ != PolicyUse::kBoundary;
  int const boundaries_count = use_ != PolicyUse::kPermissions;
  auto const folded_after = to_lower_ascii(after);
  statement.bind(account_.number(), policy_arn_, attachments_count, boundaries_count, path_prefix, folded_after, limit);
  std::vector<Entity> entities;
  while (statement.step()) entities.push_back({statement.text(0), statement.text(1), statement.optional_time(2)});
  return entities;
}

}  // namespace iam::store
