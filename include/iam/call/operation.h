// The operations of the API as data: what the generated table points to and how one is carried out.
#pragma once

#include "iam/api/bind.h"
#include "iam/api/emit.h"
#include "iam/base/result.h"
#include "iam/call/permission.h"
#include "iam/store/access.h"

#include <memory>
#include <span>
#include <string_view>

namespace iam::service {

struct Call;

enum class Service { kIam, kSts };

// What policies call the service.
constexpr std::string_view service_prefix(Service service) { return service == Service::kIam ? "iam" : "sts"; }

// Which transaction an operation runs in.
using store::Access;

// One request bound to its operation: carried out once, then emitted.
class Invocation {
 public:
  virtual ~Invocation() = default;
  // Runs the handler inside the caller's transaction and keeps its response.
  virtual Status run(Call& call) = 0;
  // Presents the response's members. REQUIRES: run succeeded.
  virtual void emit(api::ShapeWriter& writer) const = 0;
};

// The temporary credentials that may call an operation of STS, by whose they are.
struct Sessions {
  bool user = true;  // from GetSessionToken
  bool role = true;  // of an assumed role, of root or of a delegation
  bool federated = true;
};

// An operation as the model describes it. The table is generated, sorted by service and name.
struct Operation {
  Service service;
  std::string_view name;
  Access access;
  // Its answer depends on the request, on who asks and on what is stored, and on nothing else: no clock, no last use.
  bool is_stable;
  // The wire codes this operation may answer besides the common ones.
  std::span<std::string_view const> errors;
  // False: the answer has no <XResult> element.
  bool has_output;
  // False: whoever calls need not say who that is.
  bool needs_signature;
  Sessions sessions;
  // What its caller must be allowed.
  Permission permission;
  // Fills a request from `parameters`, recording what is wrong with it. Null: modelled, not written yet.
  std::unique_ptr<Invocation> (*bind)(api::Value const& parameters, api::Violations& violations);
};

// Every modelled operation, in the table's order.
std::span<Operation const* const> operations();

// The operation of that exact name; null when there is none.
Operation const* find_operation(Service service, std::string_view name);

}  // namespace iam::service
