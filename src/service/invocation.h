// What the generated operation table instantiates for each operation.
#pragma once

#include "iam/call/operation.h"

#include <type_traits>
#include <utility>

namespace iam::service {

template <class Request, class Response, auto Handler>
class BoundInvocation final : public Invocation {
 public:
  static std::unique_ptr<Invocation> bind(api::Value const& parameters, api::Violations& violations) {
    auto invocation = std::make_unique<BoundInvocation>();
    api::Binder binder(parameters, "", violations);
    bind_shape(binder, invocation->request_);
    return invocation;
  }

  Status run(Call& call) override {
    auto outcome = Handler(call, std::as_const(request_));
    if (!outcome.has_value()) return fail(std::move(outcome.error()));
    if constexpr (!std::is_same_v<Response, api::NoOutput>) response_ = std::move(*outcome);
    return {};
  }

  void emit(api::ShapeWriter& writer) const override {
    if constexpr (!std::is_same_v<Response, api::NoOutput>) {
      api::Emitter emitter(writer);
      emit_shape(emitter, response_);
    }
  }

 private:
  Request request_;
  Response response_;
};

}  // namespace iam::service
