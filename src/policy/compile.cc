#include "iam/policy/compile.h"

#include "compiled.h"
#include "iam/base/arn.h"
#include "iam/base/text.h"
#include "iam/policy/glob.h"
#include "steps.h"

#include <set>

namespace iam::policy {
namespace {

bool is_any(std::string_view action) {
  return !action.empty() && action.find_first_not_of('*') == std::string_view::npos;
}

bool has_wildcard(std::string_view text) { return text.find_first_of("*?") != std::string_view::npos; }

// "You can specify the account ARN (arn:aws:iam::account-ID:root) or the shortened form, the account ID."
std::optional<AccountId> account_of(Principal const& principal) {
  if (principal.kind != PrincipalKind::kAws) return std::nullopt;
  if (auto const account = AccountId::parse(principal.value)) return account;
  auto const arn = parse_arn(principal.value);
  bool const is_root = arn.has_value() && arn->service == "iam" && arn->resource == "root";
  return is_root ? AccountId::parse(arn->account) : std::nullopt;
}

std::vector<CompiledPrincipal> compiled_principals(Statement const& statement) {
  std::vector<CompiledPrincipal> compiled;
  auto const& principals = statement.principals.has_value() ? statement.principals : statement.not_principals;
  if (!principals.has_value()) return compiled;
  compiled.reserve(principals->size());
  for (Principal const& principal : *principals) {
    compiled.push_back({principal.kind, principal.value, account_of(principal)});
  }
  return compiled;
}

}  // namespace

RequestAction::RequestAction(std::string_view action) {
  scratch_.buffer() = action;
  std::ranges::transform(scratch_.buffer(), scratch_.buffer().begin(), to_lower);
  text_ = scratch_.buffer();
}

CompiledStatement::CompiledStatement(Statement const& statement, Variables variables)
    : source(&statement), principals(compiled_principals(statement)) {
  auto const& written = statement.resources.has_value() ? statement.resources : statement.not_resources;
  if (written.has_value()) {
    resources.reserve(written->size());
    for (std::string const& resource : *written) resources.emplace_back(resource, variables);
  }
  conditions.reserve(statement.conditions.size());
  for (Condition const& condition : statement.conditions) conditions.emplace_back(condition, variables);
}

// Where the element may be missing, as in trust policies, it is about whatever the policy is attached to.
bool CompiledStatement::has_resource(RequestResource const& resource, Context const& context,
                                     ShortArns short_arns) const {
  steps += resources.size();
  bool const named = std::ranges::any_of(
      resources, [&](ResourcePattern const& pattern) { return pattern.matches(resource, context, short_arns); });
  return source->not_resources.has_value() ? !named : named;
}

bool action_glob_matches(std::string_view glob, std::string_view action) { return compiled_glob_matches(glob, action); }

void ActionIndex::add(std::uint32_t statement, Statement const& source) {
  if (source.not_actions.has_value()) {
    Complement complement{{}, statement};
    for (std::string const& action : *source.not_actions)
      complement.globs.push_back(compiled_glob(to_lower_ascii(action)));
    complements_.push_back(std::move(complement));
    return;
  }
  if (!source.actions.has_value()) return;
  for (std::string const& written : *source.actions) {
    std::string const action = to_lower_ascii(written);
    std::string const service = action.substr(0, action.find(':'));
    if (is_any(action)) {
      all_.push_back(statement);
    } else if (!has_wildcard(action)) {
      exact_[action].push_back(statement);
    } else if (!has_wildcard(service)) {
      of_service_[service].push_back({compiled_glob(action), statement});
    } else {
      of_any_service_.push_back({compiled_glob(action), statement});
    }
  }
}

CompiledPolicy::CompiledPolicy(Document document, std::string_view text) : document_(std::move(document)), text_(text) {
  auto const variables = document_.version == Version::kOf2012 ? Variables::kReplaced : Variables::kNone;
  statements_.reserve(document_.statements.size());
  for (Statement const& statement : document_.statements) {
    actions_.add(static_cast<std::uint32_t>(statements_.size()), statement);
    statements_.emplace_back(statement, variables);
  }
}

CompiledPolicyPtr compile(Document document, std::string_view text) {
  return std::make_shared<CompiledPolicy const>(std::move(document), text);
}

tl::expected<CompiledPolicyPtr, ParseError> compile(std::string_view text) {
  return parse(text).map([text](Document document) { return compile(std::move(document), text); });
}

Document const& source_of(CompiledPolicy const& policy) { return policy.source(); }

std::string_view text_of(CompiledPolicy const& policy) { return policy.text(); }

std::size_t memory_estimate(CompiledPolicy const& policy) {
  // Of what holds a text besides its characters: in the document, and prepared for matching.
  constexpr std::size_t kTextBytes = 384;
  constexpr std::size_t kConditionBytes = 640;
  constexpr std::size_t kStatementBytes = 1024;
  constexpr std::size_t kCopies = 3;  // of each character
  std::size_t bytes = kStatementBytes + policy.text().size();
  auto const add = [&](auto const& texts, auto const& text_of) {
    for (auto const& each : texts) bytes += kTextBytes + kCopies * text_of(each).size();
  };
  auto const add_optional = [&](auto const& texts, auto const& text_of) {
    if (texts.has_value()) add(*texts, text_of);
  };
  auto const itself = [](std::string const& text) -> std::string const& { return text; };
  auto const value = [](Principal const& principal) -> std::string const& { return principal.value; };
  for (Statement const& statement : policy.source().statements) {
    bytes += kStatementBytes + statement.sid.size();
    for (auto const* texts :
         {&statement.actions, &statement.not_actions, &statement.resources, &statement.not_resources})
      add_optional(*texts, itself);
    add_optional(statement.principals, value);
    add_optional(statement.not_principals, value);
    for (Condition const& condition : statement.conditions) {
      bytes += kConditionBytes + kCopies * (condition.op.size() + condition.key.size());
      add(condition.values, itself);
    }
  }
  return bytes;
}

std::vector<std::string> context_keys_of(Document const& document) {
  std::vector<std::string> keys;
  std::set<std::string, std::less<>> seen;
  auto const add = [&](std::string_view key) {
    if (!key.empty() && seen.emplace(key).second) keys.emplace_back(key);
  };
  auto const add_variables = [&](std::vector<std::string> const& texts) {
    if (document.version != Version::kOf2012) return;
    for (std::string const& text : texts) {
      for (std::string_view const key : variables_in(text)) add(key);
    }
  };
  for (Statement const& statement : document.statements) {
    if (statement.resources.has_value()) add_variables(*statement.resources);
    if (statement.not_resources.has_value()) add_variables(*statement.not_resources);
    for (Condition const& condition : statement.conditions) {
      add(condition.key);
      add_variables(condition.values);
    }
  }
  return keys;
}

}  // namespace iam::policy
