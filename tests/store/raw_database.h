// Databases as other programs see and make them.
#pragma once

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace iam::store {

// What the header of a database of ours has: "IAM1".
inline constexpr std::string_view kOurMark = "PRAGMA application_id = 0x49414D31;";

// A database made behind the store's back.
class RawDatabase {
 public:
  explicit RawDatabase(std::string const& path) { sqlite3_open(path.c_str(), &handle_); }
  RawDatabase(RawDatabase const&) = delete;
  RawDatabase& operator=(RawDatabase const&) = delete;
  ~RawDatabase() { sqlite3_close(handle_); }

  void run(std::string_view sql) {
    ASSERT_EQ(sqlite3_exec(handle_, std::string(sql).c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
        << sqlite3_errmsg(handle_);
  }

  std::int64_t number(char const* query) {
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(handle_, query, -1, &statement, nullptr);
    sqlite3_step(statement);
    std::int64_t const answer = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return answer;
  }

 private:
  sqlite3* handle_ = nullptr;
};

}  // namespace iam::store
