#include "call.h"

namespace iam::store {

Performed perform(Connection& connection, Call& call, std::uint64_t version) noexcept {
  Performed performed;
  Session session(connection, Access::kWrite, version);
  try {
    performed.verdict = call.work(session);
  } catch (...) {
    call.failure = std::current_exception();
  }
  performed.has_written = !session.version().has_value();
  performed.known_from = session.known_from();
  return performed;
}

}  // namespace iam::store
