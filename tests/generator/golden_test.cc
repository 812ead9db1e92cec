// A small model that uses the whole notation, against the text that was reviewed. `update-golden` rewrites it.
#include "coverage.h"
#include "emit.h"

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>

namespace iam::modelgen {
namespace {

Model const& fixture() {
  static Model const model = load_model(IAM_GOLDEN_MODEL);
  return model;
}

std::string golden(std::string const& path) {
  std::ifstream in(std::filesystem::path(IAM_GOLDEN_DIRECTORY) / path);
  EXPECT_TRUE(in.is_open()) << path << " is missing: build the target update-golden";
  return {std::istreambuf_iterator<char>(in), {}};
}

template <class Compare>
void for_each_family(Compare const& compare) {
  for (auto const& service : fixture().services) {
    for (auto const& family : service.families) compare(service, family);
  }
}

TEST(Golden, headers_hold_the_structs) {
  for_each_family([](Service const& service, Family const& family) {
    EXPECT_EQ(shapes_header(service, family), golden("iam/api/" + family.name + ".h"));
  });
}

TEST(Golden, sources_describe_the_members) {
  for_each_family([](Service const& service, Family const& family) {
    EXPECT_EQ(shapes_source(service, family), golden("api/" + family.name + ".cc"));
  });
}

TEST(Golden, handlers_are_declared_for_what_is_not_planned) {
  for_each_family([](Service const& service, Family const& family) {
    EXPECT_EQ(handlers_header(service, family), golden("iam/service/handlers/" + family.name + ".h"));
  });
}

TEST(Golden, error_codes_are_constants_with_their_status) {
  EXPECT_EQ(error_codes_header(fixture()), golden("iam/api/error_codes.h"));
}

TEST(Golden, the_names_of_sensitive_members_are_a_list) {
  EXPECT_EQ(secret_members_source(fixture()), golden("api/secret_members.cc"));
}

TEST(Golden, operations_are_rows_of_their_family) {
  for_each_family([](Service const& service, Family const& family) {
    EXPECT_EQ(operations_source(service, family), golden("service/operations_" + family.name + ".cc"));
  });
}

TEST(Golden, the_table_lists_every_operation_in_order) {
  EXPECT_EQ(operation_table_source(fixture()), golden("service/operation_table.cc"));
}

TEST(Golden, coverage_counts_and_names_the_operations) {
  EXPECT_EQ(coverage_table(fixture()),
            "| family | working | planned (answered 501 `NotImplemented`) |\n"
            "|---|---|---|\n"
            "| **all of IAM** | **3 of 4** | **1** |\n"
            "| **all of STS** | **2 of 2** | **0** |\n"
            "| IAM users | CreateUser, DeleteUser, ListUsers | PutPassword |\n"
            "| STS callers | GetCallerIdentity, GetSessionToken |  |\n");
}

TEST(Coverage, is_put_between_the_markers) {
  std::string const document = "before\n<!-- coverage:begin -->\nold\n<!-- coverage:end -->\nafter\n";
  EXPECT_EQ(with_coverage(document, fixture()),
            "before\n<!-- coverage:begin -->\n" + coverage_table(fixture()) + "<!-- coverage:end -->\nafter\n");
}

TEST(Coverage, needs_both_markers) {
  EXPECT_THROW(with_coverage("<!-- coverage:begin -->", fixture()), std::runtime_error);
  EXPECT_THROW(with_coverage("<!-- coverage:end --><!-- coverage:begin -->", fixture()), std::runtime_error);
}

}  // namespace
}  // namespace iam::modelgen
