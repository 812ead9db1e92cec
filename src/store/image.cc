#include "iam/store/image.h"

#include "tables.h"

#include <span>
#include <unordered_set>

namespace iam::store {
namespace {

// Whatever goes with a row that is replaced is missing after the first look, and so is what triggers count. Two looks
// mend all that the schema can do; one more finds nothing.
constexpr int kLooksMax = 4;

std::string joined(std::span<std::string const> parts, std::string_view between, std::string_view behind_each = "") {
  std::string text;
  for (auto const& part : parts) text.append(text.empty() ? "" : between).append(part).append(behind_each);
  return text;
}

}  // namespace

Image::Image(Session& session, std::optional<AccountId> account) : account_(account) {
  for (auto const& table : tables(session)) {
    if (account.has_value() && table.is_of_account.empty()) continue;
    auto const columns = joined(table.columns, ", ");
    auto const key = std::span(table.columns).first(table.key_size);
    std::vector<std::string> const values(table.columns.size(), "?");
    auto& rows = tables_.emplace_back();
    rows.select = "SELECT " + columns + " FROM " + table.name;
    if (account.has_value()) rows.select += " WHERE " + table.is_of_account;
    if (table.refers_to_itself) rows.select += " ORDER BY " + joined(key, ", ");
    rows.remove = "DELETE FROM " + table.name + " WHERE " + joined(key, " AND ", " = ?");
    // One that is there in some way or other is looked at again.
    rows.insert =
        "INSERT INTO " + table.name + " (" + columns + ") VALUES (" + joined(values, ", ") + ") ON CONFLICT DO NOTHING";
    for (auto row = current(session, rows); row.step();) {
      row.append_row(rows.bytes);
      rows.ends.push_back(rows.bytes.size());
    }
    rows.bytes.shrink_to_fit();
  }
}

bool Image::put_back(Session& session) const {
  session.make_known_at_once();
  for (int look = 0; look < kLooksMax; ++look) {
    if (mend(session)) return true;
  }
  return false;
}

std::size_t Image::bytes() const {
  std::size_t bytes = sizeof(*this);
  for (auto const& rows : tables_) {
    bytes += sizeof(rows) + rows.select.size() + rows.remove.size() + rows.insert.size() + rows.bytes.size() +
             rows.ends.size() * sizeof(rows.ends.front());
  }
  return bytes;
}

std::string_view Image::Rows::operator[](std::size_t row) const {
  auto const begin = row == 0 ? 0 : ends[row - 1];
  return std::string_view(bytes).substr(begin, ends[row] - begin);
}

Statement Image::current(Session& session, Rows const& rows) const {
  Statement statement = session.prepare_generated(rows.select);
  if (account_.has_value()) statement.bind(account_->number());
  return statement;
}

// Rows come in the same order as before, until one is new, gone or other than it was: from there on they are looked up.
Image::Difference Image::difference(Session& session, Rows const& rows) const {
  Difference difference;
  std::size_t same = 0;
  std::optional<std::unordered_set<std::string_view>> rest;
  std::string row;
  for (auto statement = current(session, rows); statement.step();) {
    row.clear();
    statement.append_row(row);
    if (!rest.has_value()) {
      if (same < rows.size() && rows[same] == row) {
        ++same;
        continue;
      }
      rest.emplace();
      for (auto i = same; i < rows.size(); ++i) rest->insert(rows[i]);
    }
    if (rest->erase(row) == 0) difference.surplus.push_back(row);
  }
  for (auto i = same; i < rows.size(); ++i) {
    if (!rest.has_value() || rest->contains(rows[i])) difference.missing.push_back(rows[i]);
  }
  return difference;
}

// What refers to another row is removed before that, and put back after it.
bool Image::mend(Session& session) const {
  std::vector<std::pair<Rows const*, std::vector<std::string_view>>> missing;
  bool is_same = true;
  for (auto rows = tables_.rbegin(); rows != tables_.rend(); ++rows) {
    auto found = difference(session, *rows);
    for (auto const& row : found.surplus) session.prepare_generated(rows->remove).bind_row(row).run();
    is_same = is_same && found.surplus.empty() && found.missing.empty();
    if (!found.missing.empty()) missing.emplace_back(&*rows, std::move(found.missing));
  }
  for (auto each = missing.rbegin(); each != missing.rend(); ++each) {
    auto const& [rows, wanted] = *each;
    for (auto const row : wanted) session.prepare_generated(rows->insert).bind_row(row).run();
  }
  return is_same;
}

}  // namespace iam::store
