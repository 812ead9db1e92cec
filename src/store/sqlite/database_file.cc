#include "sqlite/database_file.h"

#include "iam/base/log.h"
#include "sqlite/migrations.h"
#include "sqlite/schema_check.h"
#include "sqlite/sqlite_connection.h"
#include "sqlite/sqlite_error.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string_view>
#include <system_error>

namespace iam::store {
namespace {

// https://www.sqlite.org/fileformat2.html#the_database_header
constexpr std::string_view kMagic{"SQLite format 3\0", 16};
constexpr std::size_t kHeaderSize = 100;
constexpr std::size_t kPageSizeOffset = 16;  // two bytes; 1 stands for 65536, which does not fit
constexpr std::size_t kUserVersionOffset = 60;
constexpr std::size_t kApplicationIdOffset = 68;

// The log is moved into the file when it has grown by this many pages of 4 KiB: rarer is faster for writers until the
// log no longer fits the page cache, and a log much longer than this is cut back.
constexpr int kCheckpointPages = 4000;
constexpr int kLogBytesMax = 64 << 20;
// SQLite counts cache sizes in KiB when they are negative.
constexpr int kWriterCacheKib = 16 << 10;
// A reader forgets its cache at every commit, so it reads from the mapped file instead.
constexpr int kReaderMapBytes = 64 << 20;

constexpr Sql kUserVersion = "PRAGMA user_version";
constexpr Sql kQuickCheck = "PRAGMA quick_check(1)";
constexpr Sql kUseLog = "PRAGMA journal_mode = WAL";

std::uint32_t big_endian(char const* bytes) {
  std::uint32_t number = 0;
  for (int i = 0; i < 4; ++i) number = number << 8 | static_cast<unsigned char>(bytes[i]);
  return number;
}

// 0 when there is no such file.
std::uintmax_t size_of(std::string const& path) {
  struct stat status {};
  return stat(path.c_str(), &status) == 0 ? static_cast<std::uintmax_t>(status.st_size) : 0;
}

std::string log_path(std::string const& path) { return path + "-wal"; }
std::string index_path(std::string const& path) { return path + "-shm"; }
std::string journal_path(std::string const& path) { return path + "-journal"; }

// SQLite keeps the log beside the file itself, not beside a link to it. A link that leads nowhere stays.
std::string without_links(std::filesystem::path const& path) {
  std::error_code failure;
  auto const real = std::filesystem::weakly_canonical(path, failure);
  return (failure ? path : real).string();
}

// A new file is readable only by its owner, and is not made through a symbolic link: who may write the directory could
// have us make a file anywhere. Negative with errno when there is none; EEXIST for a link that leads nowhere.
int open_or_make(std::string const& path) {
  constexpr int kFlags = O_RDWR | O_CLOEXEC | O_NOCTTY;
  int const existing = ::open(path.c_str(), kFlags);
  if (existing >= 0 || errno != ENOENT) return existing;
  return ::open(path.c_str(), kFlags | O_CREAT | O_EXCL, S_IRUSR | S_IWUSR);
}

// The database holds every secret, and its log and the index of that what was written last: others than the owner of
// an existing file lose their access to it. What is not ours to change is told. SQLite gives the files that it makes
// beside the database the database's own mode.
void make_private(std::string const& path) {
  constexpr mode_t kOthers = S_IRWXG | S_IRWXO;
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode) || (status.st_mode & kOthers) == 0) return;
  bool const is_ours = status.st_uid == ::geteuid();
  if (is_ours && ::chmod(path.c_str(), status.st_mode & 07777 & ~kOthers) == 0) {
    log::warning("others than its owner had access to `{}`, which holds secrets; they have none any more", path);
  } else {
    log::warning("others than its owner have access to `{}`, which holds secrets, and it is not ours to change", path);
  }
}

std::string pragma(std::string_view name, std::int64_t value) {
  return "PRAGMA " + std::string(name) + " = " + std::to_string(value) + ";";
}

OpenError newer(DatabaseFile const& file, std::int64_t version) {
  return file.error("it was written by a newer version of this program (schema " + std::to_string(version) +
                    ", known here up to " + std::to_string(newest_version(file.schema())) + "); use that version");
}

OpenError damaged(DatabaseFile const& file, std::string_view how) {
  return file.error("it is damaged (" + std::string(how) + "); restore a copy of it");
}

OpenError not_migrated(DatabaseFile const& file, StoreError const& failure) {
  return file.error("its migration failed (" + std::string(failure.what()) +
                    ") and it is as it was; use the version that wrote it");
}

OpenError explained(DatabaseFile const& file, SqliteError const& failure) {
  switch (failure.code() & 0xff) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return damaged(file, failure.what());
    case SQLITE_ERROR:
    case SQLITE_CONSTRAINT:
      // Only the statements of a migration can be wrong for the database at hand.
      return not_migrated(file, failure);
    default:
      return file.error(std::string(failure.what()) +
                        "; make sure that the disk has space and the directory can be written");
  }
}

void check_sound(DatabaseFile const& file, SqliteConnection& connection) {
  Statement check = connection.prepare(kQuickCheck);
  if (check.step() && check.text(0) != "ok") throw damaged(file, check.text(0));
}

std::int64_t version_of(DatabaseFile const& file, SqliteConnection& connection) {
  Statement statement = connection.prepare(kUserVersion);
  statement.step();
  std::int64_t const version = statement.integer(0);
  if (version < 0) throw damaged(file, "its schema version is negative");
  if (version > newest_version(file.schema())) throw newer(file, version);
  return version;
}

// A trigger of somebody else's would run in our transactions, and a table change what our statements mean.
void check_schema(DatabaseFile const& file, SqliteConnection& connection) {
  auto const fault = schema_fault(connection, file.schema());
  if (fault) throw file.error(*fault + "; remove or restore it if you know whose work that is");
}

void use_log(DatabaseFile const& file, SqliteConnection& connection) {
  Statement statement = connection.prepare(kUseLog);
  statement.step();
  if (statement.text(0) != "wal") throw file.error("its file system cannot hold a write-ahead log; take a local one");
}

}  // namespace

DatabaseFile::DatabaseFile(std::string const& path, Schema const& schema) : schema_(schema) {
  if (path.empty()) throw OpenError("cannot open a database without a path; name a file or \":memory:\"");
  path_ = without_links(std::filesystem::absolute(path));
  if (std::error_code ignored; std::filesystem::is_directory(path_, ignored)) {
    throw error("it is a directory; name a file in it");
  }
  if (size_of(path_) == 0 && size_of(log_path(path_)) > 0) {
    throw damaged(*this, "it is empty, yet its log `" + log_path(path_) +
                             "` is not; if it was removed on purpose, "
                             "remove the log too");
  }
  descriptor_ = open_or_make(path_);
  if (descriptor_ < 0 && errno == EEXIST) {
    throw error("it is a symbolic link to a file that does not exist; make that file, or name it without the link");
  }
  if (descriptor_ < 0) {
    throw error(std::string(std::strerror(errno)) +
                "; it must be a file that can be read and written, in a directory "
                "that exists");
  }
  try {
    if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
      throw error(errno == EWOULDBLOCK ? "another server is using it; stop that one" : std::strerror(errno));
    }
    check_header();
    make_private(path_);
    make_private(log_path(path_));
    make_private(index_path(path_));
    make_private(journal_path(path_));
  } catch (...) {
    ::close(descriptor_);
    throw;
  }
}

DatabaseFile::~DatabaseFile() { ::close(descriptor_); }

OpenError DatabaseFile::error(std::string_view what) const {
  std::string message = "cannot open the database `" + path_ + "`: ";
  message += what;
  message += ", or choose another path";
  return OpenError(message);
}

// Looks at the bytes themselves: merely opening somebody else's database with SQLite may change it. A database of ours
// has its mark in the file, not in the log, from the first transaction on (see open_writer).
void DatabaseFile::check_header() const {
  struct stat status {};
  if (::fstat(descriptor_, &status) != 0) throw error(std::strerror(errno));
  if (!S_ISREG(status.st_mode)) throw error("it is not a regular file; move it away");
  if (status.st_size == 0) return;
  std::array<char, kHeaderSize> header{};
  ssize_t const got = ::pread(descriptor_, header.data(), header.size(), 0);
  if (got < 0) throw error(std::strerror(errno));
  if (std::string_view(header.data(), kMagic.size()) != kMagic || static_cast<std::size_t>(got) < header.size()) {
    throw error("it is not a database; move it away");
  }
  if (big_endian(&header[kApplicationIdOffset]) != kApplicationId) {
    throw error("it is a database of another program; move it away");
  }
  // SQLite takes the missing end of the last page for zeros. What a server died of writing is completed from its log.
  bool const complete = size_of(log_path(path_)) == 0 && size_of(journal_path(path_)) == 0;
  std::uint32_t const page_size = big_endian(&header[kPageSizeOffset]) >> 16;
  if (complete && page_size > 1 && status.st_size % page_size != 0) throw damaged(*this, "its last page is cut short");
  auto const version = static_cast<std::int32_t>(big_endian(&header[kUserVersionOffset]));
  if (version > newest_version(schema_)) throw newer(*this, version);
}

std::unique_ptr<SqliteConnection> open_writer(DatabaseFile const& file, Durability durability) {
  try {
    auto connection = std::make_unique<SqliteConnection>(file.path(), SqliteConnection::Mode::kReadWrite);
    bool const log_left_over = size_of(log_path(file.path())) > 0;
    if (log_left_over) sqlite3_db_config(connection->handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    check_sound(file, *connection);
    std::int64_t const version = version_of(file, *connection);
    connection->run_script("PRAGMA temp_store = MEMORY");
    auto const check = [&] { check_schema(file, *connection); };
    if (version == newest_version(file.schema())) check();
    // A new database is made before the log is switched on, so that its mark is in the file from the beginning.
    migrate(*connection, file.schema(), version, check);
    sqlite3_db_config(connection->handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr);
    use_log(file, *connection);
    connection->run_script(pragma("foreign_keys", 1) + pragma("synchronous", durability == Durability::kFull ? 2 : 1) +
                           pragma("cache_size", -kWriterCacheKib) + pragma("wal_autocheckpoint", kCheckpointPages) +
                           pragma("journal_size_limit", kLogBytesMax));
    return connection;
  } catch (SqliteError const& failure) {
    throw explained(file, failure);
  } catch (StoreError const& failure) {
    throw not_migrated(file, failure);
  }
}

std::unique_ptr<SqliteConnection> open_reader(DatabaseFile const& file) {
  auto connection = std::make_unique<SqliteConnection>(file.path(), SqliteConnection::Mode::kReadOnly);
  connection->run_script(pragma("mmap_size", kReaderMapBytes));
  return connection;
}

}  // namespace iam::store
