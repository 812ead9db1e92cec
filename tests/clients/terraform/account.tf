resource "aws_iam_account_alias" "this" {
  account_alias = "local-${var.account}"
}

resource "aws_iam_security_token_service_preferences" "this" {
  global_endpoint_token_version = local.first ? "v1Token" : "v2Token"
}

data "aws_iam_account_alias" "this" {
  depends_on = [aws_iam_account_alias.this]
}

# The test states the organization that the account manages.
resource "aws_iam_organizations_features" "this" {
  enabled_features = local.first ? ["RootCredentialsManagement"] : ["RootCredentialsManagement", "RootSessions"]
}
