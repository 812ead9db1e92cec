// From what every layer says to what AWS answers.
#pragma once

#include "layers.h"

#include <optional>

namespace iam::policy {

// A layer that takes no part has no answer, and stands in nobody's way.
struct Answers {
  std::optional<Layer> resource_control;
  std::optional<Layer> service_control;
  std::optional<Layer> resource;
  std::optional<Layer> identity;
  std::optional<Layer> boundary;
  std::optional<Layer> session;
  std::optional<Layer> scope_down;
  std::optional<Layer> endpoint;
};

// How the layers are weighed depends on who asks whom.
struct Relation {
  RequesterKind requester = RequesterKind::kAnonymous;
  bool cross_account = false;
  ResourcePolicyKind resource_policy = ResourcePolicyKind::kResource;
  Semantics semantics = Semantics::kLive;
};

Relation relation_of(Request const& request, PolicySets const& sets, Semantics semantics);

// Root, users and sessions have policies of their own; services, identity providers and strangers have not.
bool has_own_policies(RequesterKind kind);
// Organization policies do not touch service-linked roles, nor service control policies those outside of organizations.
bool is_under_service_control(Requester const& requester);
bool is_under_resource_control(Requester const& requester);

PolicyType type_of(ResourcePolicyKind kind);

Decision decide(Answers const& answers, Relation const& relation);

}  // namespace iam::policy
