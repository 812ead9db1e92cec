#include "tools.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace iam::mcp {
namespace {

namespace json = boost::json;

constexpr std::size_t kFindingsMax = 50;

ToolAnswer lint(json::object const& arguments, Asker& asker) {
  auto const told = asker.post("/_iam/lint", arguments, About::kQuestion);
  auto const& findings = list_of(told, "findings");
  bool const is_savable = std::ranges::none_of(
      findings, [](json::value const& each) { return text_of(each.as_object(), "severity") == "error"; });
  ToolAnswer answer{.headline = fmt::format("AWS would {} this policy; findings: {}.", is_savable ? "save" : "refuse",
                                            findings.size()),
                    .facts = {}};
  if (findings.size() > kFindingsMax) answer.headline += fmt::format(" The first {} are told.", kFindingsMax);
  answer.facts["savable"] = is_savable;
  answer.facts["found"] = findings.size();
  answer.facts["findings"] =
      picked_each(findings, {"severity", "code", "message", "aws_issue_code", "start", "path"}, kFindingsMax);
  return answer;
}

}  // namespace

Tool const kLintTool{
    "lint",
    R"({"name":"lint","title":"Check a policy",
"description":"What is wrong with an AWS policy document, before it is saved: what AWS would refuse, in its )"
    R"(words, and what AWS accepts but does not do what was meant (unknown actions and keys, operators and )"
    R"(resources that do not fit, shadowed statements, open trust). Call it on each policy that you write or )"
    R"(change.",
"inputSchema":{"type":"object","properties":{
"document":{"description":"The policy: its text, so that places are those of the file, or an object"},
"type":{"type":"string","enum":["identity","inline","session","trust","resource","scp","rcp"],)"
    R"("description":"What it is saved as; identity, a managed policy, by default"}},
"required":["document"],"additionalProperties":false},
"outputSchema":{"type":"object","properties":{"savable":{"type":"boolean"},"found":{"type":"integer"},)"
    R"("findings":{"type":"array"}},"required":["savable","found","findings"]}})",
    lint};

}  // namespace iam::mcp
