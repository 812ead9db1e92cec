#include "calls.h"

#include <exception>
#include <utility>

namespace iam::program {

void Calls::write(store::Store::Work work) {
  std::exception_ptr broken;
  surroundings_.store.write(std::move(work), [&](std::exception_ptr failure) { broken = std::move(failure); });
  surroundings_.store.flush();
  if (broken != nullptr) std::rethrow_exception(broken);
}

Database::Database(store::Options const& options, service::Strictness strictness)
    : store_(store::Store::open(options)),
      random_(make_system_random()),
      ids_(*random_),
      seal_(*store_, *random_),
      calls_(*store_, clock_, ids_, last_used_, seal_, strictness) {}

}  // namespace iam::program
