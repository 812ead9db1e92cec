// The nouns of IAM that have an ARN of their own: how one is found, named and tagged. A row of the table in nouns.cc
// for each. What holds for every noun asks here, and names none.
#pragma once

#include "iam/call/call.h"
#include "iam/store/entities.h"
#include "iam/store/tags.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::service {

// What the store knows of an entity, whatever its noun.
struct StoredEntity {
  store::EntityId id;
  std::string path;
  std::string name;
  std::optional<std::string> boundary = std::nullopt;  // of a user or role
};

struct Noun {
  // Whether an ARN with another path than the entity's own names it all the same.
  enum class PathInArn { kIgnored, kCompared };

  std::string_view kind;   // in ARNs: "user"
  std::string_view words;  // in denials, before the name; empty: denials have the ARN
  PathInArn path_in_arn;
  store::KeyCase tag_case;
  // One of the caller's account. `path_and_name` is what follows the kind in its ARN; the name alone will do, and the
  // path is not compared.
  std::optional<StoredEntity> (*find)(Call& call, std::string_view path_and_name);
};

// Null when there is none of that kind: users of STS, access keys and tasks have no entity behind them.
Noun const* find_noun(std::string_view kind);

// REQUIRES: there is one of that kind.
Noun const& noun_of(std::string_view kind);

// Every tag of an entity of that kind. REQUIRES: as noun_of().
std::vector<store::Tag> stored_tags(Call& call, std::string_view kind, store::EntityId entity);

}  // namespace iam::service
