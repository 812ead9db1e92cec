// What lint can find: its own code, how bad it is, and the check of AWS's policy validation that finds the same.
// docs/policies.md says of each code what it means.
#pragma once

#include "iam/lint/lint.h"

#include <string_view>

namespace iam::lint {

struct Rule {
  std::string_view code;
  Severity severity = Severity::kWarning;
  AwsCheck aws;
};

namespace rules {

constexpr AwsCheck error(std::string_view issue_code) { return {issue_code, AwsType::kError}; }
constexpr AwsCheck security(std::string_view issue_code) { return {issue_code, AwsType::kSecurityWarning}; }
constexpr AwsCheck warning(std::string_view issue_code) { return {issue_code, AwsType::kWarning}; }
constexpr AwsCheck suggestion(std::string_view issue_code) { return {issue_code, AwsType::kSuggestion}; }
inline constexpr AwsCheck kNoCheck{};

inline constexpr auto kErrorOurs = Severity::kError;
inline constexpr auto kWarningOurs = Severity::kWarning;
inline constexpr auto kSuggestionOurs = Severity::kSuggestion;

// What is wrong with the document is told by the check, see refusals.h.
inline constexpr Rule kMalformed{"malformed-policy", kErrorOurs, kNoCheck};

inline constexpr Rule kIdentityTooLarge{"too-large", kErrorOurs, warning("POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA")};
inline constexpr Rule kSessionTooLarge{"too-large", kErrorOurs, kNoCheck};
inline constexpr Rule kTrustTooLarge{"too-large", kErrorOurs, warning("POLICY_SIZE_EXCEEDS_ROLE_TRUST_POLICY_QUOTA")};
inline constexpr Rule kResourceTooLarge{"too-large", kWarningOurs,
                                        warning("POLICY_SIZE_EXCEEDS_RESOURCE_POLICY_QUOTA")};
inline constexpr Rule kScpTooLarge{"too-large", kErrorOurs, error("POLICY_SIZE_EXCEEDS_SCP_QUOTA")};
inline constexpr Rule kRcpTooLarge{"too-large", kErrorOurs, error("POLICY_SIZE_EXCEEDS_RCP_QUOTA")};

// Elements.
inline constexpr Rule kMissingVersion{"missing-version", kWarningOurs, warning("MISSING_VERSION")};
inline constexpr Rule kRepeatedSid{"repeated-sid", kWarningOurs, warning("UNIQUE_SIDS_RECOMMENDED")};
inline constexpr Rule kEmptySid{"empty-element", kSuggestionOurs, suggestion("EMPTY_SID_VALUE")};
inline constexpr Rule kEmptyConditionBlock{"empty-element", kSuggestionOurs, suggestion("EMPTY_OBJECT_CONDITION")};
inline constexpr Rule kEmptyCondition{"empty-element", kSuggestionOurs, suggestion("EMPTY_ARRAY_CONDITION")};
inline constexpr Rule kEmptyForAll{"empty-element", kSuggestionOurs, suggestion("EMPTY_ARRAY_CONDITION_FORALLVALUES")};
inline constexpr Rule kEmptyForAny{"empty-element", kSuggestionOurs, suggestion("EMPTY_ARRAY_CONDITION_FORANYVALUE")};
inline constexpr Rule kEmptyIfExists{"empty-element", kSuggestionOurs, suggestion("EMPTY_ARRAY_CONDITION_IFEXISTS")};
inline constexpr Rule kEmptyPrincipalList{"empty-element", kSuggestionOurs, suggestion("EMPTY_ARRAY_PRINCIPAL")};
inline constexpr Rule kEmptyPrincipal{"empty-element", kSuggestionOurs, suggestion("EMPTY_OBJECT_PRINCIPAL")};

// Actions.
inline constexpr Rule kUnknownService{"unknown-service", kWarningOurs, error("INVALID_SERVICE_IN_ACTION")};
inline constexpr Rule kUnknownAction{"unknown-action", kWarningOurs, error("INVALID_ACTION")};
inline constexpr Rule kNoSuchActions{"no-such-actions", kWarningOurs, kNoCheck};
inline constexpr Rule kRepeatedAction{"repeated-action", kWarningOurs, suggestion("REDUNDANT_ACTION")};

// Resources.
inline constexpr Rule kRepeatedResource{"repeated-resource", kWarningOurs, suggestion("REDUNDANT_RESOURCE")};
inline constexpr Rule kResourceOfOtherAction{"resource-of-other-action", kWarningOurs, kNoCheck};
inline constexpr Rule kUnsupportedAction{"resource-of-other-action", kWarningOurs,
                                         error("UNSUPPORTED_ACTION_IN_POLICY")};
inline constexpr Rule kResourceWithoutAction{"resource-without-action", kWarningOurs, kNoCheck};
inline constexpr Rule kUnsupportedResource{"resource-without-action", kWarningOurs,
                                           error("UNSUPPORTED_RESOURCE_ARN_IN_POLICY")};
inline constexpr Rule kArnPrefix{"malformed-arn", kWarningOurs, error("INVALID_ARN_PREFIX")};
inline constexpr Rule kArnField{"malformed-arn", kWarningOurs, error("MISSING_ARN_FIELD")};
inline constexpr Rule kArnServiceCase{"malformed-arn", kWarningOurs, error("INVALID_ARN_SERVICE_CASE")};
inline constexpr Rule kArnRegion{"malformed-arn", kWarningOurs, error("INVALID_ARN_REGION")};
inline constexpr Rule kArnAccount{"malformed-arn", kWarningOurs, error("INVALID_ARN_ACCOUNT")};
inline constexpr Rule kArnResource{"malformed-arn", kWarningOurs, error("INVALID_ARN_RESOURCE")};
inline constexpr Rule kArnRegionNotAllowed{"malformed-arn", kWarningOurs, error("ARN_REGION_NOT_ALLOWED")};
inline constexpr Rule kArnAccountNotAllowed{"malformed-arn", kWarningOurs, error("ARN_ACCOUNT_NOT_ALLOWED")};
inline constexpr Rule kArnRegionMissing{"malformed-arn", kWarningOurs, error("MISSING_ARN_REGION")};

// Condition keys.
inline constexpr Rule kUnknownGlobalKey{"unknown-key", kWarningOurs, error("INVALID_GLOBAL_CONDITION_KEY")};
inline constexpr Rule kUnknownServiceKey{"unknown-key", kWarningOurs, error("INVALID_SERVICE_CONDITION_KEY")};
inline constexpr Rule kKeyOfUnknownService{"unknown-key", kWarningOurs, error("INVALID_SERVICE")};
inline constexpr Rule kKeyFormat{"unknown-key", kWarningOurs, error("INVALID_CONDITION_KEY_FORMAT")};
inline constexpr Rule kKeyWithoutTag{"unknown-key", kWarningOurs, error("MISSING_TAG_KEY_IN_CONDITION")};
inline constexpr Rule kDeprecatedKey{"deprecated-key", kWarningOurs, warning("DEPRECATED_GLOBAL_CONDITION_KEY")};
inline constexpr Rule kUnsupportedKey{"deprecated-key", kWarningOurs, error("UNSUPPORTED_GLOBAL_CONDITION_KEY")};
inline constexpr Rule kKeyOfOtherAction{"key-of-other-action", kWarningOurs,
                                        error("UNSUPPORTED_ACTION_FOR_CONDITION_KEY")};
inline constexpr Rule kRepeatedKey{"repeated-key", kWarningOurs, error("DUPLICATE_KEYS_WITH_DIFFERENT_CASE")};
inline constexpr Rule kUnpairedKey{"unpaired-key", kWarningOurs, security("MISSING_PAIRED_CONDITION_KEYS")};
inline constexpr Rule kIrrelevantKey{"irrelevant-key", kSuggestionOurs,
                                     suggestion("IRRELEVANT_CONDITION_KEY_IN_POLICY")};
inline constexpr Rule kDenyByTag{"unsupported-tag-key", kWarningOurs,
                                 security("DENY_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE")};
inline constexpr Rule kDenyOthersByTag{"unsupported-tag-key", kWarningOurs,
                                       security("DENY_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE")};
inline constexpr Rule kAllowByTag{"unsupported-tag-key", kWarningOurs,
                                  suggestion("ALLOW_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE")};
inline constexpr Rule kAllowOthersByTag{"unsupported-tag-key", kWarningOurs,
                                        suggestion("ALLOW_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE")};

// Operators and values.
inline constexpr Rule kOperatorOfOtherType{"operator-of-other-type", kWarningOurs, warning("TYPE_MISMATCH")};
inline constexpr Rule kNoBoolean{"value-of-other-type", kWarningOurs, warning("TYPE_MISMATCH_BOOLEAN")};
inline constexpr Rule kNoDate{"value-of-other-type", kWarningOurs, warning("TYPE_MISMATCH_DATE")};
inline constexpr Rule kEpoch{"value-of-other-type", kWarningOurs, warning("INVALID_DATE_VALUE")};
inline constexpr Rule kNoAddress{"value-of-other-type", kWarningOurs, warning("TYPE_MISMATCH_IP_RANGE")};
inline constexpr Rule kNoNumber{"value-of-other-type", kWarningOurs, warning("TYPE_MISMATCH_NUMBER")};
inline constexpr Rule kNoBytes{"value-of-other-type", kWarningOurs, warning("TYPE_MISMATCH_STRING")};
inline constexpr Rule kNoArn{"value-of-other-type", kWarningOurs, kNoCheck};
inline constexpr Rule kNoSetOperator{"no-set-operator", kWarningOurs, error("MISSING_QUALIFIER")};
inline constexpr Rule kNeedlessSetOperator{"needless-set-operator", kWarningOurs,
                                           security("FORALLVALUES_WITH_SINGLE_VALUED_KEY")};
inline constexpr Rule kNullOfSet{"needless-set-operator", kWarningOurs, suggestion("NULL_WITH_QUALIFIER")};
inline constexpr Rule kWildcardIsText{"wildcard-is-text", kWarningOurs, warning("WILDCARD_WITHOUT_LIKE_OPERATOR")};
inline constexpr Rule kSeveralBooleans{"several-booleans", kWarningOurs, error("INVALID_CONDITION_MULTIPLE_BOOLEAN")};
inline constexpr Rule kUnknownRegion{"impossible-value", kWarningOurs, error("INVALID_REGION")};
inline constexpr Rule kNoVpc{"impossible-value", kWarningOurs, error("INVALID_VPC_FORMAT")};
inline constexpr Rule kNoVpcEndpoint{"impossible-value", kWarningOurs, error("INVALID_VPCE_FORMAT")};
inline constexpr Rule kNoServicePrincipal{"impossible-value", kWarningOurs, error("INVALID_SERVICE_PRINCIPAL_FORMAT")};
inline constexpr Rule kPrivateAddress{"private-address", kWarningOurs, error("PRIVATE_IP_ADDRESS")};
inline constexpr Rule kPrivateNotAddress{"private-address", kWarningOurs, error("PRIVATE_NOT_IP_ADDRESS")};
inline constexpr Rule kPrivateAddresses{"private-address", kWarningOurs, suggestion("PRIVATE_IP_ADDRESS_SUBSET")};
inline constexpr Rule kPrivateNotAddresses{"private-address", kWarningOurs,
                                           suggestion("PRIVATE_NOT_IP_ADDRESS_SUBSET")};
inline constexpr Rule kHostBits{"range-with-host-bits", kSuggestionOurs, suggestion("IMPROVE_IP_RANGE")};
inline constexpr Rule kNeedlessValue{"needless-value", kSuggestionOurs, suggestion("REDUNDANT_CONDITION_VALUE_NUM")};

// Variables.
inline constexpr Rule kUnknownVariable{"unknown-variable", kWarningOurs, kNoCheck};
inline constexpr Rule kVariableIsText{"variable-is-text", kWarningOurs, error("VARIABLE_UNSUPPORTED_IN_VERSION")};
inline constexpr Rule kMisplacedVariable{"misplaced-variable", kWarningOurs, error("INVALID_VARIABLE_FOR_OPERATOR")};
inline constexpr Rule kNoBrace{"malformed-variable", kWarningOurs, error("MISSING_BRACE_IN_VARIABLE")};
inline constexpr Rule kNoQuote{"malformed-variable", kWarningOurs, error("MISSING_QUOTE_IN_VARIABLE")};
inline constexpr Rule kSpaceInVariable{"malformed-variable", kWarningOurs, error("UNSUPPORTED_SPACE_IN_VARIABLE")};
inline constexpr Rule kSymbolInVariable{"malformed-variable", kWarningOurs, error("UNSUPPORTED_SYMBOL_IN_VARIABLE")};
inline constexpr Rule kEmptyVariable{"malformed-variable", kWarningOurs, error("EMPTY_VARIABLE")};

// Principals.
inline constexpr Rule kUnknownPrincipal{"unknown-principal", kWarningOurs, error("INVALID_SERVICE")};
inline constexpr Rule kOpenToEveryone{"open-to-everyone", kWarningOurs,
                                      error("ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL")};
inline constexpr Rule kWildcardInPrincipal{"wildcard-in-principal", kWarningOurs,
                                           error("UNSUPPORTED_WILDCARD_IN_PRINCIPAL")};
inline constexpr Rule kFederatedPrincipal{"unsupported-principal", kWarningOurs,
                                          error("FEDERATED_PRINCIPAL_NOT_SUPPORTED")};
inline constexpr Rule kKeyOfOtherPrincipal{"key-of-other-principal", kWarningOurs,
                                           error("UNSUPPORTED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL")};
inline constexpr Rule kRoleById{"principal-by-id", kWarningOurs, warning("INVALID_ROLE_REFERENCE")};
inline constexpr Rule kUserById{"principal-by-id", kWarningOurs, warning("INVALID_USER_REFERENCE")};
inline constexpr Rule kAllowNotPrincipal{"allow-not-principal", kWarningOurs, security("ALLOW_WITH_NOT_PRINCIPAL")};
inline constexpr Rule kAnySource{"confused-deputy", kWarningOurs, security("RESTRICT_ACCESS_TO_SERVICE_PRINCIPAL")};
inline constexpr Rule kOldSource{"confused-deputy", kWarningOurs,
                                 suggestion("RECOMMENDED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL")};

// Trust policies.
inline constexpr Rule kActionOfOtherPrincipal{"action-of-other-principal", kWarningOurs,
                                              error("MISMATCHED_ACTION_FOR_PRINCIPAL")};
inline constexpr Rule kNoActionForKey{"missing-action", kWarningOurs, error("MISSING_ACTION_FOR_CONDITION_KEY")};
inline constexpr Rule kNoActionForRolesAnywhere{"missing-action", kWarningOurs,
                                                error("MISSING_ACTION_FOR_ROLES_ANYWHERE_TRUST_POLICY")};
inline constexpr Rule kOidcWithoutCondition{"oidc-without-condition", kWarningOurs,
                                            security("MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL")};
inline constexpr Rule kGithubWithoutBranch{"github-without-branch", kWarningOurs,
                                           warning("SPECIFIC_GITHUB_REPO_AND_BRANCH_RECOMMENDED")};
inline constexpr Rule kConfirmAudience{"confirm-audience", kSuggestionOurs, suggestion("CONFIRM_AUDIENCE_CLAIM_TYPE")};
inline constexpr Rule kRepeatedPrincipal{"repeated-principal", kSuggestionOurs,
                                         suggestion("REDUNDANT_PRINCIPAL_IN_ROLE_TRUST_POLICY")};

// Statements, and what they reach.
inline constexpr Rule kShadowedStatement{"shadowed-statement", kWarningOurs, kNoCheck};
inline constexpr Rule kNeedlessStatement{"needless-statement", kWarningOurs, suggestion("REDUNDANT_STATEMENT")};
inline constexpr Rule kAllowNotAction{"allow-not-action", kWarningOurs, kNoCheck};

}  // namespace rules
}  // namespace iam::lint
