#include "iam/call/transact.h"

#include "iam/base/log.h"

#include <exception>
#include <utility>

namespace iam::service {
namespace {

Ending ending_of(std::exception_ptr const& failure, std::string const& complaint) {
  if (failure == nullptr) return Ending::kDone;
  try {
    std::rethrow_exception(failure);
  } catch (std::exception const& exception) {
    log::error("{}: {}", complaint, exception.what());
  } catch (...) {
    log::error("{}", complaint);
  }
  return Ending::kBroken;
}

store::Store::Done told(std::string complaint, std::function<void(Ending)> done) {
  return [complaint = std::move(complaint), done = std::move(done)](std::exception_ptr const& failure) {
    done(ending_of(failure, complaint));
  };
}

std::exception_ptr read(store::Store& store, store::Store::Work const& work) {
  try {
    store.read([&work](store::Session& session) { work(session); });
  } catch (...) {
    return std::current_exception();
  }
  return nullptr;
}

}  // namespace

void transact(store::Store& store, Access access, std::string complaint, store::Store::Work work,
              std::function<void(Ending)> done) {
  if (access == Access::kRead) return done(ending_of(read(store, work), complaint));
  store.write_briefly(std::move(work), told(std::move(complaint), std::move(done)));
}

void transact_at_length(store::Store& store, std::string complaint, store::Store::Work work,
                        std::function<void(Ending)> done) {
  store.write(std::move(work), told(std::move(complaint), std::move(done)));
}

}  // namespace iam::service
