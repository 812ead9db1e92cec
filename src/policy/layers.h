// What each kind of policy says by itself, before it is weighed against the others.
#pragma once

#include "compiled.h"
#include "iam/policy/evaluate.h"
#include "principal_match.h"

#include <functional>

namespace iam::policy {

// What all statements are held against.
struct Question {
  Question(Request const& asked, PolicySets const& given, Semantics semantics)
      : request(asked),
        sets(given),
        action(asked.action),
        resource(asked.resource),
        scope{asked.context, semantics},
        has_boundary(given.boundary.has_value() ? HasBoundary::kYes : HasBoundary::kNo) {}

  Request const& request;
  PolicySets const& sets;
  RequestAction action;
  RequestResource resource;
  Scope scope;
  HasBoundary has_boundary;
};

// The answer of one layer. `grant` is that of a resource policy, for other types kDirect when they allow.
struct Layer {
  Grant grant = Grant::kNone;
  NamedPolicy const* denier = nullptr;

  bool allows() const { return grant != Grant::kNone; }
  Outcome outcome() const {
    if (denier != nullptr) return Outcome::kExplicitDeny;
    return allows() ? Outcome::kAllowed : Outcome::kImplicitDeny;
  }
};

// Takes every statement that matched, and a statement more than once.
class Trace {
 public:
  virtual ~Trace() = default;
  virtual void matched(PolicyType type, NamedPolicy const& policy, std::uint32_t statement) = 0;
};

// Whom a statement of that type of policy grants, and whether it is about the resource.
Grant grant_by(CompiledStatement const& statement, PolicyType type, Question const& question);
bool is_about_resource(CompiledStatement const& statement, PolicyType type, Question const& question);

// With a trace everything is looked at, else only what can change the answer.
Layer answer_of(NamedPolicy const& policy, PolicyType type, Question const& question, Trace* trace);
Layer answer_of(PolicyList const& policies, PolicyType type, Question const& question, Trace* trace);

}  // namespace iam::policy
