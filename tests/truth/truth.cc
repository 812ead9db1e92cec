#include "truth.h"

#include "answers.h"
#include "choices.h"
#include "question.h"
#include "scene.h"
#include "servers.h"

#include <utility>
#include <vector>

namespace iam::truth {
namespace {

constexpr std::size_t kQuestionsMax = 6;

// What one of them does not tell cannot differ.
bool agree(Verdict const& one, Verdict const& other) {
  auto const is_alike = [](std::string const& left, std::string const& right) {
    return left.empty() || right.empty() || left == right;
  };
  if (one.decision == "denied" || other.decision == "denied") return one.denies() == other.denies();
  return one.decision == other.decision && is_alike(one.by, other.by) && is_alike(one.reason, other.reason);
}

// Where a level of service control policies allows nothing, AWS's simulators tell of no denial elsewhere.
bool agree_as_simulators_do(Verdict const& live, Verdict const& simulated) {
  bool const is_silent = simulated.by == "service_control" && simulated.decision == "implicitDeny";
  if (is_silent) return live.denies();
  if (live.by == "service_control") return agree(live, simulated) && simulated.by == live.by;
  return agree({live.decision}, {simulated.decision});
}

struct Heard {
  std::string face;
  Verdict verdict;
  bool is_simulated = false;
};

void put_back(Servers& servers, Scene const& scene) {
  for (auto const* user : {&scene.bob, &scene.ann}) {
    Message const removal{.face = Message::Face::kIam,
                          .form = {{"Action", "UntagUser"},
                                   {"UserName", user->name},
                                   {"TagKeys.member.1", "team"},
                                   {"TagKeys.member.2", "stage"}}};
    servers.send(Servers::kTrusting, root_of(kHome), removal);
    Form form{{"Action", "TagUser"}, {"UserName", user->name}};
    int number = 0;
    for (auto const& [key, value] : user->tags) {
      auto const member = "Tags.member." + std::to_string(++number);
      form.emplace_back(member + ".Key", key);
      form.emplace_back(member + ".Value", value);
    }
    if (number > 0) servers.send(Servers::kTrusting, root_of(kHome), {.face = Message::Face::kIam, .form = form});
  }
}

std::vector<Heard> heard(Servers& servers, Scene const& scene, Question const& question) {
  std::vector<Heard> answers;
  auto const ask_live = [&](Servers::Which which, std::string face) {
    if (auto verdict = live(servers, which, scene, question)) answers.push_back({std::move(face), *std::move(verdict)});
    if (question.changes_tags) put_back(servers, scene);
  };
  ask_live(Servers::kEnforcing, "enforce");
  ask_live(Servers::kSoft, "soft");
  if (answers.empty()) return answers;
  answers.push_back({"authorize by key", authorized(servers, scene, question, false)});
  bool const is_told_by_arn =
      !scene.asker.is_narrowed &&
      (!scene.asker.is_session() || scene.asker.kind == Asker::Kind::kSessionToken ||
       scene.asker.kind == Asker::Kind::kRoleSession || scene.asker.kind == Asker::Kind::kChained);
  if (is_told_by_arn) answers.push_back({"authorize by ARN", authorized(servers, scene, question, true)});
  if (auto verdict = simulated(servers, scene, question)) answers.push_back({"simulate", *std::move(verdict), true});
  return answers;
}

std::string report(Scene const& scene, Question const& question, std::vector<Heard> const& answers) {
  std::string text("One question has several answers.\n");
  for (auto const& each : scene.story) text.append("  ").append(each).append("\n");
  text.append("Asked by ").append(scene.asker.words).append(" (").append(scene.asker.arn).append("):\n  ");
  text.append(described(question.message)).append("\n");
  for (auto const& need : question.needs) {
    text.append("  needs ").append(need.action).append(" on ").append(need.resource).append(" ");
    text.append(boost::json::serialize(need.context)).append("\n");
  }
  text.append("Answers:\n");
  for (auto const& [face, verdict, is_simulated] : answers) {
    text.append("  ").append(face).append(": ").append(verdict.text()).append("\n");
  }
  return text;
}

}  // namespace

std::optional<std::string> disagreement(std::span<std::uint8_t const> bytes) {
  static Servers servers;
  servers.reset();
  Choices choices(bytes);
  auto const scene = drawn_scene(choices, servers);
  for (auto left = choices.below(kQuestionsMax) + 1; left > 0; --left) {
    auto const question = drawn_question(choices, scene);
    auto const answers = heard(servers, scene, question);
    for (auto const& [face, verdict, is_simulated] : answers) {
      auto const& first = answers.front().verdict;
      bool const is_alike = is_simulated ? agree_as_simulators_do(first, verdict) : agree(first, verdict);
      if (!is_alike) return report(scene, question, answers);
    }
  }
  return std::nullopt;
}

}  // namespace iam::truth
