// What the tests of the store share.
#pragma once

#include "iam/store/store.h"
#include "iam/store/users.h"

#include <chrono>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <future>
#include <iterator>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace iam::store {

// A new one: in memory, or on PostgreSQL where that is what is tested (tests/postgres).
std::unique_ptr<Store> open_store();

inline constexpr AccountId kAccount{123456789012};

inline User a_user(std::string_view name, std::string_view path = "/", AccountId account = kAccount) {
  User user;
  user.account = account;
  user.name = name;
  user.path = path;
  user.unique_id = "AIDA" + user.name;
  user.created_at = Time(std::chrono::milliseconds(1'700'000'000'123));
  return user;
}

// Writes and waits; null or what `done` was told.
inline std::exception_ptr outcome_of(Store& store, Store::Work work) {
  std::promise<std::exception_ptr> told;
  store.write(std::move(work), [&told](std::exception_ptr failure) { told.set_value(std::move(failure)); });
  return told.get_future().get();
}

inline void commit(Store& store, std::function<void(Session&)> const& work) {
  auto const failure = outcome_of(store, [&work](Session& session) {
    work(session);
    return Verdict::kCommit;
  });
  if (failure) std::rethrow_exception(failure);
}

inline void insert(Store& store, User user) {
  commit(store, [&user](Session& session) { Users(session).insert(user); });
}

inline bool has_user(Store& store, std::string_view name) {
  bool found = false;
  store.read([&](Session& session) { found = Users(session).find(kAccount, name).has_value(); });
  return found;
}

// The version that a read has now.
inline std::optional<std::uint64_t> version_read(Store& store) {
  std::optional<std::uint64_t> version;
  store.read([&](Session& session) { version = session.version(); });
  return version;
}

// The number a query without parameters answers.
inline std::int64_t number(Store& store, Sql query) {
  std::int64_t answer = 0;
  store.read([&](Session& session) {
    Statement statement = session.prepare(query);
    statement.step();
    answer = statement.integer(0);
  });
  return answer;
}

// What must be 0 when no transaction was ever half done.
inline std::int64_t half_written_rows(Store& store) {
  return number(store, "SELECT count(*) FROM entities WHERE id NOT IN (SELECT id FROM users)") +
         number(store, "SELECT count(*) FROM tags WHERE entity NOT IN (SELECT id FROM entities)") +
         number(store, "SELECT (SELECT count(*) FROM users) <> (SELECT coalesce(sum(count), 0) FROM entity_counts)");
}

// A directory that goes away with its contents.
class ScratchDirectory {
 public:
  ScratchDirectory() {
    std::string name = (std::filesystem::temp_directory_path() / "iam-store-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no scratch directory");
    path_ = name;
  }
  ScratchDirectory(ScratchDirectory const&) = delete;
  ScratchDirectory& operator=(ScratchDirectory const&) = delete;
  ~ScratchDirectory() { std::filesystem::remove_all(path_); }

  std::string file(std::string_view name = "iam.db") const { return (path_ / name).string(); }
  std::size_t file_count() const {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(path_), {}));
  }

 private:
  std::filesystem::path path_;
};

inline std::string bytes_of(std::string const& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

inline void write_bytes(std::string const& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

}  // namespace iam::store
