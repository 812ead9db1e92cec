#include "tables.h"

#include "connection.h"
#include "iam/store/held_tables.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

namespace iam::store {
namespace {

// Where a column refers to.
struct Reference {
  std::string column;  // quoted
  std::string table;   // not quoted
  std::string target;  // quoted
  bool is_owner;       // the row cannot be without the other one
};

struct Described {
  Table table;
  std::vector<Reference> references;
};

using TablesByName = std::map<std::string, Described, std::less<>>;  // by name, not quoted

constexpr std::string_view kEntities = "entities";

TablesByName described(Session& session) {
  TablesByName schema;
  Statement columns = session.prepare(session.catalogue().columns);
  while (columns.step()) {
    auto& table = schema[columns.text(0)].table;
    table.name = columns.text(1);
    table.columns.push_back(columns.text(2));
    if (columns.integer(3) != 0) table.has_account = true;
    if (columns.integer(4) != 0) ++table.key_size;
  }
  Statement references = session.prepare(session.catalogue().references);
  while (references.step()) {
    auto const found = schema.find(references.text(0));
    if (found == schema.end()) continue;
    if (references.text(2) == found->first) found->second.table.refers_to_itself = true;
    found->second.references.push_back(
        {references.text(1), references.text(2), references.text(3), references.integer(4) != 0});
  }
  return schema;
}

// Whoever cannot be without another row is that one's account's, whatever other accounts it names: who is asked by a
// delegation request, a member of an organization. Of an entity's rows those that have a column say it faster.
std::string account_condition(TablesByName const& schema, Described const& described) {
  auto const owner = std::ranges::find(described.references, true, &Reference::is_owner);
  bool const has_owner = owner != described.references.end();
  bool const is_of_entity = has_owner && owner->table == kEntities;
  if (described.table.has_account && (!has_owner || is_of_entity)) return "account = ?1";
  if (!has_owner) return {};
  auto const& other = schema.at(owner->table);
  auto const condition = account_condition(schema, other);
  if (condition.empty()) return {};
  return owner->column + " IN (SELECT " + owner->target + " FROM " + other.table.name + " WHERE " + condition + ")";
}

// How many tables must be there before it.
std::size_t depth(TablesByName const& schema, std::string_view name) {
  std::size_t deepest = 0;
  for (auto const& reference : schema.find(name)->second.references) {
    if (reference.table != name) deepest = std::max(deepest, depth(schema, reference.table) + 1);
  }
  return deepest;
}

}  // namespace

std::vector<Table> tables(Session& session) {
  auto schema = described(session);
  for (auto& [name, each] : schema) each.table.is_of_account = account_condition(schema, each);
  std::vector<std::pair<std::size_t, Table>> by_depth;
  for (auto const& [name, each] : schema) by_depth.emplace_back(depth(schema, name), each.table);
  std::ranges::stable_sort(by_depth, {}, &std::pair<std::size_t, Table>::first);
  std::vector<Table> tables;
  for (auto& [ignored, table] : by_depth) tables.push_back(std::move(table));
  return tables;
}

std::vector<std::string> tables_held_by(Session& session, AccountId account) {
  std::vector<std::string> held;
  for (auto const& table : tables(session)) {
    if (table.is_of_account.empty()) continue;
    auto row = session.prepare_generated("SELECT 1 FROM " + table.name + " WHERE " + table.is_of_account + " LIMIT 1");
    if (row.bind(account.number()).step()) held.push_back(table.name.substr(1, table.name.size() - 2));
  }
  return held;
}

}  // namespace iam::store
