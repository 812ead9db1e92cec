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
