// The tables, as this program knows them.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace iam::store {

// In SQLite's words; src/store/postgres says how PostgreSQL puts them.
struct Schema {
  std::string_view whole;                   // what makes a new database
  std::span<std::string_view const> steps;  // each makes of a version the next one, the first of version 1
};

// The files of schema/db/, and those of schema/db/migrations/; embedded by the build.
Schema known_schema();

inline std::int64_t newest_version(Schema const& schema) { return static_cast<std::int64_t>(schema.steps.size()) + 1; }

// What brings a database from `version`, which is no newer than the newest, to the newest; 0 is an empty one.
std::span<std::string_view const> way_from(Schema const& schema, std::int64_t version);

}  // namespace iam::store
