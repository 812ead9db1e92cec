#include "postgres/server_address.h"

#include "iam/store/store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace iam::store {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(ServerAddress, is_shown_without_user_and_password) {
  EXPECT_EQ(ServerAddress("postgres://bob:s3cret@db.example:5433/iam?sslmode=require").shown(),
            "postgresql://db.example:5433/iam");
  EXPECT_EQ(ServerAddress("postgresql://db/iam?password=s3cret&user=bob").shown(), "postgresql://db:5432/iam");
}

TEST(ServerAddress, names_every_host) {
  EXPECT_EQ(ServerAddress("postgres://bob:s3cret@a:1,b:2/iam").shown(), "postgresql://a,b:1,2/iam");
}

TEST(ServerAddress, begins_with_each_of_its_hosts_in_turn) {
  ServerAddress const address("postgres://a:1,b:2,c:3/iam");
  EXPECT_EQ(address.host_count(), 3);
  EXPECT_EQ(address.hosts_from(0).names, "a,b,c");
  EXPECT_EQ(address.hosts_from(1).names, "b,c,a");
  EXPECT_EQ(address.hosts_from(2).ports, "3,1,2");
  ServerAddress const one_port("postgres:///iam?host=a,/run/b&port=5433");
  EXPECT_EQ(one_port.hosts_from(1).names, "/run/b,a");
  EXPECT_EQ(one_port.hosts_from(1).ports, "5433");
  EXPECT_EQ(ServerAddress("postgres://bob@a/iam").host_count(), 1);
}

// Its server is in a file that libpq alone reads.
TEST(ServerAddress, that_names_a_service_is_shown_as_it_was_said) {
  EXPECT_EQ(ServerAddress("postgres://bob:s3cret@/?service=prod").shown(), "postgresql:///?service=prod");
  EXPECT_EQ(ServerAddress("postgres://bob:s3cret@db/iam?service=prod").shown(), "postgresql://db:5432/iam");
}

// libpq takes the rest of such a password for a port, a host or a database.
TEST(ServerAddress, that_is_not_encoded_is_refused_without_a_word_of_it) {
  for (std::string const uri :
       {"postgres://bob:s3/cret@db/iam", "postgres://bob:s3cret@cret@db/iam", "postgres://bob:12/cret@db/iam",
        "postgres://bob:s3cret%zz@db/iam", "postgres://bob:s3cret@db:54x32/iam", "postgres://db/iam?pasword=s3cret"}) {
    try {
      ServerAddress const address(uri);
      ADD_FAILURE() << uri << " is " << address.shown();
    } catch (OpenError const& error) {
      EXPECT_THAT(error.what(), Not(HasSubstr("cret"))) << uri;
      EXPECT_THAT(error.what(), HasSubstr("%40")) << uri;
    }
  }
}

}  // namespace
}  // namespace iam::store
