// What an instance can ask about itself: the tree of EC2's instance metadata, as far as it belongs to credentials, or
// clients look there for a region.
// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-categories.html
#pragma once

#include "iam/base/account.h"
#include "iam/base/arn.h"
#include "iam/base/time.h"

#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace iam::gateway {

struct Instance {
  std::string id;  // i-…
  AccountId account;
  Partition partition;
  std::string region;
  std::string role;  // its name; an instance without one has no metadata here
  Time launched_at;
};

class InstanceMetadata {
 public:
  // Paths whose text depends on more than the instance.
  static constexpr std::string_view kProfile = "meta-data/iam/info";
  static constexpr std::string_view kCredentials = "meta-data/iam/security-credentials/";  // and the role's name

  explicit InstanceMetadata(Instance const& instance);

  // The versions of the tree, one a line. All of them have all that is here.
  static std::string versions();
  // The path below its version: "meta-data/ami-id" of "/latest/meta-data/ami-id/". Nothing when it begins with none.
  static std::optional<std::string_view> below_version(std::string_view path);

  // The text at a path below the version, or the names at a path that is the beginning of others: one a line, with a
  // slash when more follows. Nothing when there is neither. Of kProfile and of credentials the text is empty.
  std::optional<std::string> find(std::string_view path) const;

 private:
  std::map<std::string, std::string, std::less<>> texts_;  // by path below the version
};

// JSON in the layout of the metadata service: its readers often are grep and sed. Nothing: null.
std::string metadata_document(
    std::initializer_list<std::pair<std::string_view, std::optional<std::string>>> const& members);

}  // namespace iam::gateway
