// Which files are opened, which are refused, and that a refused one is left alone.
#include "grouped_store.h"
#include "iam/store/store.h"
#include "iam/store/tags.h"
#include "raw_database.h"
#include "schema.h"
#include "scratch.h"
#include "sqlite/file_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <csignal>

#include <vector>

namespace iam::store {
namespace {

using testing::AllOf;
using testing::HasSubstr;

// Root may write everything. While this lives, root is nobody, to whom the files belong; others stay who they are.
class NotAsRoot {
 public:
  explicit NotAsRoot(std::vector<std::filesystem::path> const& files) : was_(geteuid()) {
    if (was_ != 0) return;
    for (auto const& file : files) EXPECT_EQ(chown(file.c_str(), kNobody, kNobody), 0) << file;
    EXPECT_EQ(seteuid(kNobody), 0);
  }
  NotAsRoot(NotAsRoot const&) = delete;
  NotAsRoot& operator=(NotAsRoot const&) = delete;
  ~NotAsRoot() { EXPECT_EQ(seteuid(was_), 0); }

 private:
  static constexpr uid_t kNobody = 65534;
  uid_t was_;
};

// The next version of this program, which knows a migration more.
class NextVersion {
 public:
  explicit NextVersion(std::string_view migration)
      : whole_(std::string(known_schema().whole) + std::string(migration)),
        steps_(known_schema().steps.begin(), known_schema().steps.end()) {
    steps_.push_back(migration);
  }

  Schema schema() const { return {.whole = whole_, .steps = steps_}; }
  std::unique_ptr<Store> open(std::string const& path) const {
    return std::make_unique<GroupedStore>(std::make_unique<FileStore>(Options{.path = path}, schema()));
  }

 private:
  std::string whole_;
  std::vector<std::string_view> steps_;
};

class OpenTest : public testing::Test {
 protected:
  static std::string refusal(std::string const& path) {
    try {
      Store::open({.path = path});
    } catch (OpenError const& error) {
      return error.what();
    }
    return "opened";
  }

  // Expects that the file is refused, saying `why`, and that neither it nor the directory has changed.
  void expect_refused_untouched(std::string const& path, std::string_view why) {
    std::string const bytes = bytes_of(path);
    std::string const log = bytes_of(path + "-wal");
    std::size_t const files = directory_.file_count();
    EXPECT_THAT(refusal(path), AllOf(HasSubstr(path), HasSubstr(why), HasSubstr("or choose another path")));
    EXPECT_EQ(bytes_of(path), bytes);
    EXPECT_EQ(bytes_of(path + "-wal"), log);
    if (log.empty()) {
      EXPECT_EQ(directory_.file_count(), files);
    }
  }

  // A closed database of ours with some hundreds of pages.
  void make_database(std::string const& path) {
    std::unique_ptr<Store> const store = Store::open({.path = path});
    commit(*store, [](Session& session) {
      for (int i = 0; i < 200; ++i) {
        User user = a_user("user" + std::to_string(i), std::string(500, '/'));
        Users(session).insert(user);
      }
    });
  }

  ScratchDirectory directory_;
  std::string const path_ = directory_.file();
};

TEST_F(OpenTest, a_new_file_can_be_read_by_its_owner_only) {
  Store::open({.path = path_});
  struct stat status {};
  ASSERT_EQ(stat(path_.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600u);
}

// Every kind of file that SQLite would make readable with the database.
TEST_F(OpenTest, an_existing_file_that_others_can_read_becomes_its_owners_alone) {
  std::string const copy = directory_.file("copy.db");
  std::unique_ptr<Store> store = Store::open({.path = path_});
  insert(*store, a_user("Bob"));
  for (std::string_view ending : {"", "-wal", "-shm"}) {
    std::filesystem::copy_file(path_ + std::string(ending), copy + std::string(ending));
    std::filesystem::permissions(copy + std::string(ending), std::filesystem::perms(0666));
  }
  store = Store::open({.path = copy});
  EXPECT_TRUE(has_user(*store, "Bob"));
  for (std::string_view ending : {"", "-wal", "-shm"}) {
    EXPECT_EQ(std::filesystem::status(copy + std::string(ending)).permissions(), std::filesystem::perms(0600));
  }
}

TEST_F(OpenTest, a_file_is_not_made_where_a_link_points) {
  std::string const target = directory_.file("target.db");
  std::filesystem::create_symlink(target, path_);
  EXPECT_THAT(refusal(path_), AllOf(HasSubstr(path_), HasSubstr("symbolic link to a file that does not exist")));
  EXPECT_FALSE(std::filesystem::exists(target));
  insert(*Store::open({.path = target}), a_user("Bob"));
  EXPECT_TRUE(has_user(*Store::open({.path = path_}), "Bob"));
}

TEST_F(OpenTest, an_empty_file_is_a_new_database) {
  write_bytes(path_, "");
  insert(*Store::open({.path = path_}), a_user("Bob"));
  EXPECT_TRUE(has_user(*Store::open({.path = path_}), "Bob"));
}

TEST_F(OpenTest, an_older_database_is_migrated_and_keeps_what_it_has) {
  insert(*Store::open({.path = path_}), a_user("Bob"));
  NextVersion const next("ALTER TABLE users ADD COLUMN shoe_size INTEGER NOT NULL DEFAULT 42;");
  {
    auto const store = next.open(path_);
    EXPECT_TRUE(has_user(*store, "Bob"));
    insert(*store, a_user("Eve"));
    EXPECT_EQ(number(*store, "SELECT sum(shoe_size) FROM users"), 84);
  }
  EXPECT_EQ(RawDatabase(path_).number("PRAGMA user_version"), newest_version(next.schema()));
  EXPECT_TRUE(has_user(*next.open(path_), "Bob"));
  expect_refused_untouched(path_, "newer version of this program");
}

TEST_F(OpenTest, a_migration_that_fails_leaves_the_file_as_it_was) {
  insert(*Store::open({.path = path_}), a_user("Bob"));
  std::string const bytes = bytes_of(path_);
  NextVersion const next("CREATE TABLE fine (a INTEGER); CREATE TABLE tags (a INTEGER);");
  try {
    next.open(path_);
    ADD_FAILURE() << "opened";
  } catch (OpenError const& error) {
    EXPECT_THAT(error.what(), AllOf(HasSubstr(path_), HasSubstr("migration"), HasSubstr("or choose another path")));
  }
  EXPECT_EQ(bytes_of(path_), bytes);
  EXPECT_TRUE(has_user(*Store::open({.path = path_}), "Bob"));
}

// Databases of the time before the first release: their schema had other numbers, up to 27.
TEST_F(OpenTest, a_database_from_before_the_first_release_is_refused_as_not_ours) {
  RawDatabase(path_).run(
      "PRAGMA application_id = 0x49414D4C; PRAGMA user_version = 27; CREATE TABLE users (name TEXT)");
  expect_refused_untouched(path_, "database of another program");
}

TEST_F(OpenTest, a_newer_database_is_refused) {
  {
    RawDatabase raw(path_);
    raw.run(kOurMark);
    raw.run("PRAGMA user_version = 99");
  }
  expect_refused_untouched(path_, "newer version of this program (schema 99");
}

TEST_F(OpenTest, a_newer_database_is_refused_when_only_the_log_of_a_killed_server_tells) {
  std::string const copy = directory_.file("copy.db");
  {
    RawDatabase raw(path_);
    raw.run(kOurMark);
    raw.run("PRAGMA journal_mode = WAL; PRAGMA user_version = 99; CREATE TABLE t (a)");
    std::filesystem::copy_file(path_, copy);
    std::filesystem::copy_file(path_ + "-wal", copy + "-wal");
  }
  expect_refused_untouched(copy, "newer version of this program (schema 99");
}

TEST_F(OpenTest, a_database_of_another_program_is_refused) {
  RawDatabase(path_).run("PRAGMA application_id = 7; CREATE TABLE theirs (a)");
  expect_refused_untouched(path_, "database of another program");
}

TEST_F(OpenTest, a_database_without_any_mark_is_refused) {
  RawDatabase(path_).run("CREATE TABLE users (name TEXT)");
  expect_refused_untouched(path_, "database of another program");
}

TEST_F(OpenTest, what_is_not_a_database_is_refused) {
  write_bytes(path_, std::string(10'000, 'x'));
  expect_refused_untouched(path_, "not a database");
  write_bytes(path_, "short");
  expect_refused_untouched(path_, "not a database");
}

TEST_F(OpenTest, a_truncated_database_is_refused) {
  make_database(path_);
  std::string const bytes = bytes_of(path_);
  for (std::size_t size : {std::size_t{50}, std::size_t{100}, std::size_t{4096}, bytes.size() / 2, bytes.size() - 1}) {
    write_bytes(path_, std::string_view(bytes).substr(0, size));
    expect_refused_untouched(path_, "or choose another path");
  }
}

TEST_F(OpenTest, a_database_with_a_damaged_page_is_refused) {
  make_database(path_);
  std::string const bytes = bytes_of(path_);
  for (std::size_t page = 1; page < bytes.size() / 4096; page += 5) {
    std::string damaged = bytes;
    damaged.replace(page * 4096, 4096, 4096, '\x5a');
    write_bytes(path_, damaged);
    expect_refused_untouched(path_, "it is damaged");
  }
}

TEST_F(OpenTest, a_log_without_its_file_is_refused) {
  write_bytes(path_ + "-wal", "something");
  expect_refused_untouched(path_, "its log");
  EXPECT_FALSE(std::filesystem::exists(path_));
}

TEST_F(OpenTest, what_cannot_be_a_file_is_refused_with_a_reason) {
  EXPECT_THAT(refusal(""), HasSubstr("without a path"));
  EXPECT_THAT(refusal(directory_.file("")), HasSubstr("it is a directory"));
  EXPECT_THAT(refusal(directory_.file("missing/iam.db")), HasSubstr("No such file or directory"));
  std::string const pipe = directory_.file("pipe");
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_THAT(refusal(pipe), HasSubstr("not a regular file"));
}

TEST_F(OpenTest, a_file_that_cannot_be_written_is_refused) {
  make_database(path_);
  std::filesystem::permissions(path_, std::filesystem::perms::owner_read);
  NotAsRoot const not_as_root({path_, std::filesystem::path(path_).parent_path()});
  expect_refused_untouched(path_, "Permission denied");
}

// A path is a path, also where SQLite would read a URI or a name for memory.
TEST_F(OpenTest, a_path_is_never_read_as_something_else) {
  std::filesystem::path const before = std::filesystem::current_path();
  std::filesystem::current_path(std::filesystem::path(path_).parent_path());
  Store::open({.path = "file:iam.db?mode=memory"});
  std::filesystem::current_path(before);
  EXPECT_TRUE(std::filesystem::exists(directory_.file("file:iam.db?mode=memory")));
}

TEST_F(OpenTest, what_a_killed_server_left_in_the_log_is_there_again) {
  std::string const copy = directory_.file("copy.db");
  std::unique_ptr<Store> const store = Store::open({.path = path_});
  insert(*store, a_user("Bob"));
  std::filesystem::copy_file(path_, copy);
  std::filesystem::copy_file(path_ + "-wal", copy + "-wal");
  EXPECT_TRUE(has_user(*Store::open({.path = copy}), "Bob"));
}

TEST_F(OpenTest, a_second_server_is_refused_until_the_first_is_gone) {
  int ready[2];
  ASSERT_EQ(pipe(ready), 0);
  pid_t const first = fork();
  if (first == 0) {
    std::unique_ptr<Store> const store = Store::open({.path = path_});
    insert(*store, a_user("Bob"));
    [[maybe_unused]] auto const written = write(ready[1], "r", 1);
    pause();
    _exit(0);
  }
  char byte = 0;
  ASSERT_EQ(read(ready[0], &byte, 1), 1);
  close(ready[0]);
  close(ready[1]);

  EXPECT_THAT(refusal(path_), HasSubstr("another server is using it"));
  kill(first, SIGKILL);
  ASSERT_EQ(waitpid(first, nullptr, 0), first);
  EXPECT_TRUE(has_user(*Store::open({.path = path_}), "Bob"));
}

TEST_F(OpenTest, others_may_read_while_it_is_served) {
  std::unique_ptr<Store> const store = Store::open({.path = path_});
  insert(*store, a_user("Bob"));
  EXPECT_EQ(RawDatabase(path_).number("SELECT count(*) FROM users"), 1);
}

}  // namespace
}  // namespace iam::store
