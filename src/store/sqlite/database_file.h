// The file a database lives in: whose it is, whether it is sound, and that nobody else serves it.
#pragma once

#include "iam/store/store.h"
#include "schema.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace iam::store {

class SqliteConnection;

// Written into the header of every database of ours: "IAM1". Databases made before the first release bear "IAML" and
// have another numbering: they are not ours.
inline constexpr std::int32_t kApplicationId = 0x49414D31;

// A file that this process may serve: it is new or bears our mark, nobody but its owner has access where that is ours
// to say, and it is locked against a second server until the object dies or the process does, however it ends. The lock
// is of the kind that SQLite's own do not see, so a person may look into the database with other programs meanwhile.
class DatabaseFile {
 public:
  // Makes the file when there is none, readable only by its owner, but not where a symbolic link points. `schema` is
  // what this program knows: all but a test leave it as it is. Throws OpenError.
  explicit DatabaseFile(std::string const& path, Schema const& schema = known_schema());
  DatabaseFile(DatabaseFile const&) = delete;
  DatabaseFile& operator=(DatabaseFile const&) = delete;
  // REQUIRES: every connection to the file is closed.
  ~DatabaseFile();

  // Absolute, so that SQLite never takes it for anything else than a path, and without symbolic links.
  std::string const& path() const { return path_; }

  Schema const& schema() const { return schema_; }

  // An OpenError about this file: what is wrong and what to do.
  OpenError error(std::string_view what) const;

 private:
  void check_header() const;

  std::string path_;
  Schema schema_;
  int descriptor_ = -1;
};

// Checks the database, its schema included, brings it up to date and opens it for writing. What is refused has not been
// changed: what a killed server left in the log is read but not yet moved into the file. Throws OpenError.
std::unique_ptr<SqliteConnection> open_writer(DatabaseFile const& file, Durability durability);

// Throws StoreError.
std::unique_ptr<SqliteConnection> open_reader(DatabaseFile const& file);

}  // namespace iam::store
