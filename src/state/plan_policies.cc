// Managed policies with their versions, as steps.
#include "iam/base/arn.h"
#include "iam/base/ids.h"
#include "iam/store/policies.h"
#include "iam/store/policy_versions.h"
#include "planner.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace iam::state {
namespace {

// "v3" is 3; 0 for anything else.
std::int64_t version_number(std::string_view id) {
  std::int64_t number = 0;
  if (!id.starts_with('v')) return 0;
  auto const* const end = id.data() + id.size();
  auto const [stop, error] = std::from_chars(id.data() + 1, end, number);
  return error == std::errc() && stop == end && number > 0 ? number : 0;
}

struct Version {
  std::int64_t number = 1;
  std::optional<std::string> document;
  std::optional<Time> at;
  bool is_default = false;
  std::size_t line = 0;
};

// What changes the policy's row, which an earlier step made.
Direct change_policy(std::string name, std::function<void(store::Policy& policy)> change) {
  return [name = std::move(name), change = std::move(change)](service::Call& call) -> Status {
    store::Policies policies(call.store);
    auto policy = policies.find(call.account(), name);
    change(*policy);
    policies.update(*policy);
    return {};
  };
}

// Numbers that AWS gave are kept, gaps and all: the next version is to get `number`.
Direct number_next(std::string name, std::int64_t number) {
  return change_policy(std::move(name), [number](store::Policy& policy) { policy.newest_version = number - 1; });
}

// The first version of a policy is v1, of the policy's own date, until it is said which it was.
Direct renumber_first(std::string name, std::int64_t number, std::optional<Time> at) {
  return [name = std::move(name), number, at](service::Call& call) -> Status {
    store::Policies policies(call.store);
    store::PolicyVersions versions(call.store);
    auto policy = policies.find(call.account(), name);
    auto version = versions.find(policy->id, policy->default_version);
    versions.remove(policy->id, version->number);
    version->number = number;
    version->created_at = at.value_or(version->created_at);
    versions.insert(call.account(), policy->id, *version);
    policy->default_version = number;
    policy->newest_version = number;
    policies.update(*policy);
    return {};
  };
}

class Versions {
 public:
  Versions(Mistakes& mistakes, std::size_t line) : mistakes_(mistakes), line_(line) {}

  void read(Node const& node, std::optional<std::string> const& default_id) {
    Fields said(node, "a version of a policy", mistakes_);
    auto const id = said.required("VersionId");
    Version version{.number = version_number(id),
                    .document = said.document("Document"),
                    .at = said.time("CreateDate"),
                    .is_default = said.boolean("IsDefaultVersion").value_or(false) || id == default_id,
                    .line = node.line};
    if (version.number == 0) mistakes_.add(node.line, fmt::format("`{}` is no version such as v3", id));
    said.finish();
    all_.push_back(std::move(version));
  }

  void add_only(std::string document) {
    if (!all_.empty()) mistakes_.add(line_, "a policy has a `PolicyDocument`, or a `PolicyVersionList`");
    all_.push_back({.document = std::move(document), .is_default = true, .line = line_});
  }

  // By number, one of them the default.
  std::vector<Version> take(std::string_view policy) {
    std::ranges::sort(all_, {}, &Version::number);
    if (all_.empty()) mistakes_.add(line_, fmt::format("the policy {} has no document", policy));
    if (std::ranges::adjacent_find(all_, {}, &Version::number) != all_.end()) {
      mistakes_.add(line_, fmt::format("the policy {} has a version twice", policy));
    }
    if (all_.size() == 1) all_.front().is_default = true;
    if (std::ranges::count(all_, true, &Version::is_default) != 1) {
      mistakes_.add(line_, fmt::format("of the versions of the policy {} one is the default", policy));
    }
    return std::move(all_);
  }

 private:
  Mistakes& mistakes_;
  std::size_t line_;
  std::vector<Version> all_;
};

}  // namespace

// With its versions, or with one document. What AWS owns is everybody's already.
void Planner::policy(Node const& item) {
  Fields fields(item, "a policy", mistakes_);
  auto const arn = fields.text("Arn");
  auto const owner = arn.has_value() ? parse_arn(*arn) : std::nullopt;
  if (owner.has_value() && owner->account == kAwsOwner) return;

  auto const name = fields.required("PolicyName");
  auto const path = fields.text("Path").value_or(std::string(kRootPath));
  auto given = this->given(fields, "PolicyId", id_prefix::kManagedPolicy, "CreateDate");
  auto const created_at = given.at;
  auto const updated_at = fields.time("UpdateDate");
  auto const default_id = fields.text("DefaultVersionId");
  auto const newest_id = fields.text("NewestVersionId");
  fields.pass_over({"AttachmentCount", "PermissionsBoundaryUsageCount", "IsAttachable"});
  Versions said(mistakes_, item.line);
  fields.each(fields.find("PolicyVersionList"), [&](Node const& each) { said.read(each, default_id); });
  if (auto document = fields.document("PolicyDocument")) said.add_only(*std::move(document));
  auto const versions = said.take(name);
  if (versions.empty()) return;
  policy_arns_.insert_or_assign(name, this->arn("policy", path, name));

  auto const& first = versions.front();
  auto& created = add("CreatePolicy", first.line,
                      Parameters(plan_)
                          .text("PolicyName", name)
                          .text("Path", path)
                          .text("Description", fields.text("Description"))
                          .text("PolicyDocument", first.document)
                          .tags(tags(fields)),
                      std::move(given));
  if (first.number != 1 || (first.at.has_value() && first.at != created_at)) {
    created.after = renumber_first(name, first.number, first.at);
  }
  for (std::size_t i = 1; i < versions.size(); ++i) {
    auto const& version = versions[i];
    auto& step = add("CreatePolicyVersion", version.line,
                     Parameters(plan_)
                         .text("PolicyArn", this->arn("policy", path, name))
                         .text("PolicyDocument", version.document)
                         .boolean("SetAsDefault", version.is_default),
                     {.at = version.at});
    step.before = number_next(name, version.number);
  }
  auto const newest = newest_id.has_value() ? version_number(*newest_id) : versions.back().number;
  if (newest < versions.back().number) mistakes_.add(fields.line_of("NewestVersionId"), "a version is newer than that");
  auto settle = [newest, updated_at](store::Policy& policy) {
    policy.newest_version = newest;
    policy.updated_at = updated_at.value_or(policy.updated_at);
  };
  if (updated_at.has_value() || newest_id.has_value()) add_direct(item.line, change_policy(name, std::move(settle)));
  fields.finish();
  count("policies");
}

}  // namespace iam::state
