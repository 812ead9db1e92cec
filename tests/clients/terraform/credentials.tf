resource "aws_iam_access_key" "ada" {
  user   = aws_iam_user.ada.name
  status = local.first ? "Active" : "Inactive"
}

resource "aws_iam_user_login_profile" "ada" {
  user                    = aws_iam_user.ada.name
  password_length         = 24
  password_reset_required = true
  depends_on              = [aws_iam_account_password_policy.this]
}

resource "aws_iam_account_password_policy" "this" {
  minimum_password_length        = local.first ? 12 : 14
  require_lowercase_characters   = true
  require_uppercase_characters   = true
  require_numbers                = local.first
  require_symbols                = true
  allow_users_to_change_password = true
  hard_expiry                    = !local.first
  max_password_age               = local.first ? 90 : 30
  password_reuse_prevention      = local.first ? 5 : 24
}

resource "aws_iam_service_specific_credential" "ada" {
  user_name    = aws_iam_user.ada.name
  service_name = "codecommit.amazonaws.com"
  status       = local.first ? "Active" : "Inactive"
}

data "aws_iam_access_keys" "ada" {
  user = aws_iam_access_key.ada.user
}
