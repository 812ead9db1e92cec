// The answers of everything that decides, in one shape.
#pragma once

#include "question.h"
#include "scene.h"
#include "servers.h"

#include <optional>
#include <string>
#include <vector>

namespace iam::truth {

struct Verdict {
  std::string decision;     // "allowed", "implicitDeny", "explicitDeny"
  std::string by = {};      // of denials: the kind of policies; empty: not told
  std::string reason = {};  // of denials: the end of the sentence; empty: not told

  bool denies() const { return decision != "allowed"; }
  std::string text() const;
};

// What a live call comes to: of the mode that tells, and of the one that does what policies decide. Nothing when the
// operation's own rules refuse whoever asks, which is no decision of policies.
std::optional<Verdict> live(Servers& servers, Servers::Which which, Scene const& scene, Question const& question);

// What POST /_iam/authorize says of each need, the first denial counting. `principal`: a key id or an ARN.
Verdict authorized(Servers& servers, Scene const& scene, Question const& question, bool by_arn);

// What SimulatePrincipalPolicy says; nothing of what AWS's simulators do not decide as AWS does.
std::optional<Verdict> simulated(Servers& servers, Scene const& scene, Question const& question);

}  // namespace iam::truth
