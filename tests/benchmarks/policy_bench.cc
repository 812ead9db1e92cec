// Decisions for each second on one core, the policies already compiled. What is asked of each line stands beside it.
#include "iam/policy/evaluate.h"
#include "iam/policy/glob.h"

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <string>
#include <utility>

namespace {

using namespace iam::policy;

constexpr int kServices = 40;

std::string service_of(int number, int services) { return "svc" + std::to_string(number % services); }

// A statement as people write them: actions of one service, some resources, a condition.
std::string statement(int number, int services) {
  auto const service = service_of(number, services);
  auto const name = std::to_string(number);
  bool const has_condition = number % 2 == 0;
  return R"({"Sid":"S)" + name + R"(","Effect":"Allow","Action":[")" + service + ":Get*\",\"" + service + ":Put" +
         name + "\",\"" + service + R"(:List*"],"Resource":["arn:aws:)" + service + ":us-east-1:111122223333:thing/" +
         name + R"(/*","arn:aws:)" + service + ":*:111122223333:${aws:username}/*\"]" +
         (has_condition ? R"(,"Condition":{"StringEquals":{"aws:PrincipalTag/team":["blue","green"]}})" : "") + "}";
}

NamedPolicy policy(int first, int count, int services) {
  std::string text = R"({"Version":"2012-10-17","Statement":[)";
  for (int i = first; i < first + count; ++i) text += (i == first ? "" : ",") + statement(i, services);
  return {"policy", {}, compile(text + "]}").value()};
}

PolicySets policies(int count, int statements_each, int services) {
  PolicySets sets;
  for (int i = 0; i < count; ++i) sets.identity.push_back(policy(i * statements_each, statements_each, services));
  return sets;
}

// About what the last statement allows.
Request request(int number, int services) {
  auto const service = service_of(number, services);
  Request request;
  request.requester = {.kind = RequesterKind::kUser,
                       .account = iam::AccountId(111122223333),
                       .arn = "arn:aws:iam::111122223333:user/Bob",
                       .principal_arn = "arn:aws:iam::111122223333:user/Bob",
                       .unique_id = "AIDABOBBOBBOBBOBBOBBO"};
  request.action = service + ":GetThing";
  request.resource = "arn:aws:" + service + ":us-east-1:111122223333:thing/" + std::to_string(number) + "/x";
  request.context.set("aws:username", "Bob");
  request.context.set("aws:PrincipalTag/team", "blue");
  request.context.set("aws:SourceIp", "203.0.113.7");
  request.context.set("aws:SecureTransport", "true");
  return request;
}

template <int count, int statements_each, int services = kServices>
void decide(benchmark::State& state) {
  PolicySets const sets = policies(count, statements_each, services);
  Request const asked = request(count * statements_each - 1, services);
  if (!evaluate(asked, sets).allowed()) std::abort();
  for (auto _ : state) benchmark::DoNotOptimize(evaluate(asked, sets));
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}

void explain_500(benchmark::State& state) {
  PolicySets const sets = policies(10, 50, kServices);
  Request const asked = request(499, kServices);
  for (auto _ : state) {
    Explanation explanation;
    benchmark::DoNotOptimize(explain(asked, sets, explanation));
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}

void compile_20(benchmark::State& state) {
  std::string text = R"({"Version":"2012-10-17","Statement":[)";
  for (int i = 0; i < 20; ++i) text += (i == 0 ? "" : ",") + statement(i, kServices);
  text += "]}";
  for (auto _ : state) benchmark::DoNotOptimize(compile(text));
}

void crafted_glob(benchmark::State& state) {
  auto const glob = compiled_glob("*a*a*a*a*b");
  std::string const text(400, 'a');
  for (auto _ : state) benchmark::DoNotOptimize(compiled_glob_matches(glob, text));
}

BENCHMARK(decide<1, 1>)->Name("1 statement (1 M/s)");
BENCHMARK(decide<1, 20>)->Name("20 statements (300 k/s)");
BENCHMARK(decide<10, 50>)->Name("500 statements in 10 policies (50 k/s)");
BENCHMARK(decide<10, 50, 1>)->Name("500 statements, all of one service");
BENCHMARK(explain_500)->Name("500 statements, explained");
BENCHMARK(compile_20)->Name("compile 20 statements");
BENCHMARK(crafted_glob)->Name("*a*a*a*a*b against 400 a (1 ms)");

}  // namespace
