// An answer of PostgreSQL's.
#pragma once

#include <memory>

struct pg_result;

namespace iam::store {

struct ClearResult {
  void operator()(pg_result* result) const;
};
using Result = std::unique_ptr<pg_result, ClearResult>;

}  // namespace iam::store
