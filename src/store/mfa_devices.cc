#include "iam/store/mfa_devices.h"

namespace iam::store {
namespace {

constexpr Literal kSelectMfaDevices =
    "SELECT id, resource, created_at, seed, user_id, enabled_at, steps_ahead, last_step FROM mfa_devices";

// Reads a row of kSelectMfaDevices.
MfaDevice read_device(Statement const& row, AccountId account) {
  MfaDevice device{.id = row.integer(0),
                   .account = account,
                   .resource = row.text(1),
                   .created_at = row.time(2),
                   .seed = Secret(row.text(3))};
  if (auto const enabled_at = row.optional_time(5)) {
    device.assignment = {.user = row.integer(4),
                         .enabled_at = *enabled_at,
                         .steps_ahead = row.integer(6),
                         .last_step = row.optional_integer(7)};
  }
  return device;
}

std::vector<MfaDevice> read_devices(Statement& rows, AccountId account) {
  std::vector<MfaDevice> devices;
  while (rows.step()) devices.push_back(read_device(rows, account));
  return devices;
}

}  // namespace

std::optional<MfaDevice> MfaDevices::find(AccountId account, std::string_view resource) {
  Statement statement = session_.prepare(kJoined<kSelectMfaDevices, " WHERE account = ? AND resource = ?">);
  if (!statement.bind(account.number(), resource).step()) return std::nullopt;
  return read_device(statement, account);
}

bool MfaDevices::insert(MfaDevice& device) {
  EntityId const id = entities_.insert(device.account);
  session_
      .prepare(
          "INSERT INTO mfa_devices (id, account, resource, created_at, seed) VALUES (?, ?, ?, ?, ?)"
          " ON CONFLICT (account, resource) DO NOTHING")
      .bind(id, device.account.number(), device.resource, device.created_at, device.seed.reveal())
      .run();
  if (session_.changes() == 0) {
    entities_.remove(id);
    return false;
  }
  device.id = id;
  return true;
}

void MfaDevices::update(MfaDevice const& device) {
  std::optional<EntityId> user;
  std::optional<Time> enabled_at;
  std::int64_t steps_ahead = 0;
  std::optional<std::int64_t> last_step;
  if (device.assignment.has_value()) {
    user = device.assignment->user;
    enabled_at = device.assignment->enabled_at;
    steps_ahead = device.assignment->steps_ahead;
    last_step = device.assignment->last_step;
  }
  session_.prepare("UPDATE mfa_devices SET user_id = ?, enabled_at = ?, steps_ahead = ?, last_step = ? WHERE id = ?")
      .bind(user, enabled_at, steps_ahead, last_step, device.id)
      .run();
}

void MfaDevices::remove(EntityId id) { entities_.remove(id); }

std::int64_t MfaDevices::count(AccountId account) { return entities_.count(account); }

std::int64_t MfaDevices::count_of_user(EntityId user) {
  Statement statement = session_.prepare("SELECT count(*) FROM mfa_devices WHERE user_id = ?");
  statement.bind(user).step();
  return statement.integer(0);
}

std::int64_t MfaDevices::count_assigned(AccountId account) {
  Statement statement = session_.prepare("SELECT count(*) FROM mfa_devices WHERE account = ? AND user_id IS NOT NULL");
  return statement.bind(account.number()).step() ? statement.integer(0) : 0;
}

std::vector<MfaDevice> MfaDevices::page(AccountId account, std::optional<Assigned> assigned, std::string_view after,
                                        std::int64_t limit) {
  std::optional<std::int64_t> wanted;
  if (assigned.has_value()) wanted = *assigned == Assigned::kYes ? 1 : 0;
  Statement statement = session_.prepare(
      kJoined<
          kSelectMfaDevices,
          " WHERE account = ?1 AND resource > ?2 AND (CAST(?3 AS BIGINT) IS NULL OR (?3 = 1) = (user_id IS NOT NULL))"
          " AND (resource NOT LIKE ':%' OR resource LIKE '%/%')"
          " ORDER BY resource LIMIT ?4">);
  statement.bind(account.number(), after, wanted, limit);
  return read_devices(statement, account);
}

std::vector<MfaDevice> MfaDevices::page_of_user(AccountId account, EntityId user, std::string_view after,
                                                std::int64_t limit) {
  Statement statement =
      session_.prepare(kJoined<kSelectMfaDevices, " WHERE user_id = ? AND resource > ? ORDER BY resource LIMIT ?">);
  statement.bind(user, after, limit);
  return read_devices(statement, account);
}

}  // namespace iam::store
