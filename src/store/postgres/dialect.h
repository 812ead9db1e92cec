// What is written for SQLite, in PostgreSQL's words.
#pragma once

#include <string>
#include <string_view>

namespace iam::store {

// A statement's parameters: `?` and `?1` become `$1`.
std::string with_dollars(std::string_view sql);

// A script of schema/db/: the types of columns, options of tables and triggers. Texts are compared byte by byte, as
// SQLite does.
std::string to_postgres(std::string_view script);

}  // namespace iam::store
